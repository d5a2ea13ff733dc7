"""Some weeks after a course: four short questions, the confidence rows again, and one's own change."""

import datetime
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from wagtail.log_actions import log

from courses.models import ConfidenceScale, LessonPage
from learning.models import ConfidenceAnswer, Enrolment, FollowUp
from learning.services.completion import lock
from people.models import User
from people.services.sent_forms import sent_before

FIRST = datetime.timedelta(weeks=8)
MOMENTS = (ConfidenceAnswer.Moment.BEFORE, ConfidenceAnswer.Moment.AFTER, ConfidenceAnswer.Moment.LATER)
BEST = ("AFTER", "BEFORE", "LATER")  # the block whose rows are asked again


class NotYet(Exception):  # noqa: N818  an answer, not an error
    """The course is not complete, or not for long enough."""


@dataclass(frozen=True, slots=True)
class Scale:
    """The confidence rows of a course: where they stand, what they are, and the words for some weeks later."""

    lesson: LessonPage
    block_id: str
    rows: list[tuple[str, str]]
    words: str


@dataclass(frozen=True, slots=True)
class Change:
    """One row, and what its person said at each of the moments: 0 to 10, or None."""

    text: str
    values: tuple[int | None, ...]


def opens_on(enrolment: Enrolment) -> datetime.date | None:
    """The first day of the questions, eight weeks after the course was complete; None for one that is not."""
    completion = enrolment.course_completions.filter(revoked_at__isnull=True).first()
    return completion.completed_on + FIRST if completion else None


def scale_of(enrolment: Enrolment) -> Scale | None:
    """The rows that the course asks at its end, or else at its beginning; None for a course without. Three queries."""
    lessons = LessonPage.objects.live().descendant_of(enrolment.course).order_by("path")
    found: dict[str, tuple[LessonPage, dict[str, Any]]] = {}
    for lesson in lessons:
        for block in lesson.body.raw_data:
            if block["type"] == "confidence":
                found.setdefault(block["value"].get("moment", "BEFORE"), (lesson, block))
    for moment in BEST:
        if moment in found:
            lesson, block = found[moment]
            scale = ConfidenceScale.objects.prefetch_related("rows").filter(code=block["value"]["items"]).first()
            if scale is not None:
                rows = [(row.key, row.text) for row in scale.rows.all()]
                return Scale(lesson, block["id"], rows, scale.follow_up)
    return None


def answer(
    *,
    enrolment: Enrolment,
    answers: Mapping[str, str],
    confidence: Mapping[str, int | None],
    form_key: UUID,
    by: User,
) -> FollowUp:
    """Afterwards these are the person's answers, each of which may be empty. The last ones stand; twice is once.

    The course is complete and stays as it is. Raises NotYet before its eight weeks are over, ValidationError for an
    answer that cannot be and for a form key that another course used.
    """
    with transaction.atomic():
        locked = lock(enrolment)
        day = opens_on(locked)
        if day is None or timezone.localdate() < day:
            raise NotYet
        if (before := sent_before(FollowUp.objects.all(), form_key, enrolment_id=locked.pk)) is not None:
            return before
        row = FollowUp.objects.filter(enrolment=locked).first() or FollowUp(enrolment=locked)
        row.form_key, row.answered_at = form_key, timezone.now()
        for name, value in answers.items():
            setattr(row, name, value)
        row.full_clean(exclude=["enrolment"])
        row.save()
        _keep(locked, confidence)
        log(row, "learning.follow_up", user=by, data={"enrolment": locked.pk})
        return row


def own_change(*, enrolment: Enrolment, scale: Scale | None) -> list[Change]:
    """Each row with what the person said before, after and now. Rows that were answered once at most are left out."""
    if scale is None:
        return []
    said: dict[tuple[str, str], int | None] = {}
    rows = enrolment.confidence_answers.filter(value__isnull=False).order_by("answered_at", "pk")
    for moment, item, value in rows.values_list("moment", "item", "value"):
        said[moment, item] = value
    changes = [Change(text, tuple(said.get((moment, key)) for moment in MOMENTS)) for key, text in scale.rows]
    return [change for change in changes if sum(value is not None for value in change.values) > 1]


def _keep(enrolment: Enrolment, confidence: Mapping[str, int | None]) -> None:
    scale = scale_of(enrolment)
    if scale is None:
        return
    for item, _text in scale.rows:
        place: dict[str, Any] = {"enrolment": enrolment, "lesson": scale.lesson, "block_id": scale.block_id}
        ConfidenceAnswer.objects.update_or_create(
            **place, item=item, moment=ConfidenceAnswer.Moment.LATER, defaults={"value": confidence.get(item)}
        )
