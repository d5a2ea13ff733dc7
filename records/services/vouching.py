"""Whom HR speaks for: those whose completion stands in their own organisation's records."""

from typing import Any

from django.db.models import QuerySet

from people.permissions import is_hr
from records.models import LearningRecord


def recorded_for(user: Any) -> QuerySet:
    """The UUIDs of the completions that HR of this organisation reads, withdrawn ones too; of nobody else's."""
    if not is_hr(user):
        return LearningRecord.objects.none().values("record_id")
    current = LearningRecord.objects.current().exclude(action=LearningRecord.Action.ERASED)
    return current.filter(organisation=user.organisation_id).values("record_id")
