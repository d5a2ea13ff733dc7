"""The poster of a session: to print, to show on a screen with a code that changes, and to renew."""

import uuid
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from cohorts.code import poster_codes
from cohorts.models import Session
from cohorts.permissions import can_take_register
from cohorts.services.check_in import (
    CALLED_OFF,
    EARLY,
    closes_at,
    code_on_screen,
    opens_at,
    problem_at,
    renew_poster,
)
from cohorts.views.reach import find_session, parents_of
from people.mail import absolute
from people.services.sent_forms import read_key
from press import qr

SIZES = ("a4", "a5", "till")


@require_safe
@never_cache
def poster(request: HttpRequest, cohort: UUID, session: UUID) -> HttpResponse:
    """Course, time, place, QR, typed address and code, on A4, A5 or a card for the till."""
    found = find_session(request, cohort, session)
    size = request.GET.get("size", SIZES[0])
    scanned = absolute(reverse("cohorts:check_in", args=[found.poster_token]))
    context = _about(found) | _check_in(found)
    context |= {
        "code": poster_codes(found.poster_token)[0],
        "qr": qr.svg(scanned, title=_("QR code that checks people in")),
        "size": size if size in SIZES else SIZES[0],
        "sizes": [
            (name, label) for name, label in zip(SIZES, (_("A4"), _("A5"), _("A card for the till")), strict=True)
        ],
        "may_renew": can_take_register(request.user, found),
    }
    return render(request, "cohorts/poster.html", context)


@require_safe
@never_cache
def screen(request: HttpRequest, cohort: UUID, session: UUID) -> HttpResponse:
    """The code that changes, large. Before its time the page says when it opens."""
    found = find_session(request, cohort, session)
    context = _about(found) | _check_in(found) | {"closes_at": closes_at(found)}
    if not context["problem"]:
        code = code_on_screen(found)
        scanned = absolute(reverse("cohorts:check_in", args=[code]))
        context |= {"code": code, "qr": qr.svg(scanned, title=_("QR code that checks people in"))}
    return render(request, "cohorts/screen.html", context)


@require_http_methods(["GET", "POST"])
def renew(request: HttpRequest, cohort: UUID, session: UUID) -> HttpResponse:
    """Says what a new code does to the printed poster, then makes one."""
    found = find_session(request, cohort, session)
    if not can_take_register(request.user, found):
        raise PermissionDenied
    back = reverse("cohorts:poster", args=[found.cohort.uuid, found.uuid])
    if request.method == "POST":
        key = read_key(request.POST.get("form_key", "")) or uuid.uuid4()
        renew_poster(session=found, form_key=key, by=request.user)
        messages.success(request, _("The poster has a new code. Print it again."))
        return redirect(back)
    context = {
        "title": _("Make a new poster code?"),
        "what_will": [_("The poster that is printed now stops working."), _("You print a new one.")],
        "what_will_not": [_("Whoever has checked in stays checked in."), _("The code on the screen goes on.")],
        "button": _("Make a new code"),
        "form_key": uuid.uuid4(),
        "cancel_url": back,
    }
    return render(request, "components/confirm.html", context)


def _check_in(session: Session) -> dict[str, Any]:
    """Whether people can check in now, and if not, why."""
    now = timezone.now()
    problem = problem_at(session, now)
    early = bool(problem) and (problem == EARLY or session.starts_at > now)
    return {"problem": problem, "called_off": problem == CALLED_OFF, "early": early, "opens_at": opens_at(session)}


def _about(session: Session) -> dict[str, Any]:
    return {
        "session": session,
        "cohort": session.cohort,
        "course": session.cohort.course,
        "pattern": session.cohort.course.pattern,
        "parents": parents_of(session.cohort, session),
        "typed_address": absolute(reverse("cohorts:check_in_start")).split("//", 1)[1],
    }
