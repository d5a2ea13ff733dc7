"""A place asked for where nobody can simply join: the cohort is full, or a trainer must agree. And who is offered one.

Whoever asked first is offered a free place first, for two days at most and never after the next session has begun.
"""

import datetime
import uuid
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.db.models import Count
from django.utils import timezone
from wagtail.log_actions import log

from cohorts import emails
from cohorts.models import Cohort, Membership, PlaceRequest, Session
from cohorts.models.line import offer_end, to_offer
from cohorts.services.joining import (
    ENDED,
    ENDING,
    REPEATED_WITHIN,
    WRONG,
    CannotJoin,
    KeyUsed,
    is_full,
    line_of,
    locked,
    place_of,
    problem_with,
    take_place,
)
from people.models import PersonalCode, User
from people.services.accounts import add_person, issue_code

OFFER_STANDS = datetime.timedelta(hours=48)
MOST_OPEN = 200  # so many wait at once for one cohort: a code on a wall cannot make a line without end
REFUSED, LONG = "refused", "long"
Kind, Closed = PlaceRequest.Kind, PlaceRequest.Closed


@dataclass(frozen=True)
class NewRequest:
    """A place asked for by somebody new, and the code for the slip they come back with, to be shown once."""

    request: PlaceRequest
    return_code: str


@transaction.atomic
def ask_for_place(*, cohort: Cohort, person: User, by: User | None, form_key: uuid.UUID | None = None) -> PlaceRequest:
    """The person stands in the waiting list, or before the trainer who must agree. Twice: the same request.

    If a place is free after all, it is offered to whoever is first. Raises CannotJoin where the code does not work, or
    with "refused" where a trainer said not this time and "long" where the line is as long as it can be.
    """
    held = locked(cohort)
    found = held.place_requests.open().filter(person=person).first()
    if found is not None:
        return found
    if problem := _in_the_way(held, person):
        raise CannotJoin(problem)
    kind = Kind.APPROVAL if held.join_policy == Cohort.JoinPolicy.APPROVAL else Kind.WAITING
    request = PlaceRequest.objects.create(cohort=held, person=person, kind=kind, form_key=form_key)
    log(held, "cohorts.ask_for_place", user=by or person, data={"request": request.pk})
    promote(cohort=held)
    request.refresh_from_db()
    return request


def _in_the_way(cohort: Cohort, person: User) -> str:
    place = place_of(cohort, person)
    if place is not None and place.left_at is None:
        return WRONG
    if was_refused(cohort, person):
        return REFUSED
    if (problem := problem_with(cohort)) in {WRONG, ENDED}:
        return problem
    return LONG if cohort.place_requests.open().count() >= MOST_OPEN else ""


def was_refused(cohort: Cohort, person: User) -> bool:
    """Whether a trainer of this cohort said not this time. They can still add the person themselves."""
    return cohort.place_requests.filter(person=person, closed_as=Closed.REFUSED).exists()


@transaction.atomic
def ask_as_new(*, cohort: Cohort, name: str, form_key: uuid.UUID, with_slip: bool = True) -> NewRequest:
    """Somebody without an account has one by name alone, a request, and a return code that is stored nowhere.

    As join_as_new: the same form within ten minutes finds the same person. Raises CannotJoin and KeyUsed as that does.
    """
    held = locked(cohort)
    request = PlaceRequest.objects.filter(form_key=form_key).select_related("person").first()
    if request is None:
        if (problem := problem_with(held)) in {WRONG, ENDED}:
            raise CannotJoin(problem)
        person = add_person(organisation=held.organisation, given_name=name, by=None)
        request = ask_for_place(cohort=held, person=person, by=None, form_key=form_key)
    elif not _may_repeat(request, held, name):
        raise KeyUsed
    code = issue_code(person=request.person, kind=PersonalCode.Kind.RETURN, by=None) if with_slip else ""
    return NewRequest(request, code)


def _may_repeat(request: PlaceRequest, cohort: Cohort, name: str) -> bool:
    recent = timezone.now() - request.asked_at < REPEATED_WITHIN
    return recent and request.cohort_id == cohort.pk and request.person.given_name == name and request.person.is_active


@transaction.atomic
def ask_with_email(*, cohort: Cohort, name: str, address: str) -> PlaceRequest:
    """Whoever reads the mail of this address has asked: the person it belongs to already, or a new one.

    The caller has made sure that the address is theirs. Raises CannotJoin as ask_for_place does.
    """
    held = locked(cohort)
    person = User.objects.filter(email=address.strip().lower()).first()
    if person is not None and not person.is_active:
        raise CannotJoin(WRONG)
    if person is None:
        if (problem := problem_with(held)) in {WRONG, ENDED}:
            raise CannotJoin(problem)
        person = add_person(organisation=held.organisation, given_name=name, email=address, verified=True, by=None)
    return ask_for_place(cohort=held, person=person, by=person)


@transaction.atomic
def agree(*, request: PlaceRequest, by: User) -> PlaceRequest:
    """A trainer lets somebody in: they have a place and hear of it, or wait for one where every place is taken.

    A request that was settled stays as it is. Raises CannotJoin where the cohort is closing.
    """
    held = locked(request.cohort)
    found = _open(held, request)
    if found is None or found.kind != Kind.APPROVAL:
        return PlaceRequest.objects.get(pk=request.pk)
    if held.state in ENDING:
        raise CannotJoin(ENDED)
    if is_full(held):
        found.kind = Kind.WAITING
        found.save(update_fields=["kind"])
    else:
        place = take_place(cohort=held, person=found.person, by=by)
        emails.let_in(request=found, membership=place)
    log(held, "cohorts.agree_to_place", user=by, data={"request": found.pk})
    found.refresh_from_db()
    return found


@transaction.atomic
def refuse(*, request: PlaceRequest, by: User) -> PlaceRequest:
    """A trainer says not this time, and the person hears of it. A request that was settled stays as it is."""
    held = locked(request.cohort)
    found = _open(held, request)
    if found is None:
        return PlaceRequest.objects.get(pk=request.pk)
    _close(found, Closed.REFUSED, by)
    emails.not_this_time(request=found)
    log(held, "cohorts.refuse_place", user=by, data={"request": found.pk})
    promote(cohort=held)
    return found


@transaction.atomic
def give_up_request(*, request: PlaceRequest, by: User) -> PlaceRequest:
    """The person waits no longer; an offer goes to the next. A request that was settled stays as it is."""
    held = locked(request.cohort)
    found = _open(held, request)
    if found is None:
        return PlaceRequest.objects.get(pk=request.pk)
    _close(found, Closed.GIVEN_UP, by)
    log(held, "cohorts.give_up_request", user=by, data={"request": found.pk})
    promote(cohort=held)
    return found


def close_requests(*, cohort: Cohort, by: User) -> int:
    """Nobody waits for a place in a cohort that closes. No letter: nobody said no to them. Its caller holds it."""
    ended = {"closed_as": Closed.GIVEN_UP, "closed_at": timezone.now(), "closed_by": by}
    return cohort.place_requests.open().update(**ended)


def _open(cohort: Cohort, request: PlaceRequest) -> PlaceRequest | None:
    return cohort.place_requests.open().select_related("person", "cohort__course").filter(pk=request.pk).first()


def _close(request: PlaceRequest, how: str, by: User | None) -> None:
    request.closed_as, request.closed_at, request.closed_by = how, timezone.now(), by
    request.save(update_fields=["closed_as", "closed_at", "closed_by"])


@transaction.atomic
def promote(*, cohort: Cohort) -> int:
    """Offers that ran out are over; every free place is offered to whoever asked first. How many offers were made.

    Each of them hears of it once.
    """
    held = locked(cohort)
    if held.state in ENDING:
        return 0
    held.place_requests.open().lapsed().update(closed_as=Closed.GIVEN_UP, closed_at=timezone.now())
    line = list(line_of(held).select_related("person"))
    waiting = [request for request in line if request.offered_until is None]
    if held.capacity is not None:
        taken = held.memberships.present().count() + held.invitations.keeping_a_place().count()
        offered = len(line) - len(waiting)
        waiting = waiting[: to_offer(capacity=held.capacity, taken=taken + offered)]
    until = _until(held)
    for request in waiting:
        request.offered_until = until
        request.save(update_fields=["offered_until"])
        log(held, "cohorts.offer_place", data={"request": request.pk})
        emails.place_in_cohort_offered(request=request)
    return len(waiting)


def _until(cohort: Cohort) -> datetime.datetime:
    now = timezone.now()
    upcoming = Session.objects.held().filter(cohort=cohort, starts_at__gt=now).order_by("starts_at").first()
    return offer_end(now=now, stands=OFFER_STANDS, start=upcoming.starts_at if upcoming else None)


def pass_on_places() -> int:
    """The same in every cohort where somebody waits. How many offers were made."""
    waiting = PlaceRequest.objects.open().filter(kind=Kind.WAITING)
    going_on = Cohort.objects.exclude(state__in=ENDING)
    return sum(promote(cohort=cohort) for cohort in going_on.filter(pk__in=waiting.values("cohort")).order_by("pk"))


def requests_of(person: User) -> list[PlaceRequest]:
    """What this person waits for, the oldest first; those on a waiting list know their ``place_in_line``. One query."""
    return list(PlaceRequest.objects.in_line().filter(person=person).select_related("cohort__course"))


def asked_of(user: Any) -> list[dict[str, Any]]:
    """For a trainer's day: the cohorts in which people wait for a yes, with how many. One query."""
    running = Cohort.objects.visible_to(user).exclude(state=Cohort.State.CLOSED)
    asked = PlaceRequest.objects.open().filter(kind=Kind.APPROVAL, cohort__in=running)
    rows = asked.order_by().values("cohort__uuid", "cohort__name").annotate(number=Count("pk"))
    return [dict(row) for row in rows.order_by("cohort__name", "cohort__uuid")]


def membership_of(request: PlaceRequest) -> Membership | None:
    """The place that a request led to, if it stands."""
    place = place_of(request.cohort, request.person)
    return place if place is not None and place.left_at is None else None
