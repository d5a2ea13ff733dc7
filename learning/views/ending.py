"""The end of a lesson: what is recorded now, what is left, what is next."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from courses.services import local_words
from learning.models import LessonFeedback
from learning.services.onward import next_step
from learning.services.player import Playing
from learning.services.standing import ModuleStanding, standings
from learning.views.course import next_card
from people.models import User


def finished_context(now: Playing, person: User) -> dict[str, Any]:
    """All that the last page of a lesson says."""
    enrolment, lesson = now.enrolment, now.lesson
    rows = standings([enrolment])[enrolment.pk]
    module = lesson.get_parent()
    row = next((each for each in rows if each.module.pk == module.pk), None)
    step = next_step(enrolment=enrolment, rows=rows)
    course = enrolment.course_completions.filter(revoked_at__isnull=True).first()
    place = [enrolment.uuid, module.slug, lesson.slug]
    return {
        "now": now,
        "enrolment": enrolment,
        "module": module,
        "row": row,
        "recorded": _recorded(now, row),
        "left": [
            {"number": screen.number, "url": reverse("learning:lesson", args=[*place, screen.number])}
            for screen in now.left
        ],
        "course_completion": course,
        "card": next_card(enrolment, step, rows),
        "feedback": LessonFeedback.objects.filter(enrolment=enrolment, lesson=lesson).first(),
        "done": sum(each.complete for each in rows),
        "total": len(rows),
        "words": local_words(person.organisation),
    }


def _recorded(now: Playing, row: ModuleStanding | None) -> str:
    if not now.finished:
        return ""
    if row is not None and row.complete:
        return _("That is this module done. It is in your record.")
    if row is not None and row.missing:
        return _("This lesson is finished. %(missing)s") % {"missing": row.missing}
    return _("This lesson is finished.")
