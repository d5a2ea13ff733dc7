"""The facts of the front door: the front page, pages of information, the accessibility statement."""

from home.models.accessibility import AccessibilityPage
from home.models.front import HomePage
from home.models.information import InfoPage

__all__ = ["AccessibilityPage", "HomePage", "InfoPage"]
