"""Joining without being signed in: a name, and a way back by slip or e-mail. All addresses look alike."""

import time
import uuid
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from cohorts.forms.join import EMAIL, PASSKEY, EmailCodeForm, JoinForm
from cohorts.models import Cohort, Membership
from cohorts.services.asking import ask_as_new, ask_with_email
from cohorts.services.joining import ASK, FULL, CannotJoin, KeyUsed, join_as_new, join_with_email
from people import limits
from people.adapters import let_in
from people.models import User
from people.permissions import can_make_first_passkey
from people.services import email_code
from people.views.settings import show_slip

# New names from one place: one tablet at the door, and a full hall.
NAMES = limits.Door("join_name", times=60, seconds=600)
JOINING = "joining"  # in the session: what was typed, and the state of the code that was sent


def signed_out(request: HttpRequest, cohort: Cohort, context: dict[str, Any]) -> HttpResponse:
    """The step this browser is at: who are you, or which code did we send. Raises CannotJoin."""
    joining = request.session.get(JOINING)
    if joining and joining["cohort"] == cohort.pk and joining["expires"] > time.time():
        if request.method == "POST" and request.POST.get("act") == "another":
            del request.session[JOINING]
            return redirect(request.path)
        return _second_step(request, cohort, joining, context)
    return _first_step(request, cohort, context)


def _first_step(request: HttpRequest, cohort: Cohort, context: dict[str, Any]) -> HttpResponse:
    if request.method != "POST":
        scanned = "scan" in request.GET  # whoever scanned a poster holds their own phone
        form = JoinForm(initial={"form_key": uuid.uuid4(), "shared": "no" if scanned else "yes"})
        return render(request, "cohorts/join_new.html", context | {"form": form})
    form = JoinForm(request.POST)
    if not form.is_valid():
        return render(request, "cohorts/join_new.html", context | {"form": form})
    answers = form.cleaned_data
    if answers["way_back"] == EMAIL:
        state = email_code.begin(address=answers["email"])
        request.session[JOINING] = state | {
            "cohort": cohort.pk,
            "name": answers["name"],
            "shared": answers["shared"] == "yes",
        }
        return redirect(request.path)
    return _by_name(request, cohort, context, form)


def _by_name(request: HttpRequest, cohort: Cohort, context: dict[str, Any], form: JoinForm) -> HttpResponse:
    """Somebody without an e-mail comes in, unless too many have come from the same place just now."""
    answers = form.cleaned_data
    if not NAMES.allow(limits.client(request)):
        form.add_error("name", _("Too many people from here just now. Wait ten minutes, or ask your trainer."))
        return render(request, "cohorts/join_new.html", context | {"form": form}, status=429)
    by_passkey = answers["way_back"] == PASSKEY
    try:
        person, onward, code = _come_in(cohort, answers, asks=bool(context["problem"]), with_slip=not by_passkey)
    except KeyUsed:
        messages.info(request, _("You have joined already. Come back the way you chose."))
        return redirect("account_login" if by_passkey else "people:return_code")
    if by_passkey and can_make_first_passkey(person):
        let_in(request, person, shared=False)
        return redirect(f"{reverse('people:first_passkey')}?{urlencode({'next': onward})}")
    if by_passkey:  # the form was sent again, and the passkey is there: it lets them in, the form does not
        return redirect("account_login")
    let_in(request, person, shared=answers["shared"] == "yes")
    return show_slip(request, code, onward)


def _come_in(cohort: Cohort, answers: dict[str, Any], *, asks: bool, with_slip: bool) -> tuple[User, str, str]:
    """Somebody new, where they go on, and the code of their slip: with a place, or a place asked for."""
    facts = {"cohort": cohort, "name": answers["name"], "form_key": answers["form_key"], "with_slip": with_slip}
    if asks:
        new = ask_as_new(**facts)
        return new.request.person, reverse("cohorts:asked", args=[new.request.uuid]), new.return_code
    member = join_as_new(**facts)
    enrolment = member.membership.enrolment
    return enrolment.person, reverse("learning:course", args=[enrolment.uuid]), member.return_code


def _second_step(
    request: HttpRequest, cohort: Cohort, joining: dict[str, Any], context: dict[str, Any]
) -> HttpResponse:
    context |= {"address": joining["address"]}
    if request.method != "POST":
        return render(request, "cohorts/join_code.html", context | {"form": EmailCodeForm()})
    form = EmailCodeForm(request.POST)
    if not form.is_valid():
        return render(request, "cohorts/join_code.html", context | {"form": form})
    right = email_code.check(joining, form.cleaned_data["digits"])
    request.session[JOINING] = joining
    if not right:
        form.add_error("digits", _("That is not the code. Check each figure, or ask for a new one."))
        return render(request, "cohorts/join_code.html", context | {"form": form})
    del request.session[JOINING]
    facts = {"cohort": cohort, "name": joining["name"], "address": joining["address"]}
    try:
        membership = join_with_email(**facts)
    except CannotJoin as late:
        if late.problem not in {FULL, ASK} or not context["problem"]:
            raise
        asked = ask_with_email(**facts)
        answer = let_in(request, asked.person, shared=joining["shared"])
        return answer or redirect("cohorts:asked", asked.uuid)
    answer = let_in(request, membership.enrolment.person, shared=joining["shared"])
    return answer or joined(request, membership)


def joined(request: HttpRequest, membership: Membership) -> HttpResponse:
    """On to the course, with a word of welcome."""
    messages.success(request, _("You have joined %(course)s.") % {"course": membership.cohort.course.title})
    return to_course(membership)


def to_course(membership: Membership) -> HttpResponse:
    """On to the course."""
    return redirect("learning:course", membership.enrolment.uuid)
