"""The page behind the link of an invitation, and what a trainer may do with one.

Looking takes no place: programs that check mail open links. Only the button does.
"""

from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from cohorts.models import Invitation, Membership
from cohorts.permissions import can_manage_cohort
from cohorts.services.inviting import (
    EXPIRED,
    USED,
    WITHDRAWN,
    accept,
    invitation_for,
    invite_again,
    may_write,
    problem_of,
    withdraw_invitation,
)
from cohorts.services.joining import ENDED, FULL, WRONG, CannotJoin
from cohorts.views import newcomer
from cohorts.views.join import about
from cohorts.views.reach import find_cohort
from people import limits
from people.adapters import let_in

DOOR = limits.CodeDoor("invitation", times=20, seconds=60, alarm=1000)
SOMEBODY_ELSE = "somebody else"
STATUS = {WRONG: 404, USED: 410, WITHDRAWN: 410, EXPIRED: 410, ENDED: 410, FULL: 409, SOMEBODY_ELSE: 409}


@login_not_required
@never_cache
@require_http_methods(["GET", "POST"])
def invitation(request: HttpRequest, token: str) -> HttpResponse:
    """One button. What stands in the way of it is one sentence, the same for every address."""
    client = limits.client(request)
    if not DOOR.allow(client):
        return _problem(request, "too many", status=429)
    found = invitation_for(token)
    if found is None:
        DOOR.note_wrong()
        return _problem(request, WRONG)
    DOOR.give_back(client)
    if _is_theirs(request, found):
        return newcomer.to_course(found.accepted_as)
    if problem := problem_of(found) or _somebody_else(request, found):
        return _problem(request, problem, found)
    if request.method != "POST":
        return render(request, "cohorts/invitation.html", about(found.cohort) | {"invitation": found})
    return _accept(request, found)


def _accept(request: HttpRequest, found: Invitation) -> HttpResponse:
    try:
        membership = accept(invitation=found)
    except CannotJoin as late:
        return _problem(request, late.problem, found)
    person = membership.enrolment.person
    if request.user.is_authenticated:
        return newcomer.joined(request, membership)
    if person.is_superuser or person.groups.exists():  # a link in a letter opens no rights
        messages.success(request, _("The place is yours. Sign in to see your course."))
        return redirect(f"{reverse('account_login')}?next={_course(membership)}")
    answer = let_in(request, person, shared=False)
    return answer or newcomer.joined(request, membership)


def _course(membership: Membership) -> str:
    return reverse("learning:course", args=[membership.enrolment.uuid])


def _is_theirs(request: HttpRequest, found: Invitation) -> bool:
    return found.accepted_as is not None and found.accepted_as.enrolment.person_id == request.user.pk


def _somebody_else(request: HttpRequest, found: Invitation) -> str:
    signed_in = request.user.is_authenticated
    return SOMEBODY_ELSE if signed_in and (request.user.email or "").lower() != found.email else ""


def _problem(request: HttpRequest, problem: str, found: Invitation | None = None, status: int = 0) -> HttpResponse:
    context = {"problem": problem, "cohort": found.cohort if found else None, "ended_on": found and found.expires_at}
    return render(request, "cohorts/invitation_problem.html", context, status=status or STATUS[problem])


@require_POST
def again(request: HttpRequest, cohort: UUID, invitation: UUID) -> HttpResponse:
    """Sends a fresh link; the one before it stops working."""
    found = _find(request, cohort, invitation)
    if found.is_unanswered and not may_write(found.cohort, found.email):
        messages.warning(request, _("We have written three times today. Wait until tomorrow, or ring them."))
        return _back(cohort)
    try:
        sent = invite_again(invitation=found, by=request.user)
    except CannotJoin:
        messages.warning(request, _("No place can be kept just now. Every place is taken, or the cohort is closing."))
        return _back(cohort)
    if sent.is_open:
        messages.success(request, _("We have written to %(name)s again.") % {"name": sent.name})
    return _back(cohort)


@require_POST
def withdraw(request: HttpRequest, cohort: UUID, invitation: UUID) -> HttpResponse:
    """Keeps the place no longer."""
    gone = withdraw_invitation(invitation=_find(request, cohort, invitation), by=request.user)
    if gone.withdrawn_at:
        messages.success(request, _("The place of %(name)s is free again.") % {"name": gone.name})
    else:
        messages.info(request, _("%(name)s has taken the place already.") % {"name": gone.name})
    return _back(cohort)


def _find(request: HttpRequest, cohort: UUID, key: UUID) -> Invitation:
    found = find_cohort(request, cohort)
    invitation = get_object_or_404(found.invitations.select_related("cohort", "invited_by"), uuid=key)
    if not can_manage_cohort(request.user, found):
        raise PermissionDenied
    return invitation


def _back(cohort: UUID) -> HttpResponse:
    return redirect("cohorts:people", cohort)  # its top, where the page says what was done
