"""My record: what is complete, when, and why it counts."""

import itertools

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from learning.models import CourseCompletion, ModuleCompletion
from learning.views.words import why_complete


@require_safe
def record(request: HttpRequest) -> HttpResponse:
    """L12: courses first, then modules by year; what was withdrawn stays, and says why."""
    courses = CourseCompletion.objects.visible_to(request.user).select_related("route", "enrolment")
    modules = ModuleCompletion.objects.visible_to(request.user).select_related("enrolment__course")
    by_year = itertools.groupby(modules, key=lambda each: each.happened_on.year)
    years = [(year, [{"completion": each, "why": why_complete(each)} for each in group]) for year, group in by_year]
    context = {
        "courses": list(courses),
        "years": years,
    }
    return render(request, "learning/record.html", context)
