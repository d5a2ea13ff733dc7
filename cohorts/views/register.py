"""The register. Fast, forgiving, and the same with or without scripts."""

import uuid
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import Q
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.dateformat import format as format_time
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from cohorts.forms.register import GONE, NEW, RegisterForm, Said
from cohorts.models import Attendance, Membership, Session
from cohorts.permissions import can_take_register
from cohorts.services.adding import add_walk_in
from cohorts.services.check_in import drop_claim, match, said_at
from cohorts.services.register import (
    CalledOff,
    CorrectionsNeeded,
    RegisterSaved,
    SavedMeanwhile,
    TooEarly,
    take_register,
)
from cohorts.views.reach import find_session, parents_of
from people.mail import absolute
from press import qr

BLANK_LINES = 5
IN_THE_ROOM = {Attendance.Mark.HERE, Attendance.Mark.PART, Attendance.Mark.CATCH_UP}


@require_http_methods(["GET", "POST"])
def register(request: HttpRequest, cohort: UUID, session: UUID) -> HttpResponse:
    """One row a member. Buttons: mark everyone here, match names given at the door, add a walk-in, save."""
    found = find_session(request, cohort, session)
    may_save = can_take_register(request.user, found)
    if request.method != "POST":
        return _page(request, found, _form(found), may_save=may_save)
    if not may_save:
        raise PermissionDenied
    act, named = request.POST.get("act"), request.POST.get("walk_in", "").strip()
    if act == "walk_in" or (act == "all_here" and named):  # Enter in that box presses the page's first button
        return _walk_in(request, found)
    if act == "match":
        return _match(request, found)
    return _everyone_here(request, found) if act == "all_here" else _save(request, found)


def _members(session: Session) -> list[Membership]:
    """Whoever has a place, and whoever gave theirs up but stands in this register."""
    stands = Q(left_at__isnull=True) | Q(attendances__session=session)
    members = Membership.objects.filter(stands, cohort=session.cohort).distinct()
    return list(members.with_people())


def _form(session: Session, **given: Any) -> RegisterForm:
    members = _members(session)
    stored = {row.membership_id: row for row in Attendance.objects.filter(session=session)}
    start = {"version": session.register_version, "form_key": uuid.uuid4()} | given.pop("initial", {})
    said = Said(*said_at(session))
    return RegisterForm(members=members, stored=stored, said=said, minutes=session.minutes, initial=start, **given)


def _typed(request: HttpRequest) -> dict[str, Any]:
    """Everything on the page as it was sent, to show again, with a fresh key for the next walk-in."""
    sent = {name: value for name, value in request.POST.items() if value and name not in {"form_key", "walk_in"}}
    return sent | {"form_key": uuid.uuid4()}


def _matched(request: HttpRequest, session: Session, form: RegisterForm) -> dict[str, str]:
    """Each name that was answered is on the list or off it; the marks that follow, by the name of their box."""
    marks, members = {}, {str(member.pk): member for member in form.members}
    for claim, answer in form.answered():
        if answer == GONE:
            drop_claim(claim=claim, by=request.user)
            continue
        member = match(claim=claim, membership=None if answer == NEW else members[answer], by=request.user)
        box = f"mark_{member.pk}"
        marks[box] = request.POST.get(box) or Attendance.Mark.HERE
    return marks


def _match(request: HttpRequest, session: Session) -> HttpResponse:
    form = _form(session, data=request.POST)
    form.is_valid()
    marks = _matched(request, session, form)
    note = _("Names you matched are marked Here. Press Save register to keep it.") if marks else ""
    return _page(request, session, _form(session, initial=_typed(request) | marks), note=note)


def _everyone_here(request: HttpRequest, session: Session) -> HttpResponse:
    typed = _typed(request)
    for member in _members(session):
        typed.setdefault(f"mark_{member.pk}", Attendance.Mark.HERE)
    note = _("Everyone without a mark is now Here. Press Save register to keep it.")
    return _page(request, session, _form(session, initial=typed), note=note)


def _walk_in(request: HttpRequest, session: Session) -> HttpResponse:
    form = _form(session, data=request.POST)
    form.is_valid()
    name, key = form.cleaned_data.get("walk_in"), form.cleaned_data.get("form_key")
    if not name or not key:
        form.add_error("walk_in", _("Type what to call the walk-in"))
        return _page(request, session, form)
    member = add_walk_in(cohort=session.cohort, name=name, form_key=key, by=request.user)
    typed = _typed(request) | {f"mark_{member.pk}": Attendance.Mark.HERE}
    note = _("%(name)s is on the list and marked Here. Press Save register to keep it.") % {"name": name}
    return _page(request, session, _form(session, initial=typed), note=note)


def _with_walk_in(request: HttpRequest, session: Session) -> QueryDict:
    """What was sent. A name left in the walk-in's box, or matched, counts as pressed: on the list, and Here."""
    form = _form(session, data=request.POST)
    if not form.is_valid():
        return request.POST
    marks, name = _matched(request, session, form), form.cleaned_data.get("walk_in")
    if name:
        member = add_walk_in(cohort=session.cohort, name=name, form_key=form.cleaned_data["form_key"], by=request.user)
        marks[f"mark_{member.pk}"] = Attendance.Mark.HERE
    sent = request.POST.copy()
    sent.update(marks)
    return sent


def _save(request: HttpRequest, session: Session) -> HttpResponse:
    form = _form(session, data=_with_walk_in(request, session))
    if not form.is_valid():
        return _page(request, session, form)
    if not form.marks():
        form.add_error(None, _("Mark one person or more"))
        return _page(request, session, form)
    try:
        saved = take_register(
            session=session,
            marks=form.marks(),
            corrections=form.corrections(),
            version=form.cleaned_data["version"],
            by=request.user,
        )
    except SavedMeanwhile as clash:
        return _look_first(request, clash.session)
    except CorrectionsNeeded as question:
        form.ask_for_corrections(question.resting)
        return _page(request, session, form)
    except TooEarly:
        form.add_error(None, _("This session has not come yet. Take the register on the day."))
        return _page(request, session, form)
    except CalledOff as refusal:
        raise PermissionDenied from refusal
    messages.success(request, in_words(saved))
    return redirect("cohorts:register", session.cohort.uuid, session.uuid)


def _look_first(request: HttpRequest, session: Session) -> HttpResponse:
    """Somebody saved meanwhile: what was typed stays, what they saved stands beside it, and nothing was changed."""
    fresh = request.POST.copy()
    fresh["version"] = str(session.register_version)
    form = _form(session, data=fresh)
    form.is_valid()
    by, at = session.register_saved_by, session.register_saved_at
    words = _("%(name)s saved at %(time)s. Look, then save again.")
    time = format_time(timezone.localtime(at), "g.i A").lower()
    form.add_error(None, words % {"name": by.get_short_name(), "time": time})
    return _page(request, session, form, status=409)


def _page(
    request: HttpRequest,
    session: Session,
    form: RegisterForm,
    *,
    may_save: bool = True,
    note: str = "",
    status: int = 200,
) -> HttpResponse:
    rows = list(form.rows())
    marks = [row.mark.value() for row in rows if row.mark.value()]
    here = sum(1 for mark in marks if mark in IN_THE_ROOM)
    count = {"here": here, "away": len(marks) - here, "unmarked": len(rows) - len(marks)}
    address = reverse("cohorts:register", args=[session.cohort.uuid, session.uuid])
    context = {
        "form": form,
        "rows": rows,
        "session": session,
        "cohort": session.cohort,
        "parents": parents_of(session.cohort, session),
        "count": count,
        "count_in_words": _("{here} here, {away} away, {unmarked} without a mark").format(**count),
        "may_save": may_save and session.day <= timezone.localdate(),
        "too_early": session.day > timezone.localdate(),
        "note": note,
        "blank_lines": range(BLANK_LINES),
        "qr": qr.svg(absolute(address), title=_("QR code of this register")),
    }
    return render(request, "cohorts/register.html", context, status=status)


def in_words(saved: RegisterSaved) -> str:
    """Register saved. 18 here, 2 away. 18 modules are now complete and 12 certificates are being made."""
    parts = [_("Register saved. %(here)d here, %(away)d away.") % {"here": saved.here, "away": saved.away}]
    if saved.unmarked:
        words = ngettext("%(count)d person has no mark yet.", "%(count)d people have no mark yet.", saved.unmarked)
        parts.append(words % {"count": saved.unmarked})
    if saved.modules:
        modules = ngettext("%(count)d module is now complete", "%(count)d modules are now complete", saved.modules)
        words = modules % {"count": saved.modules}
        if saved.courses:
            made = ngettext(
                "%(modules)s and %(count)d certificate is being made",
                "%(modules)s and %(count)d certificates are being made",
                saved.courses,
            )
            words = made % {"modules": words, "count": saved.courses}
        parts.append(f"{words}.")
    if saved.withdrawn:
        words = ngettext(
            "%(count)d completion was withdrawn.", "%(count)d completions were withdrawn.", saved.withdrawn
        )
        parts.append(words % {"count": saved.withdrawn})
    return " ".join(parts)
