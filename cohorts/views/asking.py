"""A place asked for: its own page for whoever waits, a yes or not this time from the trainer, a wish for a date."""

from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from cohorts.models import PlaceRequest
from cohorts.permissions import can_manage_cohort
from cohorts.services import asking
from cohorts.services.joining import CannotJoin, join
from cohorts.services.wishing import wish_for_date
from cohorts.views import newcomer
from cohorts.views.join import about
from cohorts.views.reach import find_cohort
from courses.models import CoursePage, ModulePage


@never_cache
@require_http_methods(["GET", "POST"])
def asked(request: HttpRequest, asked: UUID) -> HttpResponse:
    """How it stands with one's own request: the place in the line, the offer, or how it ended."""
    own = PlaceRequest.objects.visible_to(request.user).filter(person=request.user.pk)
    found = get_object_or_404(own.select_related("cohort__course", "cohort__place", "person"), uuid=asked)
    if request.method == "POST":
        return _answer(request, found)
    place = asking.membership_of(found)
    if place is not None:
        return newcomer.to_course(place)
    waiting = next((one for one in asking.requests_of(request.user) if one.pk == found.pk), None)
    context = about(found.cohort) | {"asked": found, "number": waiting.place_in_line if waiting else None}
    return render(request, "cohorts/asked.html", context)


def _answer(request: HttpRequest, found: PlaceRequest) -> HttpResponse:
    if request.POST.get("act") == "give_up":
        gone = asking.give_up_request(request=found, by=request.user)
        if gone.closed_as == PlaceRequest.Closed.GIVEN_UP:
            messages.success(request, _("You are no longer in the line. Thank you for telling us."))
    elif request.POST.get("act") == "take":
        try:
            return newcomer.joined(request, join(cohort=found.cohort, person=request.user, by=request.user))
        except CannotJoin:
            messages.warning(request, _("There is no place to take just now."))
    return redirect("cohorts:asked", found.uuid)


@require_POST
def agree(request: HttpRequest, cohort: UUID, asked: UUID) -> HttpResponse:
    """Lets somebody in."""
    found = _find(request, cohort, asked)
    try:
        after = asking.agree(request=found, by=request.user)
    except CannotJoin:
        messages.warning(request, _("This cohort is closing. Nobody new can come in."))
        return redirect("cohorts:people", cohort)
    name = {"name": found.person}
    if after.closed_as == PlaceRequest.Closed.JOINED:
        messages.success(request, _("%(name)s has a place, and we have told them.") % name)
    elif not after.closed_as:
        messages.info(request, _("Every place is taken. %(name)s is on the waiting list.") % name)
    return redirect("cohorts:people", cohort)


@require_POST
def refuse(request: HttpRequest, cohort: UUID, asked: UUID) -> HttpResponse:
    """Says not this time."""
    found = _find(request, cohort, asked)
    after = asking.refuse(request=found, by=request.user)
    if after.closed_as == PlaceRequest.Closed.REFUSED:
        messages.success(request, _("We have told %(name)s that it is not this time.") % {"name": found.person})
    return redirect("cohorts:people", cohort)


def _find(request: HttpRequest, cohort: UUID, key: UUID) -> PlaceRequest:
    found = find_cohort(request, cohort)
    asked = get_object_or_404(found.place_requests.select_related("cohort__course", "person"), uuid=key)
    if not can_manage_cohort(request.user, found):
        raise PermissionDenied
    return asked


@require_POST
def tell_me(request: HttpRequest) -> HttpResponse:
    """Keeps a wish to hear of the next date, and goes back to the page it was made on."""
    course = get_object_or_404(CoursePage.objects.live(), code=request.POST.get("course", ""))
    code = request.POST.get("module", "")
    module = get_object_or_404(ModulePage.objects.live().child_of(course), code=code) if code else None
    wish_for_date(person=request.user, course=course, module=module)
    messages.success(request, _("Your wish is noted."))
    back = request.POST.get("next", "")
    ours = url_has_allowed_host_and_scheme(back, {request.get_host()}, require_https=request.is_secure())
    return redirect(back if ours else reverse("learning:courses"))
