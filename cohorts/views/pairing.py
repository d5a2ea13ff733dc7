"""My pairing: each half sees its own. Its coordinator sees dates, its state and the offer, never what was said."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from cohorts.forms.pairing import CardForm, LeaveForm, OfferForm, PlanForm, RulesForm
from cohorts.models import MeetingNote, Pairing
from cohorts.models.pairing import MENTOR
from cohorts.permissions import can_act_in, can_coordinate, can_see_offer
from cohorts.services import agreeing
from cohorts.services import pairing as service
from cohorts.services.meeting import next_number, plan_meeting
from cohorts.views.pairing_parts import across, all_held, one_change, role_of, rounds, rules_of, surroundings

Acted = forms.Form | None


def find_pairing(request: HttpRequest, key: UUID) -> Pairing:
    """The pairing of an address, if this person may see it."""
    return get_object_or_404(Pairing.objects.visible_to(request.user).with_people(), uuid=key)


@require_http_methods(["GET", "POST"])
def pairing(request: HttpRequest, pairing: UUID) -> HttpResponse:
    """One pairing. A POST does one act and comes back, or shows the form that needs a look."""
    found = find_pairing(request, pairing)
    wrong: Acted = None
    if request.method == "POST":
        try:
            wrong = _act(request, found)
        except service.NotNow:
            messages.error(request, _("This has changed meanwhile. Have a look at how it stands now."))
        if wrong is None:
            return redirect("cohorts:pairing", found.uuid)
    side = found.side_of(request.user)
    if side:
        return render(request, "cohorts/pairing.html", _own_half(request, found, side, wrong))
    return render(request, "cohorts/pairing_coordinator.html", _for_coordinator(request, found, wrong))


def _act(request: HttpRequest, found: Pairing) -> Acted:
    act = request.POST.get("act", "")
    side = found.side_of(request.user)
    acts = OF_HALF if side else OF_COORDINATOR
    allowed = can_act_in(request.user, found) if side else can_coordinate(request.user, found)
    if not allowed:
        raise PermissionDenied
    if act not in acts:
        return None
    return acts[act](request, found)


# --- Acts: None where it is done, or the form that needs a look -----------------------------------------------------
def _agree(request: HttpRequest, found: Pairing) -> Acted:
    service.agree(pairing=found, by=request.user)
    messages.success(request, _("Thank you. You have said yes."))
    return None


def _decline(request: HttpRequest, found: Pairing) -> Acted:
    service.decline(pairing=found)
    messages.success(request, _("That is all right. Your coordinator knows."))
    return None


def _offer(request: HttpRequest, found: Pairing) -> Acted:
    if not can_see_offer(request.user, found):
        raise PermissionDenied
    form = OfferForm(request.POST)
    if not form.is_valid():
        return form
    agreeing.answer_offer(pairing=found, by=request.user, **form.cleaned_data)
    messages.success(request, _("The answer is saved. It can be changed at any time."))
    return None


def _rules(request: HttpRequest, found: Pairing) -> Acted:
    form = RulesForm(request.POST, rules=rules_of(found, found.side_of(request.user)))
    if not form.is_valid():
        return form
    agreeing.tick_rules(pairing=found, words=form.cleaned_data["rule_words"], by=request.user)
    messages.success(request, _("Your ground rules are saved."))
    return None


def _card(request: HttpRequest, found: Pairing) -> Acted:
    form = CardForm(request.POST)
    if not form.is_valid():
        return form
    agreeing.write_card(pairing=found, by=request.user, **form.cleaned_data)
    messages.success(request, _("Your card is saved. You may change it before any meeting."))
    return None


def _plan(request: HttpRequest, found: Pairing) -> Acted:
    form = PlanForm(request.POST)
    if not form.is_valid():
        return form
    plan_meeting(pairing=found, number=form.cleaned_data["number"], plan=form.plan(), by=request.user)
    messages.success(request, _("The meeting is set. Both of you see it here."))
    return None


def _resume(request: HttpRequest, found: Pairing) -> Acted:
    service.resume(pairing=found, by=request.user)
    messages.success(request, _("Good to have you back."))
    return None


def _nudges(request: HttpRequest, found: Pairing) -> Acted:
    on = request.POST.get("nudges") == "on"
    agreeing.turn_nudges(pairing=found, on=on, by=request.user)
    messages.success(request, _("You will get a message now and then.") if on else _("You will get no more messages."))
    return None


def _called(request: HttpRequest, found: Pairing) -> Acted:
    service.have_called(pairing=found, by=request.user)
    messages.success(request, _("Noted: you have seen to it."))
    return None


Acts = dict[str, Callable[[HttpRequest, Pairing], Acted]]
OF_HALF: Acts = {
    "agree": _agree,
    "decline": _decline,
    "offer": _offer,
    "rules": _rules,
    "card": _card,
    "plan": _plan,
    "resume": _resume,
    "nudges": _nudges,
}
OF_COORDINATOR: Acts = {"offer": _offer, "called": _called}


# --- What each sees -------------------------------------------------------------------------------------------------
def _own_half(request: HttpRequest, found: Pairing, side: str, wrong: Acted) -> dict[str, Any]:
    number = next_number(found)
    mentor = side == MENTOR
    meetings = list(found.meetings.order_by("number"))
    coming = next((meeting for meeting in meetings if meeting.number == number), None)
    own_words = getattr(found, f"{side}_words")
    context = surroundings(found) | {
        "form": wrong,
        "parents": [{"title": found.cohort.course.title, "url": _course(found, side)}],
        "side": side,
        "mentor": mentor,
        "person": across(found, side),
        "role": role_of(found, side),
        "may_act": can_act_in(request.user, found),
        "my_turn": found.state == (Pairing.State.PROPOSED if mentor else Pairing.State.MENTOR_AGREED),
        "number": number,
        "coming": coming,
        "all_held": all_held(found, side, meetings),
        "rounds": rounds(found, side, meetings),
        "rules": rules_of(found, side),
        "rules_at": getattr(found, f"{side}_rules_at"),
        "my_words": own_words,
        "their_words": getattr(found, f"{service.other(side)}_words"),
        "nudges_off": getattr(found, f"{side}_nudges_off"),
        "paused_by_me": found.paused_by_id == found.half(side).pk,
        "lines": MeetingNote.objects.lines().filter(meeting__pairing=found, author=found.half(service.other(side))),
    }
    ticked = list(range(len(context["rules"]))) if context["rules_at"] else []
    context |= {
        "rules_form": _or(wrong, RulesForm, rules=context["rules"], initial={"rules": ticked, "rule_words": own_words}),
    }
    if mentor:
        card = {"shares": found.shares, "off_limits": found.off_limits}
        context |= {
            "plan_form": _or(wrong, PlanForm, initial=PlanForm.start(coming, number)),
            "offer_form": _or(wrong, OfferForm, initial=_answer(found)),
            "card_form": _or(wrong, CardForm, initial=card),
        }
    elif found.started_at:
        context["one_change"] = one_change(found)
    return context


def _for_coordinator(request: HttpRequest, found: Pairing, wrong: Acted) -> dict[str, Any]:
    sees_offer = can_see_offer(request.user, found)
    return surroundings(found) | {
        "form": wrong,
        "parents": [{"title": _("Pairings"), "url": reverse("cohorts:pairings")}],
        "sees_offer": sees_offer,
        "may_act": can_coordinate(request.user, found),
        "meetings": found.meetings.order_by("number"),
        "offer_form": _or(wrong, OfferForm, initial=_answer(found)),
        "lines": MeetingNote.objects.passed_on().filter(meeting__pairing=found) if sees_offer else [],
    }


def _course(found: Pairing, side: str) -> str:
    return reverse("learning:course", args=[found.half(side).enrolment.uuid])


def _answer(found: Pairing) -> dict[str, str]:
    return {"answer": found.offer_answer, "detail": found.offer_detail}


def _or(wrong: Acted, kind: type[forms.Form], **start: Any) -> forms.Form:
    """The form that needs a look, if it is of this kind, or a fresh one."""
    return wrong if isinstance(wrong, kind) else kind(**start)


@require_http_methods(["GET", "POST"])
def leave(request: HttpRequest, pairing: UUID) -> HttpResponse:
    """Pause, swap or end, on one screen, with no reason asked."""
    found = find_pairing(request, pairing)
    if not can_act_in(request.user, found) or found.state not in {Pairing.State.MEETING, Pairing.State.PAUSED}:
        raise PermissionDenied
    form = LeaveForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        what, call = form.cleaned_data["what"], form.cleaned_data["call"] == "yes"
        if what == "pause":
            service.pause(pairing=found, call=call, by=request.user)
        else:
            service.end(pairing=found, call=call, another=what == "swap", by=request.user)
        messages.success(request, _("That is all. Your coordinator has been told."))
        return redirect("cohorts:pairing", found.uuid)
    parents = [{"title": _("My pairing"), "url": reverse("cohorts:pairing", args=[found.uuid])}]
    return render(request, "cohorts/pairing_leave.html", surroundings(found) | {"form": form, "parents": parents})
