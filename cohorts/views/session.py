"""One session, with its run-sheet; planning, changing and calling off."""

import datetime
import uuid
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_safe

from cohorts.forms.cohort import SessionForm, planned
from cohorts.models import Session
from cohorts.permissions import can_manage_cohort, can_read_needs, can_take_register
from cohorts.services.my_sessions import answers_for
from cohorts.services.planning import AlreadyHeld, cancel_session, change_session, find_place, plan_session
from cohorts.views.reach import find_cohort, find_session, parents_of
from courses.services import fill, local_words


@require_safe
def session(request: HttpRequest, cohort: UUID, session: UUID) -> HttpResponse:
    """When, where, who comes, and what happens minute by minute."""
    found = find_session(request, cohort, session)
    members = found.cohort.memberships.present()
    context = {
        "session": found,
        "cohort": found.cohort,
        "parents": parents_of(found.cohort),
        "count": members.count(),
        "without_email": members.filter(enrolment__person__email__isnull=True).count(),
        "answers": answers_for(found),
        "may_read_needs": can_read_needs(request.user, found.cohort),
        "run_sheet": run_sheet(found),
        "may_manage": can_manage_cohort(request.user, found.cohort),
        "may_register": can_take_register(request.user, found),
    }
    return render(request, "cohorts/session.html", context)


def run_sheet(session: Session) -> list[dict[str, object]]:
    """The rows of the module's run-sheet, with the clock's times for this session and the place's own words."""
    blocks = session.module.plan if session.module else []
    sheet = next((block.value for block in blocks if block.block_type == "run_sheet"), None)
    if sheet is None:
        return []
    words = local_words(session.cohort.organisation)
    return [
        {
            "at": session.starts_at + datetime.timedelta(minutes=row["starts"]),
            "minutes": row["ends"] - row["starts"],
            "what": fill(row["what"], words),
            "note": fill(row["note"] or "", words),
            "materials": fill(row["materials"] or "", words),
        }
        for row in sheet["rows"]
    ]


@require_http_methods(["GET", "POST"])
def new(request: HttpRequest, cohort: UUID) -> HttpResponse:
    """Plan one more session. Members are told."""
    found = find_cohort(request, cohort)
    if not can_manage_cohort(request.user, found):
        raise PermissionDenied
    if request.method == "POST":
        form = SessionForm(request.POST, course=found.course)
    else:
        start = {"form_key": uuid.uuid4(), "kind": Session.Kind.WORKSHOP, "place": found.place or ""}
        form = SessionForm(course=found.course, initial=start)
    if request.method == "POST" and form.is_valid():
        place = find_place(organisation=found.organisation, name=form.cleaned_data["place"])
        made = plan_session(cohort=found, plan=form.plan(place), by=request.user)
        messages.success(request, _("The session is planned. Members have been told."))
        return redirect("cohorts:session", found.uuid, made.uuid)
    context = {"form": form, "cohort": found, "parents": parents_of(found), "title": _("Plan a session")}
    return render(request, "cohorts/session_form.html", context)


@require_http_methods(["GET", "POST"])
def change(request: HttpRequest, cohort: UUID, session: UUID) -> HttpResponse:
    """Another time or place. Members are told what is new."""
    found = _may_change(request, cohort, session)
    posted = request.POST if request.method == "POST" else None
    form = SessionForm(posted, course=found.cohort.course, initial=planned(found))
    if request.method == "POST" and form.is_valid():
        place = find_place(organisation=found.cohort.organisation, name=form.cleaned_data["place"])
        try:
            change_session(session=found, plan=form.plan(place), by=request.user)
        except AlreadyHeld:
            return _already_held(request, found)
        messages.success(request, _("The session is changed. Members have been told."))
        return redirect("cohorts:session", found.cohort.uuid, found.uuid)
    context = {
        "form": form,
        "cohort": found.cohort,
        "session": found,
        "parents": parents_of(found.cohort, found),
        "title": _("Change a session"),
    }
    return render(request, "cohorts/session_form.html", context)


@require_http_methods(["GET", "POST"])
def cancel(request: HttpRequest, cohort: UUID, session: UUID) -> HttpResponse:
    """Says who will hear of it, and who has no e-mail; then calls the session off."""
    found = _may_change(request, cohort, session)
    if request.method == "POST":
        try:
            cancel_session(session=found, by=request.user)
        except AlreadyHeld:
            return _already_held(request, found)
        messages.success(request, _("The session is called off. Members have been told."))
        return redirect("cohorts:cohort", found.cohort.uuid)
    members = found.cohort.memberships.present()
    count, by_hand = members.count(), members.filter(enrolment__person__email__isnull=True).count()
    will = [ngettext("%(count)d person is told.", "%(count)d people are told.", count) % {"count": count}]
    if by_hand:
        words = ngettext(
            "%(count)d of them has no e-mail: tell them yourself.",
            "%(count)d of them have no e-mail: tell them yourself.",
            by_hand,
        )
        will.append(words % {"count": by_hand})
    context = {
        "title": _("Call this session off?"),
        "what_will": will,
        "what_will_not": [_("Nothing that people have done is lost.")],
        "button": _("Call it off"),
        "cancel_url": reverse("cohorts:session", args=[found.cohort.uuid, found.uuid]),
    }
    return render(request, "components/confirm.html", context)


def _may_change(request: HttpRequest, cohort: UUID, session: UUID) -> Session:
    found = find_session(request, cohort, session)
    if not can_manage_cohort(request.user, found.cohort):
        raise PermissionDenied
    return found


def _already_held(request: HttpRequest, found: Session) -> HttpResponse:
    messages.error(request, _("The register of this session is saved, so it cannot be moved or called off."))
    return redirect("cohorts:session", found.cohort.uuid, found.uuid)
