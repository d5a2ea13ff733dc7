"""Sessions in one's own calendar: one file, or an address that a calendar asks by itself."""

import hashlib
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.cache import get_conditional_response
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from cohorts.ical import Event
from cohorts.models import Session
from cohorts.services import calendar
from people import limits
from people.mail import absolute

DOOR = limits.CodeDoor("calendar", times=20, seconds=60, alarm=1000)


@require_safe
def session_file(request: HttpRequest, session: UUID) -> HttpResponse:
    """One session as a file, for its cohort's members and trainers."""
    mine = Session.objects.of_member(request.user) | Session.objects.visible_to(request.user)
    found = mine.filter(uuid=session).with_places().select_related("cohort__course").first()
    if found is None:
        raise Http404
    response = _file([calendar.event_of(found)])
    response["Content-Disposition"] = 'attachment; filename="session.ics"'
    return response


@require_http_methods(["GET", "POST"])
def settings(request: HttpRequest) -> HttpResponse:
    """The address to copy; a new one in its place; none."""
    if request.method == "POST":
        if request.POST.get("act") == "stop":
            calendar.stop_feed(person=request.user)
            messages.success(request, _("The calendar address is stopped. It opens nothing now."))
        else:
            calendar.renew_feed(person=request.user)
            messages.success(request, _("This is your calendar address. Any address before it opens nothing now."))
        return redirect("cohorts:calendar")
    feed = calendar.feed_of(request.user)
    address = absolute(reverse("cohorts:calendar_feed", args=[calendar.token_of(feed)])) if feed else ""
    return render(request, "cohorts/calendar.html", {"address": address})


@login_not_required
@require_safe
def feed(request: HttpRequest, token: str) -> HttpResponse:
    """What a calendar gets that asks by itself. A wrong address is a page that is not there."""
    client = limits.client(request)
    if not DOOR.allow(client):
        return HttpResponse(status=429, headers={"Retry-After": "60"})
    person = calendar.person_for(token)
    if person is None:
        DOOR.note_wrong()
        raise Http404
    DOOR.give_back(client)
    events = calendar.events_of(person)
    etag = f'"{hashlib.sha256(repr(events).encode()).hexdigest()[:32]}"'
    response = get_conditional_response(request, etag=etag)
    response = response or _file(events)
    response["ETag"] = etag
    response["Cache-Control"] = "private, no-cache, no-store"
    return response


def _file(events: list[Event]) -> HttpResponse:
    return HttpResponse(calendar.file_of(events), content_type="text/calendar; charset=utf-8")
