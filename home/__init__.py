"""The front door: the front page, information pages, and the next step of whoever is signed in.

Owns HomePage, InfoPage and AccessibilityPage; everything personal on the front page is derived, nothing is stored.
Read first: models/front.py, next_step.py.
"""
