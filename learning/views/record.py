"""My record: what is complete, when, and why it counts."""

import itertools
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from courses.models import Edition
from learning.models import CourseCompletion, ModuleCompletion
from learning.services.refresh import refresh_due
from learning.views.words import why_complete, why_due


@require_safe
def record(request: HttpRequest) -> HttpResponse:
    """My record: courses first, then modules by year; what was withdrawn stays, and says why."""
    courses = CourseCompletion.objects.visible_to(request.user).select_related("route", "enrolment")
    modules = list(ModuleCompletion.objects.visible_to(request.user).select_related("enrolment__course"))
    due = refresh_due(completions=modules)
    by_year = itertools.groupby(modules, key=lambda each: each.happened_on.year)
    years = [(year, [_row(each, due.get(each.pk)) for each in group]) for year, group in by_year]
    context = {
        "courses": list(courses),
        "years": years,
    }
    return render(request, "learning/record.html", context)


def _row(completion: ModuleCompletion, due: Edition | None) -> dict[str, Any]:
    why_now = why_due(completion, due) if due is not None else ""
    return {"completion": completion, "why": why_complete(completion), "due": why_now}
