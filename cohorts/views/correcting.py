"""A meeting that was noted by mistake: one screen that says what stands, what is right, and what will happen."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from cohorts.forms.pairing import PutRightForm
from cohorts.models import Meeting, Pairing
from cohorts.models.pairing import COORDINATOR
from cohorts.permissions import can_act_in, can_coordinate
from cohorts.services import correcting
from cohorts.services.meeting import NotThatDay, days_for
from cohorts.services.pairing import NotNow, other
from cohorts.views.pairing import find_pairing
from cohorts.views.pairing_parts import across, surroundings
from learning.models import CourseCompletion


@never_cache
@require_http_methods(["GET", "POST"])
def put_right(request: HttpRequest, pairing: UUID, number: int) -> HttpResponse:
    """Another day, or not held at all, by a half of the pairing or by its coordinator."""
    found = find_pairing(request, pairing)
    meeting = Meeting.objects.filter(pairing=found, number=number).first()
    if meeting is None:
        raise Http404
    meeting.pairing = found  # with its people at hand
    side = found.side_of(request.user)
    if not (can_act_in(request.user, found) if side else can_coordinate(request.user, found)):
        raise PermissionDenied
    form = _form(request, meeting, side)
    if request.method == "POST" and form.is_valid() and _done(request, meeting, form):
        return redirect(_back(found, number, side))
    problem = _problem(meeting, request)
    if problem:
        messages.error(request, _in_words(problem))
        return redirect(_back(found, number, side))
    return render(request, "cohorts/pairing_right.html", _context(found, meeting, side, form))


def _form(request: HttpRequest, meeting: Meeting, side: str) -> PutRightForm:
    return PutRightForm(
        request.POST if request.method == "POST" else None,
        initial={"changes": meeting.changes},
        days=days_for(meeting.pairing, meeting.number),
        meeting=meeting,
        mine=bool(side),
        why=not side and correcting.resting_on(meeting).exists(),
    )


def _done(request: HttpRequest, meeting: Meeting, form: PutRightForm) -> bool:
    """Whether it is put right, or there is nothing more to choose; else the form says what it needs."""
    said = form.cleaned_data
    facts = {"held_on": said["held_on"], "changes": said["changes"], "why": said.get("why", "")}
    try:
        correcting.put_right(meeting=meeting, by=request.user, **facts)
    except (correcting.CountsByNow, NotNow, ValueError):  # ValueError: it has begun to count in this moment
        messages.error(request, _in_words(_problem(meeting, request)))
    except NotThatDay:
        form.add_error("held_on", _("Another meeting stands in the way of that day. Choose another."))
        return False
    else:
        mine = meeting.pairing.side_of(request.user)
        seen = (
            _("It is put right. Both of you see what changed.") if mine else _("It is put right. Both of them see it.")
        )
        messages.success(request, seen)
    return True


def _problem(meeting: Meeting, request: HttpRequest) -> str:
    """Why this person cannot put it right, as it stands in this moment."""
    now = Meeting.objects.get(pk=meeting.pk)
    now.pairing = meeting.pairing
    return correcting.problem_with(now, meeting.pairing.side_of(request.user) or COORDINATOR)


def _in_words(problem: str) -> str:
    words = {
        correcting.COUNTS: _("This meeting counts for a module by now. Your coordinator can put it right."),
        correcting.MENTOR_SAID: _("Your mentor has said so too. Your mentor can put it right."),
    }
    return words.get(problem, _("This has changed meanwhile. Have a look at how it stands now."))


def _back(found: Pairing, number: int, side: str) -> str:
    """The page of the meeting for its two; no coordinator comes there."""
    return (
        reverse("cohorts:meeting", args=[found.uuid, number]) if side else reverse("cohorts:pairing", args=[found.uuid])
    )


def _context(found: Pairing, meeting: Meeting, side: str, form: PutRightForm) -> dict[str, Any]:
    title = _("My pairing") if side else str(found)
    return surroundings(found) | {
        "parents": [{"title": title, "url": reverse("cohorts:pairing", args=[found.uuid])}],
        "form": form,
        "meeting": meeting,
        "number": meeting.number,
        "back": _back(found, meeting.number, side),
        "what_will": _for_half(found, meeting, side) if side else _for_coordinator(meeting),
    }


def _for_half(found: Pairing, meeting: Meeting, side: str) -> list[str]:
    name = {"name": across(found, side).get_short_name()}
    will = [_("%(name)s sees what you changed.") % name]
    if getattr(meeting, f"{other(side)}_said_at"):
        will.append(_("%(name)s said that you met. That goes, and they may say so again.") % name)
    return [*will, _("Private notes and lines stay as they are.")]


def _for_coordinator(meeting: Meeting) -> list[str]:
    resting = list(correcting.resting_on(meeting))
    follows = _("“%(module)s” of %(name)s rests on it. If it no longer fits, it is withdrawn with your reason.")
    will = [_("Both of them see what changed, and that a coordinator did it.")]
    will += [follows % {"module": one.title, "name": one.enrolment.person} for one in resting]
    if resting:
        will.append(_("It is made anew at once, if enough meetings are left."))
    if CourseCompletion.objects.standing().filter(rests_on__in=resting).exists():
        will.append(_("The course completion and its certificate follow it."))
    return [*will, _("Private notes and lines stay as they are.")]
