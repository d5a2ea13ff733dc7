"""My record: every time I took a course, what is complete, when and why it counts, and what I asked about it."""

import itertools
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from courses.models import Edition
from learning import registry
from learning.models import CourseCompletion, Enrolment, ModuleCompletion, Question
from learning.services.my_enrolments import MyEnrolment, my_enrolments
from learning.services.refresh import refresh_due
from learning.views.words import why_complete, why_due

MANY = 60


@require_safe
def record(request: HttpRequest) -> HttpResponse:
    """Courses first, each time they were taken, with their certificates; then modules by year; then my questions.

    What was withdrawn or replaced stays, and says why. Over sixty modules, all years but the latest are folded.
    """
    modules = list(ModuleCompletion.objects.visible_to(request.user).select_related("enrolment__course"))
    due = refresh_due(completions=modules)
    by_year = itertools.groupby(modules, key=lambda each: each.happened_on.year)
    proofs = registry.proofs_of(request.user)
    courses = [_course(each, proofs) for each in my_enrolments(person=request.user)]
    context = {
        "courses": courses,
        "years": [(year, [_row(each, due.get(each.pk)) for each in group]) for year, group in by_year],
        "has_completed": bool(modules) or any(each["done"] for each in courses),
        "folded": len(modules) > MANY,
        "questions": list(Question.objects.visible_to(request.user).select_related("answered_by", "completion")),
        "printed_name": request.user.get_certificate_name(),
    }
    return render(request, "learning/record.html", context)


def _row(completion: ModuleCompletion, due: Edition | None) -> dict[str, Any]:
    why = _withdrawn(completion) if completion.revoked_at else why_complete(completion)
    why_now = why_due(completion, due) if due is not None else ""
    return {"completion": completion, "why": why, "due": why_now}


def _course(mine: MyEnrolment, proofs: dict[int, list[registry.Proof]]) -> dict[str, Any]:
    """One time that the course was taken: how it stands, and each completion with its why and its certificates."""
    done = [
        {
            "completion": each,
            "why": _withdrawn(each) if each.revoked_at else _why_course(each, mine),
            "proofs": proofs.get(each.pk, []),
        }
        for each in mine.completions
    ]
    return {"mine": mine, "done": done, "status": _status(mine), "why": _why(mine)}


def _status(mine: MyEnrolment) -> str:
    """How it stands; nothing where a completion says it."""
    if any(each.revoked_at is None for each in mine.completions):
        return ""
    if mine.enrolment.status == Enrolment.Status.LEFT:
        return "left"
    return "started" if mine.modules else "not_started"


def _why(mine: MyEnrolment) -> str:
    """Why an enrolment without a completion stands as it does."""
    if mine.enrolment.status == Enrolment.Status.LEFT:
        return _("You left this course on %(day)s. What you had completed stays.") % {
            "day": date_format(mine.enrolment.closed_at, "j F Y")
        }
    if not mine.modules:
        return _("Nothing is recorded yet.")
    words = _("You have completed %(have)s of %(needed)s modules.")
    return words % {"have": mine.modules, "needed": mine.needed}


def _why_course(completion: CourseCompletion, mine: MyEnrolment) -> str:
    words = _("Complete on %(day)s. It rests on: %(modules)s. Later edits to the course do not change this.")
    return words % {
        "day": date_format(completion.completed_on, "j F Y"),
        "modules": ", ".join(module.title for module in completion.rests_on.all()) or mine.enrolment.course.title,
    }


def _withdrawn(completion: CourseCompletion | ModuleCompletion) -> str:
    words = _("Withdrawn on %(day)s. The reason: %(why)s")
    return words % {"day": date_format(completion.revoked_at, "j F Y"), "why": completion.revoked_why}
