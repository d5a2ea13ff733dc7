"""Coming into a cohort by its code: exactly as many as there are places, each once."""

import datetime
import uuid
from dataclasses import dataclass

from allauth.account.models import EmailAddress
from django.db import transaction
from django.db.models import F, QuerySet
from django.utils import timezone
from wagtail.log_actions import log

from cohorts import emails
from cohorts.code import is_code, normalise
from cohorts.models import Cohort, Invitation, Membership, PlaceRequest, Session
from courses.models import Route
from learning.services.enrolment import enrol
from people.models import Assignment, PersonalCode, User
from people.services.accounts import add_person, issue_code

WRONG, ENDED, FULL, ASK = "wrong", "ended", "full", "ask"
ENDING = frozenset({Cohort.State.CLOSING, Cohort.State.CLOSED})
# A form whose answer was lost may be sent again for so long; later the same key opens nothing.
REPEATED_WITHIN = datetime.timedelta(minutes=10)


class CannotJoin(Exception):  # noqa: N818  an answer, not an error
    """There is no way in just now: the problem is "wrong", "ended", "full", or "ask" where a trainer must agree."""

    def __init__(self, problem: str) -> None:
        super().__init__(problem)
        self.problem = problem


class KeyUsed(Exception):  # noqa: N818  an answer, not an error
    """This form was sent before, by somebody else or too long ago."""


@dataclass(frozen=True)
class CodeAnswer:
    """What a typed code stands for. With a problem the cohort may still be told, never anybody in it."""

    cohort: Cohort | None = None
    problem: str = ""
    ended_on: datetime.date | None = None


@dataclass(frozen=True)
class NewMember:
    """A place taken by somebody new, and the code for the slip they come back with, to be shown once."""

    membership: Membership
    return_code: str


def cohort_for_code(code: str, *, person: User | None = None) -> CodeAnswer:
    """The cohort that this code opens today, or which problem stands in the way. Changes nothing.

    A place that an invitation or an offer keeps for this person is not in their way.
    """
    text = normalise(code)
    cohorts = Cohort.objects.select_related("course", "organisation", "place", "route", "staff_route")
    cohort = cohorts.filter(join_code=text).order_by(F("closed_at").desc(nulls_first=True), "-pk").first()
    if not is_code(text) or cohort is None:
        return CodeAnswer(problem=WRONG)
    kept, offered = (kept_for(cohort, person), offer_to(cohort, person)) if person else (None, None)
    return CodeAnswer(cohort, problem_with(cohort, kept=kept, offered=offered), ended_on(cohort))


def ended_on(cohort: Cohort) -> datetime.date | None:
    """The last day the code worked, where that has passed."""
    if cohort.closed_at:
        return timezone.localdate(cohort.closed_at)
    return cohort.join_until if cohort.join_until and cohort.join_until < timezone.localdate() else None


def problem_with(cohort: Cohort, *, kept: Invitation | None = None, offered: PlaceRequest | None = None) -> str:
    """What keeps a newcomer with the code out of this cohort now: "" for nothing.

    ``kept`` is their own invitation, ``offered`` their own request that a place was found for.
    """
    if cohort.state in ENDING or (ended_on(cohort) and not offered):
        return ENDED
    policies = Cohort.JoinPolicy
    if cohort.state == Cohort.State.PLANNED or (cohort.join_policy == policies.INVITATION and not offered):
        return WRONG
    if cohort.join_policy == policies.APPROVAL and kept is None and offered is None:
        return ASK
    return FULL if is_full(cohort, kept=kept, offered=offered) else ""


def is_full(cohort: Cohort, *, kept: Invitation | None = None, offered: PlaceRequest | None = None) -> bool:
    """Whether every place is taken, or somebody else's to take. Exact while the cohort is locked."""
    return cohort.capacity is not None and taken(cohort, kept=kept, offered=offered) >= cohort.capacity


def taken(cohort: Cohort, *, kept: Invitation | None = None, offered: PlaceRequest | None = None) -> int:
    """Places taken, kept by an invitation other than ``kept``, or waited for by others: they come first.

    Not before somebody for whom a place is kept already: then only those count who have an offer too.
    """
    others = cohort.invitations.keeping_a_place().exclude(pk=kept.pk if kept else None)
    line = line_of(cohort)
    if offered:
        line = line.exclude(pk=offered.pk)
    if kept or offered:
        line = line.filter(offered_until__gt=timezone.now())
    return cohort.memberships.present().count() + others.count() + line.count()


def line_of(cohort: Cohort) -> QuerySet[PlaceRequest]:
    """The waiting list, whoever asked first on top. Some of them may have an offer."""
    return cohort.place_requests.waiting()


def offer_to(cohort: Cohort, person: User) -> PlaceRequest | None:
    """The place that is offered to this person from the waiting list, while the offer stands."""
    return line_of(cohort).filter(person=person, offered_until__gt=timezone.now()).first()


def open_for(cohort: Cohort, address: str) -> Invitation | None:
    """The invitation of this cohort to this address that waits for an answer; its date may have passed."""
    return cohort.invitations.unanswered().filter(email=address.strip().lower()).first()


def kept_for(cohort: Cohort, person: User) -> Invitation | None:
    """The invitation that waits at this person's address, if it is proved that they read it."""
    proved = EmailAddress.objects.filter(user=person, email=person.email or "", verified=True).exists()
    return open_for(cohort, person.email or "") if proved else None


def settle(*, invitation: Invitation, membership: Membership) -> None:
    """The place that was kept is this one: it is counted once, and the link opens nothing more."""
    invitation.accepted_as, invitation.accepted_at = membership, timezone.now()
    invitation.save(update_fields=["accepted_as", "accepted_at"])
    data = {"invitation": invitation.pk, "membership": membership.pk}
    log(membership.cohort, "cohorts.accept_invitation", user=membership.enrolment.person, data=data)


def locked(cohort: Cohort) -> Cohort:
    """The cohort as it is now, held until the transaction ends: whoever counts places holds it first."""
    return Cohort.objects.select_for_update(of=("self",), no_key=True).get(pk=cohort.pk)


def route_for(cohort: Cohort, person: User) -> Route:
    """The route this person takes when they join today: the staff route, if the cohort has one and they hold a post."""
    if cohort.staff_route is not None and Assignment.objects.on(timezone.localdate()).filter(person=person).exists():
        return cohort.staff_route
    return cohort.route


@transaction.atomic
def join(*, cohort: Cohort, person: User, by: User | None) -> Membership:
    """The person has a place in the cohort and an open enrolment by its route. Twice: the same place.

    An invitation to their address is answered with it, and so is their place on the waiting list. Raises CannotJoin
    where the code does not work, a trainer must agree, or every place is taken or kept for others.
    """
    held = locked(cohort)
    kept = kept_for(held, person)
    place = place_of(held, person)
    if place is None or place.left_at is not None:
        if problem := problem_with(held, kept=kept, offered=offer_to(held, person)):
            raise CannotJoin(problem)
        place = take_place(cohort=held, person=person, by=by)
    if kept is not None:
        settle(invitation=kept, membership=place)
    return place


@transaction.atomic
def join_as_new(*, cohort: Cohort, name: str, form_key: uuid.UUID, with_slip: bool = True) -> NewMember:
    """Somebody without an account has one by name alone, a place, and a return code that is stored nowhere.

    Without a slip there is no code: the caller sees to another way back.

    The same form sent again within ten minutes finds the same person, with a fresh code in place of the lost one.
    Raises CannotJoin as join does, and KeyUsed for a form that is not theirs to send again.
    """
    held = locked(cohort)
    membership = Membership.objects.filter(form_key=form_key).select_related("enrolment__person").first()
    if membership is None:
        if problem := problem_with(held):
            raise CannotJoin(problem)
        person = add_person(organisation=held.organisation, given_name=name, by=None)
        membership = take_place(cohort=held, person=person, by=None, form_key=form_key)
    elif not _may_repeat(membership, held, name):
        raise KeyUsed
    person = membership.enrolment.person
    code = issue_code(person=person, kind=PersonalCode.Kind.RETURN, by=None) if with_slip else ""
    return NewMember(membership, code)


@transaction.atomic
def join_with_email(*, cohort: Cohort, name: str, address: str) -> Membership:
    """Whoever reads the mail of this address has a place: the person it belongs to already, or a new one.

    The caller has made sure that the address is theirs. Raises CannotJoin as join does.
    """
    held = locked(cohort)
    person = User.objects.filter(email=address.strip().lower()).first()
    if person is not None and not person.is_active:
        raise CannotJoin(WRONG)
    if person is None:
        if problem := problem_with(held, kept=open_for(held, address)):
            raise CannotJoin(problem)
        person = add_person(organisation=held.organisation, given_name=name, email=address, verified=True, by=None)
    return join(cohort=held, person=person, by=person)


def _may_repeat(membership: Membership, cohort: Cohort, name: str) -> bool:
    recent = timezone.now() - membership.joined_at < REPEATED_WITHIN
    person = membership.enrolment.person
    return recent and membership.cohort_id == cohort.pk and person.given_name == name and person.is_active


def place_of(cohort: Cohort, person: User) -> Membership | None:
    """The place this person has or had here: one that stands before one given up."""
    places = cohort.memberships.filter(enrolment__person=person)
    return places.order_by(F("left_at").desc(nulls_first=True), "-pk").first()


def take_place(
    *, cohort: Cohort, person: User, by: User | None, form_key: uuid.UUID | None = None, route: Route | None = None
) -> Membership:
    """Enrol and write the place down; the caller holds the cohort and has counted. Tells the member the next date."""
    enrolment = enrol(person=person, route=route or route_for(cohort, person), by=by)
    membership, new = Membership.objects.get_or_create(
        cohort=cohort, enrolment=enrolment, defaults={"form_key": form_key}
    )
    if not new and membership.left_at is not None:
        membership.left_at = None
        membership.save(update_fields=["left_at"])
    closed = {"closed_as": PlaceRequest.Closed.JOINED, "closed_at": timezone.now(), "closed_by": by}
    cohort.place_requests.open().filter(person=person).update(**closed)
    log(cohort, "cohorts.join", user=by or person, data={"membership": membership.pk})
    upcoming = Session.objects.held().filter(cohort=cohort, starts_at__gt=timezone.now()).with_places().first()
    if upcoming is not None:
        emails.your_session(person=person, session=upcoming)
    return membership
