"""A place kept for somebody by their e-mail: asked, asked again, withdrawn, taken once."""

import datetime
import secrets

from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from wagtail.log_actions import log

from cohorts import emails
from cohorts.models import Cohort, Invitation, Membership, Session
from cohorts.services.joining import (
    ENDED,
    ENDING,
    FULL,
    WRONG,
    CannotJoin,
    is_full,
    locked,
    open_for,
    place_of,
    settle,
    take_place,
)
from people import code, limits
from people.mail import Secret, absolute
from people.models import User
from people.services.accounts import add_person

USED, WITHDRAWN, EXPIRED = "used", "withdrawn", "expired"
KEPT_FOR = datetime.timedelta(days=14)
FORGOTTEN_AFTER = datetime.timedelta(days=30)
PURPOSE = "invitation"
BYTES = 32  # 256 bits
# Letters to one address from one cohort, and first letters of one trainer to anybody.
DAY = 24 * 3600
TO_ONE, BY_ONE = limits.Door("invite", times=3, seconds=DAY), limits.Door("invite_by", times=300, seconds=DAY)


class TooManyLetters(Exception):  # noqa: N818  an answer, not an error
    """Enough was written for today: to this address, or by this trainer (``by_one``). Nothing is kept or sent."""

    def __init__(self, *, by_one: bool) -> None:
        super().__init__("by one trainer" if by_one else "to one address")
        self.by_one = by_one


def may_write(cohort: Cohort, address: str) -> bool:
    """Take one of the day's three letters from this cohort to this address; False when they are gone."""
    return TO_ONE.allow(f"{cohort.pk}:{address}")


@transaction.atomic
def invite(*, cohort: Cohort, name: str, email: str, by: User) -> Invitation:
    """A place is kept for this address and its reader is told. Asked twice: the first invitation, and no second letter.

    The caller holds the cohort and has counted. Raises TooManyLetters.
    """
    address = email.strip().lower()
    found = open_for(cohort, address)
    if found is not None:
        return found
    if not may_write(cohort, address):
        raise TooManyLetters(by_one=False)
    if not BY_ONE.allow(str(by.pk)):
        raise TooManyLetters(by_one=True)
    token = _new_token()
    invitation = Invitation(
        cohort=cohort,
        name=name.strip(),
        email=address,
        digest=_digest(token),
        invited_by=by,
        expires_at=timezone.now() + KEPT_FOR,
    )
    invitation.full_clean(validate_unique=False, validate_constraints=False)
    invitation.save(force_insert=True)
    _send(invitation, token)
    log(cohort, "cohorts.invite", user=by, data={"invitation": invitation.pk})
    return invitation


@transaction.atomic
def invite_again(*, invitation: Invitation, by: User) -> Invitation:
    """A fresh link and a fresh letter; the link before it opens nothing, and the place is kept from today.

    One that was accepted or withdrawn is returned as it stands. Raises CannotJoin where no place can be kept again.
    """
    cohort = locked(invitation.cohort)
    found = Invitation.objects.select_related("invited_by").get(pk=invitation.pk)
    if not found.is_unanswered:
        return found
    if cohort.state in ENDING:
        raise CannotJoin(ENDED)
    if not found.is_open and is_full(cohort):
        raise CannotJoin(FULL)
    token = _new_token()
    found.digest, found.expires_at = _digest(token), timezone.now() + KEPT_FOR
    found.sent_at, found.times_sent = timezone.now(), found.times_sent + 1
    found.save(update_fields=["digest", "expires_at", "sent_at", "times_sent"])
    _send(found, token)
    log(cohort, "cohorts.invite_again", user=by, data={"invitation": found.pk, "times": found.times_sent})
    return found


@transaction.atomic
def re_address(*, invitation: Invitation, email: str) -> None:
    """The invitation is for this address; the link before it opens nothing. A place still kept has a fresh letter."""
    token = _new_token()
    invitation = Invitation.objects.select_related("cohort", "invited_by").get(pk=invitation.pk)
    invitation.email, invitation.digest = email, _digest(token)
    writes = invitation.is_open and invitation.cohort.state not in ENDING
    if writes:
        invitation.sent_at, invitation.times_sent = timezone.now(), invitation.times_sent + 1
    invitation.save(update_fields=["email", "digest", "sent_at", "times_sent"])
    if writes:
        _send(invitation, token)


@transaction.atomic
def withdraw_invitation(*, invitation: Invitation, by: User) -> Invitation:
    """The place is kept no longer and the link opens nothing. One that was accepted stays accepted."""
    cohort = locked(invitation.cohort)
    withdrawn = Invitation.objects.unanswered().filter(pk=invitation.pk).update(withdrawn_at=timezone.now())
    if withdrawn:
        log(cohort, "cohorts.withdraw_invitation", user=by, data={"invitation": invitation.pk})
    return Invitation.objects.get(pk=invitation.pk)


def invitation_for(token: str) -> Invitation | None:
    """The invitation that this link belongs to, open or not. Changes nothing."""
    digests = list(code.digests(token, purpose=PURPOSE))
    found = Invitation.objects.select_related("cohort__course", "cohort__place", "accepted_as__enrolment", "invited_by")
    return found.filter(digest__in=digests).first()


def problem_of(invitation: Invitation) -> str:
    """Why this place cannot be taken now: used, withdrawn, expired, ended, full; "" for nothing."""
    if invitation.accepted_as_id is not None:
        return USED
    if invitation.withdrawn_at is not None:
        return WITHDRAWN
    if invitation.expires_at <= timezone.now():
        return EXPIRED
    if invitation.cohort.state in ENDING:
        return ENDED
    return "" if _has_room(invitation.cohort) else FULL


@transaction.atomic
def accept(*, invitation: Invitation) -> Membership:
    """Whoever reads the mail of the address has the place: the person it belongs to already, or a new one. Once.

    Raises CannotJoin with the problem, "used" where somebody was first.
    """
    cohort = locked(invitation.cohort)
    found = Invitation.objects.select_related("cohort").get(pk=invitation.pk)
    person = User.objects.filter(email=found.email).first()
    place = place_of(cohort, person) if person else None
    if place is not None and place.left_at is not None:
        place = None
    if (problem := problem_of(found)) and not (problem == FULL and place):
        raise CannotJoin(problem)
    if person is not None and not person.is_active:
        raise CannotJoin(WRONG)
    membership = place or take_place(cohort=cohort, person=person or _newcomer(found, cohort), by=person)
    settle(invitation=found, membership=membership)
    return membership


def _newcomer(invitation: Invitation, cohort: Cohort) -> User:
    given_name, _blank, family_name = " ".join(invitation.name.split()).partition(" ")
    return add_person(
        organisation=cohort.organisation,
        given_name=given_name,
        family_name=family_name,
        email=invitation.email,
        verified=True,
        by=None,
    )


def forget_old() -> int:
    """Invitations that nobody took are gone thirty days after their date, name and address with them. How many went."""
    old = timezone.now() - FORGOTTEN_AFTER
    gone, _each = Invitation.objects.filter(accepted_as__isnull=True, expires_at__lt=old).delete()
    return gone


def _has_room(cohort: Cohort) -> bool:
    return cohort.capacity is None or cohort.memberships.present().count() < cohort.capacity


def _new_token() -> str:
    return secrets.token_urlsafe(BYTES)


def _digest(token: str) -> str:
    return code.digest(token, purpose=PURPOSE)


def _send(invitation: Invitation, token: str) -> None:
    link = absolute(reverse("cohorts:invitation", args=[token]))
    emails.invited(
        invitation=invitation,
        link=Secret(link, invitation.expires_at),
        person=User.objects.active().filter(email=invitation.email).first(),
        session=Session.objects.next_of(invitation.cohort).first(),
    )
