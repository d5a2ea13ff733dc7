"""The facts about people, split by noun."""

from people.models.code import PersonalCode
from people.models.held import HeldForm
from people.models.limit import TokenBucket
from people.models.message import Message
from people.models.organisation import Department, Organisation, StaffRole
from people.models.post import Assignment
from people.models.privacy import DataFile, RightsRequest
from people.models.reminder import Reminder, StoppedReminder
from people.models.sign_in import SignIn
from people.models.user import User

__all__ = [
    "Assignment",
    "DataFile",
    "Department",
    "HeldForm",
    "Message",
    "Organisation",
    "PersonalCode",
    "Reminder",
    "RightsRequest",
    "SignIn",
    "StaffRole",
    "StoppedReminder",
    "TokenBucket",
    "User",
]
