"""All cohorts, and a new one."""

import uuid
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_safe

from cohorts.forms.cohort import JoiningForm, NewCohortForm
from cohorts.models import Cohort
from cohorts.permissions import can_manage_cohort, can_open_cohort
from cohorts.services.cohort import Opening, open_cohort, set_joining
from cohorts.services.planning import Plan, find_place
from cohorts.views.reach import find_cohort, for_trainers, page_of, parents_of
from courses.models import CompletedBy, Route

Ways = dict[str, tuple[str, Route, Route | None]]


@require_safe
@for_trainers
def all_cohorts(request: HttpRequest) -> HttpResponse:
    """Fifty cohorts a page, the newest first, found by name."""
    wanted = request.GET.get("name", "").strip()
    cohorts = Cohort.objects.visible_to(request.user).counted().select_related("course")
    if wanted:
        cohorts = cohorts.filter(name__icontains=wanted)
    context = {"page": page_of(request, cohorts.order_by("-created_at", "-pk")), "wanted": wanted}
    return render(request, "cohorts/cohorts.html", context)


@require_http_methods(["GET", "POST"])
@for_trainers
def new(request: HttpRequest) -> HttpResponse:
    """A few questions, then it exists, with a join code and its first session."""
    if not can_open_cohort(request.user):
        raise PermissionDenied
    ways = ways_open()
    form = NewCohortForm(request.POST if request.method == "POST" else None, ways=ways)
    if request.method != "POST":
        form = NewCohortForm(ways=ways, initial={"form_key": uuid.uuid4(), "join_policy": Cohort.JoinPolicy.CODE})
    if request.method == "POST" and form.is_valid():
        return redirect("cohorts:cohort", _open(request, form).uuid)
    return render(request, "cohorts/new.html", {"form": form, "ways": ways})


def _open(request: HttpRequest, form: NewCohortForm) -> Cohort:
    answers, (route, staff_route) = form.cleaned_data, form.routes()
    place = find_place(organisation=request.user.organisation, name=answers["place"])
    starts_at, ends_at = form.moments()
    session_modules = (
        needed.module
        for needed in route.route_modules.select_related("module").order_by("sort_order")
        if needed.module.completed_by == CompletedBy.ATTENDANCE
    )
    opening = Opening(
        name=answers["name"],
        route=route,
        staff_route=staff_route,
        place=place,
        capacity=answers["capacity"],
        join_policy=answers["join_policy"],
        form_key=answers["form_key"],
    )
    first = Plan(starts_at, ends_at, answers["form_key"], module=next(session_modules, None))
    return open_cohort(opening=opening, first_session=first, by=request.user)


@require_http_methods(["GET", "POST"])
def joining(request: HttpRequest, cohort: UUID) -> HttpResponse:
    """How people join, and how many can. More places: whoever waits is offered them."""
    found = find_cohort(request, cohort)
    if not can_manage_cohort(request.user, found):
        raise PermissionDenied
    form = JoiningForm(request.POST if request.method == "POST" else None, initial=vars(found))
    if request.method == "POST" and form.is_valid():
        offers = set_joining(cohort=found, **form.cleaned_data, by=request.user)
        words = ngettext(
            "Saved. %(count)d person who waits is offered a place.",
            "Saved. %(count)d people who wait are offered a place.",
            offers,
        )
        messages.success(request, words % {"count": offers} if offers else _("Saved."))
        return redirect("cohorts:cohort", found.uuid)
    context = {"form": form, "cohort": found, "parents": parents_of(found)}
    return render(request, "cohorts/joining.html", context)


def ways_open() -> Ways:
    """The ways a cohort may take: each open route of a live course, and each by who they are where there are two."""
    routes = Route.objects.open().with_refreshes().filter(course__live=True).select_related("course")
    found = list(routes.order_by("course__title", "order", "pk"))
    ways: Ways = {}
    for staff in found:
        if staff.audience != Route.Audience.STAFF or staff.is_refresh:
            continue
        for other in found:
            if other.course_id == staff.course_id and other.audience == Route.Audience.RESIDENT:
                words = _("%(course)s: staff by “%(staff)s”, everybody else by “%(other)s”")
                names = {"course": other.course.title, "staff": staff.name, "other": other.name}
                ways[f"{other.pk}-{staff.pk}"] = (words % names, other, staff)
    for route in found:
        names = {"course": route.course.title, "route": route.name}
        ways[str(route.pk)] = (_("%(course)s: everybody by “%(route)s”") % names, route, None)
    return dict(sorted(ways.items(), key=lambda way: way[1][1].course.title))
