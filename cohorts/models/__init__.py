"""The facts about cohorts, split by noun."""

from cohorts.models.booking import Booking, CheckIn, DateWish, PlaceRequest
from cohorts.models.cohort import Cohort, Membership
from cohorts.models.feed import CalendarFeed
from cohorts.models.invitation import Invitation
from cohorts.models.note import MeetingNote
from cohorts.models.pairing import Meeting, Pairing
from cohorts.models.place import Place
from cohorts.models.session import Attendance, Session

__all__ = [
    "Attendance",
    "Booking",
    "CalendarFeed",
    "CheckIn",
    "Cohort",
    "DateWish",
    "Invitation",
    "Meeting",
    "MeetingNote",
    "Membership",
    "Pairing",
    "Place",
    "PlaceRequest",
    "Session",
]
