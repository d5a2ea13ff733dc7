"""Whose learning somebody may speak for: a trainer for their members, HR for their organisation's staff, the office."""

from typing import Any

from django.db.models import Q, QuerySet

from learning import registry
from learning.models import CourseCompletion
from people.permissions import is_administrator

NOBODY = Q(pk__in=[])


def in_hand(path: str) -> Q:
    """What hangs on an enrolment, by this path, of somebody whom anybody else trains today."""
    return _any_of(registry.in_hand(), path)


def trained(user: Any, path: str) -> Q:
    """What hangs on an enrolment, by this path, of somebody whom this person trains today."""
    return _any_of(registry.trained_by(user), path)


def recorded(user: Any, path: str) -> Q:
    """What hangs on a completion, by the path of its UUID, that this person may read as an employer."""
    return _any_of(registry.recorded_for(user), path)


def vouched_for(user: Any) -> QuerySet:
    """The course completions that this person may speak for; never their own, whoever they are."""
    if not user.is_authenticated:
        return CourseCompletion.objects.none()
    others = CourseCompletion.objects.exclude(enrolment__person=user)
    if is_administrator(user):
        return others
    return others.filter(trained(user, "enrolment") | recorded(user, "uuid"))


def _any_of(querysets: list[QuerySet], path: str) -> Q:
    found = NOBODY
    for each in querysets:
        found |= Q(**{f"{path}__in": each})
    return found
