"""One meeting, for one half of a pairing: its card, whether it was held, a private note; and the cards on paper."""

import datetime
from collections.abc import Callable
from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from cohorts.forms.pairing import HeldForm, LineForm, NoteForm
from cohorts.models import Meeting, MeetingNote, Pairing
from cohorts.models.pairing import MENTEE, MENTOR
from cohorts.permissions import can_act_in
from cohorts.services import meeting_notes
from cohorts.services.correcting import problem_with
from cohorts.services.meeting import NotThatDay, OfferOpen, days_for, hold_meeting, next_number
from cohorts.services.pairing import NotNow, other
from cohorts.views.pairing import find_pairing
from cohorts.views.pairing_parts import across, card_address, cards_of, surroundings

Acted = forms.Form | None


@never_cache
@require_http_methods(["GET", "POST"])
def meeting(request: HttpRequest, pairing: UUID, number: int) -> HttpResponse:
    """The card, when and where, "we have met", and what I keep for myself. No coordinator comes here."""
    found, side = _own(request, pairing)
    here = Meeting.objects.filter(pairing=found, number=number).first()
    if here is not None:
        here.pairing = found  # with its people at hand
    if here is None and number != next_number(found):
        raise Http404
    wrong: Acted = None
    if request.method == "POST":
        try:
            wrong = _act(request, found, here or Meeting(pairing=found, number=number))
        except NotNow:
            messages.error(request, _("This has changed meanwhile. Have a look at how it stands now."))
        except NotThatDay:
            messages.error(request, _("A meeting of that day is noted already. Choose another day."))
        except OfferOpen:
            messages.error(request, _("The offer needs an answer first. Your coordinator can help."))
        if wrong is None:
            return redirect("cohorts:meeting", found.uuid, number)
    return render(request, "cohorts/pairing_meeting.html", _context(request, found, side, number, here, wrong))


def _own(request: HttpRequest, key: UUID) -> tuple[Pairing, str]:
    """The pairing and which half this person is; 404 for everybody else, also for its coordinator."""
    found = find_pairing(request, key)
    side = found.side_of(request.user)
    if not side:
        raise Http404
    return found, side


def _act(request: HttpRequest, found: Pairing, here: Meeting) -> Acted:
    act = ACTS.get(request.POST.get("act", ""))
    if act is None or (act is not _held and here.pk is None):
        return None
    return act(request, here)


def _held(request: HttpRequest, here: Meeting) -> Acted:
    if not can_act_in(request.user, here.pairing):
        raise PermissionDenied
    form = HeldForm(request.POST, days=None if here.held_on else days_for(here.pairing, here.number))
    if not form.is_valid():
        return form
    hold_meeting(pairing=here.pairing, number=here.number, by=request.user, **form.cleaned_data)
    if here.pairing.side_of(request.user) == MENTOR or here.mentor_said_at:
        messages.success(request, _("Noted: you have met. Both of you see it."))
    else:
        messages.success(request, _("Noted. We wait for your mentor to say so too."))
    return None


def _note(request: HttpRequest, here: Meeting) -> Acted:
    form = NoteForm(request.POST)
    if not form.is_valid():
        return form
    meeting_notes.write_note(meeting=here, text=form.cleaned_data["text"], by=request.user)
    messages.success(request, _("Your note is saved. Only you can read it."))
    return None


def _line(request: HttpRequest, here: Meeting) -> Acted:
    form = LineForm(request.POST)
    if not form.is_valid():
        return form
    meeting_notes.clear_line(meeting=here, line=form.cleaned_data["line"], by=request.user)
    messages.success(request, _("These words may be passed on. You can take them back at any time."))
    return None


def _take_back(request: HttpRequest, here: Meeting) -> Acted:
    meeting_notes.take_back(meeting=here, by=request.user)
    messages.success(request, _("The line is taken back."))
    return None


def _answer(request: HttpRequest, here: Meeting) -> Acted:
    yes = request.POST.get("act") == "yes"
    meeting_notes.answer_line(meeting=here, words=request.POST.get("words", ""), yes=yes, by=request.user)
    messages.success(request, _("You have said yes to these words.") if yes else _("Your yes is taken back."))
    return None


ACTS: dict[str, Callable[[HttpRequest, Meeting], Acted]] = {
    "held": _held,
    "note": _note,
    "line": _line,
    "take_back": _take_back,
    "yes": _answer,
    "no": _answer,
}


def _context(
    request: HttpRequest, found: Pairing, side: str, number: int, here: Meeting | None, wrong: Acted
) -> dict[str, Any]:
    cards = cards_of(found, side)
    mine = meeting_notes.note_of(here, request.user) if here else None
    theirs = MeetingNote.objects.lines().filter(meeting=here, author=found.half(other(side))).first() if here else None
    said = {"held_on": _likely_day(here), "changes": here.changes if here else 0}
    note, line = {"text": mine.text if mine else ""}, {"line": mine.cleared_line if mine else ""}
    return surroundings(found) | {
        "parents": [{"title": _("My pairing"), "url": reverse("cohorts:pairing", args=[found.uuid])}],
        "form": wrong,
        "side": side,
        "mentor": side == MENTOR,
        "number": number,
        "meeting": here,
        "person": across(found, side),
        "card": card_address(found, side, cards[number - 1]) if number <= len(cards) else None,
        "may_act": can_act_in(request.user, found),
        "may_hold": can_act_in(request.user, found) and found.state == Pairing.State.MEETING,
        "problem": problem_with(here, side) if here else "",
        "i_said": getattr(here, f"{side}_said_at") if here else None,
        "they_said": getattr(here, f"{other(side)}_said_at") if here else None,
        "mine": mine,
        "theirs": theirs,
        "held_form": wrong if isinstance(wrong, HeldForm) else HeldForm(initial=said),
        "note_form": wrong if isinstance(wrong, NoteForm) else NoteForm(initial=note),
        "line_form": wrong if isinstance(wrong, LineForm) else LineForm(initial=line),
    }


def _likely_day(here: Meeting | None) -> datetime.date:
    """The planned day once it has come, else today."""
    planned = timezone.localdate(here.planned_at) if here and here.planned_at else timezone.localdate()
    return min(planned, timezone.localdate())


@require_safe
def cards(request: HttpRequest, pairing: UUID) -> HttpResponse:
    """The question cards to print and cut out; for a mentor the steering cards as well."""
    found, side = _own(request, pairing)
    if side == MENTEE and found.started_at is None:
        raise Http404
    steer = [
        _("My turn to steer."),
        _("Say that without the initials."),
        _("Ask me. Do not tell me."),
        _("What would you do, not the council?"),
        _("Let’s stop there."),
    ]
    context = surroundings(found) | {
        "parents": [{"title": _("My pairing"), "url": reverse("cohorts:pairing", args=[found.uuid])}],
        "mentor": side == MENTOR,
        "cards": [
            {"title": lesson.title, "blocks": [part for part in lesson.body if part.block_type in {"text", "callout"}]}
            for lesson in cards_of(found, side)
        ],
        "steer": steer if side == MENTOR else [],
    }
    return render(request, "cohorts/pairing_cards.html", context)
