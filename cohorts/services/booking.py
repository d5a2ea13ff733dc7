"""Places at sessions: booked, moved, given up, offered to whoever waits. Exactly as many as there are.

A session without a number of places has room for everybody: booking is then "I am coming", giving up "I cannot come".
Members are expected at the sessions of their cohort either way, and the register alone says who came.

The session is held before the person, of two sessions the one with the lower key: docs/decisions/0046.
"""

import datetime
from typing import Any

from django.db import transaction
from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.utils import timezone
from wagtail.log_actions import log

from cohorts import emails
from cohorts.models import Booking, Cohort, Membership, Session
from cohorts.models.line import offer_end, to_offer
from people.models import User

State = Booking.State
OFFER_STANDS = datetime.timedelta(hours=24)
LAST_HOURS = datetime.timedelta(hours=2)


class TooLate(Exception):  # noqa: N818  an answer, not an error
    """The session has begun or is called off, or its cohort has closed: nothing can be booked or given up."""


class Clash(Exception):  # noqa: N818  an answer, not an error
    """This person has a place at another session: at the same time or, with ``same_module``, for the same module."""

    def __init__(self, session: Session, *, same_module: bool) -> None:
        super().__init__(str(session))
        self.session, self.same_module = session, same_module


class NoPlace(Exception):  # noqa: N818  an answer, not an error
    """There is no place, asked for or taken, that something could be said about."""


@transaction.atomic
def book(
    *,
    session: Session,
    membership: Membership,
    needs: str | None = None,
    instead_of: Session | None = None,
    by: User | None = None,
) -> Booking:
    """The member has a place, or stands on the waiting list where every place is taken. Twice: the same place.

    It takes an offered place too. Raises TooLate, or Clash where they have a place elsewhere; with ``instead_of`` that
    one is given up in the same act, but never for a mere place on the waiting list.
    """
    held = _held(session, instead_of)
    _hand_on(held)
    person = User.objects.select_for_update(of=("self",), no_key=True).get(pk=membership.enrolment.person_id)
    booking = _of(held, membership)
    if booking.state != State.BOOKED or booking.pk is None:
        if has_room(held, besides=booking):
            _leave_the_other(instead_of, held, person, by)
            _check_free(held, person)
            _write(booking, State.BOOKED, by or person)
        elif booking.state != State.WAITING:
            booking.asked_at = timezone.now()
            _write(booking, State.WAITING, by or person)
    if needs is not None:
        _note(booking, needs)
    return booking


def move(
    *, session: Session, to: Session, membership: Membership, needs: str | None = None, by: User | None = None
) -> Booking:
    """One place is given up and another taken, in one act; ``membership`` is the one that ``to`` belongs to.

    Where ``to`` is full, the member keeps the place they have and waits for the other. Raises TooLate and Clash.
    """
    return book(session=to, membership=membership, needs=needs, instead_of=session, by=by)


@transaction.atomic
def give_up(*, session: Session, membership: Membership, by: User | None = None) -> Booking:
    """The member does not come, and what they need is forgotten. Whoever waits first is offered the place.

    Twice: nothing new. Raises TooLate.
    """
    held = _held(session)
    booking = _of(held, membership)
    if booking.pk is None or booking.state != State.GIVEN_UP:
        booking.needs = ""
        _write(booking, State.GIVEN_UP, by or membership.enrolment.person)
    _hand_on(held)
    return booking


@transaction.atomic
def say_needs(*, session: Session, membership: Membership, needs: str) -> Booking:
    """What the member needs at the session, for its trainers alone. Raises TooLate, or NoPlace without a booking."""
    held = _held(session)
    booking = _of(held, membership)
    if booking.pk is None or booking.state == State.GIVEN_UP:
        raise NoPlace
    _note(booking, needs)
    return booking


@transaction.atomic
def hand_on_places(*, session: Session) -> int:
    """Offers that nobody took are over, and free places are offered to whoever waits. Never after the start.

    Called again: nothing new. Returns how many were offered.
    """
    locked = Session.objects.select_for_update(of=("self",), no_key=True).get(pk=session.pk)
    late = Booking.objects.filter(session=locked, state=State.OFFERED, offered_until__gt=locked.starts_at)
    late.update(offered_until=locked.starts_at)  # the session was moved forward
    return _hand_on(locked)


def hand_on_all() -> int:
    """The same for every session to come where an offer is over, or somebody waits and a place is free. How many.

    A session where nothing has changed is not touched.
    """
    now = timezone.now()
    coming = Session.objects.held().filter(starts_at__gt=now).exclude(cohort__state=Cohort.State.CLOSED)
    late = Booking.objects.lapsed().filter(session=OuterRef("pk"))
    waited_for = Exists(Booking.objects.waiting().filter(session=OuterRef("pk")))
    free = Q(capacity__isnull=True) | Q(taken__lt=F("capacity"))
    coming = with_taken(coming).filter(Q(Exists(late)) | (Q(waited_for) & free))
    return sum(hand_on_places(session=session) for session in coming.order_by("pk"))


def stop_waiting(*, cohort: Cohort, by: User) -> int:
    """Nobody waits for a place at the sessions of a cohort that closes. Its caller holds the cohort. How many did."""
    held = list(cohort.sessions.order_by("pk").select_for_update(of=("self",), no_key=True))
    waits = [State.WAITING, State.OFFERED]
    bookings = Booking.objects.filter(session__in=held, state__in=waits).select_related("session")
    for booking in bookings:
        booking.needs = ""
        _write(booking, State.GIVEN_UP, by)
    return len(bookings)


def forget_needs() -> int:
    """What people needed at a session is empty 30 days after it. Returns in how many bookings."""
    return Booking.objects.with_old_needs().update(needs="")


def has_room(session: Session, *, besides: Booking | None = None) -> bool:
    """Whether a place is left, not counting that booking's own. Exact while the session is locked."""
    if session.capacity is None:
        return True
    others = session.bookings.taking_a_place()
    if besides is not None and besides.pk is not None:
        others = others.exclude(pk=besides.pk)
    return others.count() < session.capacity


def with_taken(sessions: Any) -> Any:
    """Each session with ``taken``: how many of its places are taken or offered."""
    taking = Booking.objects.taking_a_place().filter(session=OuterRef("pk")).order_by().values("session")
    return sessions.annotate(taken=Coalesce(Subquery(taking.annotate(n=Count("pk")).values("n")), 0))


def _held(session: Session, other: Session | None = None) -> Session:
    """The session as it is now, held with the other until the transaction ends; always in the same order."""
    keys = [each.pk for each in (session, other) if each is not None]
    rows = Session.objects.select_for_update(of=("self",), no_key=True).select_related("cohort")
    held = next(row for row in rows.filter(pk__in=keys).order_by("pk") if row.pk == session.pk)
    if held.cancelled_at or held.starts_at <= timezone.now() or held.cohort.state == Cohort.State.CLOSED:
        raise TooLate
    return held


def _of(session: Session, membership: Membership) -> Booking:
    """The member's booking, or one that nobody has written yet."""
    if membership.cohort_id != session.cohort_id or membership.left_at is not None:
        raise ValueError("Only a member of the cohort can have a place at its session.")
    new = Booking(session=session, membership=membership, state=State.GIVEN_UP)
    return Booking.objects.filter(session=session, membership=membership).first() or new


def _write(booking: Booking, state: str, by: User | None, until: datetime.datetime | None = None) -> None:
    booking.state, booking.offered_until = state, until
    booking.save()
    log(booking.session, "cohorts.booking", user=by, data={"booking": booking.pk, "state": str(state)})


def _note(booking: Booking, needs: str) -> None:
    if booking.needs != needs.strip():
        booking.needs = needs.strip()
        booking.save(update_fields=["needs"])


def _leave_the_other(other: Session | None, session: Session, person: User, by: User | None) -> None:
    if other is None or other.pk == session.pk:
        return
    for booking in _places_of(person).filter(session=other):
        give_up(session=booking.session, membership=booking.membership, by=by)


def _check_free(session: Session, person: User) -> None:
    """Raises Clash for a place at the same time, or at another session of the same module."""
    others = _places_of(person).filter(session__starts_at__gt=timezone.now()).exclude(session=session)
    for other in [booking.session for booking in others.order_by("session__starts_at", "pk")]:
        if session.module_id and other.module_id == session.module_id:
            raise Clash(other, same_module=True)
        if other.starts_at < session.ends_at and session.starts_at < other.ends_at:
            raise Clash(other, same_module=False)


def _places_of(person: User) -> QuerySet:
    mine = Booking.objects.filter(membership__enrolment__person=person, membership__left_at__isnull=True)
    mine = mine.filter(state=State.BOOKED, session__cancelled_at__isnull=True)
    return mine.select_related("session__cohort", "membership__enrolment__person")


def _hand_on(held: Session) -> int:
    """End what was offered for too long or is of somebody who left, then offer what is free. Its caller holds it."""
    now = timezone.now()
    over = held.bookings.lapsed() | held.bookings.filter(membership__left_at__isnull=False)
    for booking in over.exclude(state=State.GIVEN_UP):
        booking.needs = ""
        _write(booking, State.GIVEN_UP, None)
    if held.cancelled_at or held.starts_at <= now or held.cohort.is_closed:
        return 0
    waiting = held.bookings.waiting().select_related("membership__enrolment__person")
    if held.capacity is not None:
        waiting = waiting[: to_offer(capacity=held.capacity, taken=held.bookings.taking_a_place().count())]
    offered = 0
    for booking in list(waiting):
        _write(booking, State.OFFERED, None, offered_until(held, now))
        emails.place_offered(booking=booking)
        offered += 1
    return offered


def offered_until(session: Session, now: datetime.datetime) -> datetime.datetime:
    """A day, or half of what is left, so that the next may have it too; in the last hours, the start. Never later."""
    left = session.starts_at - now
    stands = OFFER_STANDS if left <= LAST_HOURS else min(OFFER_STANDS, left / 2)
    return offer_end(now=now, stands=stands, start=session.starts_at)
