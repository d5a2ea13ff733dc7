"""Boxes and what leads from one to the next become a plan, top down, and then a picture.

layers.py   which box stands in which row, and in which order
plan.py     where everything is, in tenths of an em
drawing.py  the picture
"""

from press.flow.drawing import draw
from press.flow.plan import Box, Plan, plan

__all__ = ["Box", "Plan", "draw", "plan"]
