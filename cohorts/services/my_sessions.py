"""How one person stands to each session of their cohorts: expected, coming, waiting, free to choose."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django.db.models import Prefetch
from django.utils import timezone
from django.utils.translation import get_language_info

from cohorts.models import Booking, Cohort, Membership, Session
from cohorts.services.booking import with_taken
from people.models import User

CALLED_OFF, BEGUN = "called_off", "begun"
COMING, OFFERED, WAITING, CANNOT = "coming", "offered", "waiting", "cannot"
ELSEWHERE, EXPECTED, FREE, FULL = "elsewhere", "expected", "free", "full"


@dataclass(frozen=True)
class MySession:
    """One session as its member sees it. ``chosen`` is the one booked for the same module, ``others`` how many more
    dates there are for that module."""

    session: Any
    booking: Booking | None
    state: str
    chosen: Session | None = None
    others: int = 0

    @property
    def places_left(self) -> int | None:
        """How many can still be booked; None where there is room for everybody."""
        return None if self.session.capacity is None else max(0, self.session.capacity - self.session.taken)

    @property
    def language(self) -> str:
        """The language spoken there, in words: plain English for every kind of it."""
        return str(get_language_info(self.session.language.split("-")[0])["name_translated"])

    @property
    def has_room(self) -> bool:
        """Whether booking takes a place rather than one on the waiting list."""
        return self.state == OFFERED or self.places_left != 0

    @property
    def may_change(self) -> bool:
        """Whether anything can be booked or given up still."""
        return self.state not in {CALLED_OFF, BEGUN}

    @property
    def may_give_up(self) -> bool:
        """Whether there is anything to give up: a place, a wait, or being expected."""
        return self.state in {COMING, OFFERED, WAITING, EXPECTED}

    @property
    def is_missed(self) -> bool:
        """Whether it has begun without this person: they gave it up, never had a place, or come another day."""
        elsewhere = self.chosen is not None if self.booking is None else self.booking.state != Booking.State.BOOKED
        return self.state == BEGUN and elsewhere

    @property
    def is_on(self) -> bool:
        """Whether it has begun, is not over, and this person is awaited there: they can check in."""
        if self.state != BEGUN or self.is_missed or self.session.cohort.is_closed:
            return False
        return self.session.ends_at > timezone.now()

    @property
    def is_expected(self) -> bool:
        """Whether this person counts on the session, and it on them: for reminders and calendars."""
        return self.state in {COMING, EXPECTED}


def my_sessions(person: User, sessions: Any = None) -> list[MySession]:
    """The sessions to come of one's cohorts, or those given, soonest first. Two queries, however many.

    Each has its cohort, course, module and place at hand, and ``my_booking``: with ``place_in_line``, or None.
    """
    found = Session.objects.of_member(person).held().to_come() if sessions is None else sessions
    mine = Booking.objects.filter(membership__enrolment__person=person, membership__left_at__isnull=True)
    with_mine = Prefetch("bookings", queryset=mine.in_line(), to_attr="my_bookings")
    rows = with_taken(found).with_places().select_related("cohort__course").prefetch_related(with_mine)
    return list(stand(rows.order_by("starts_at", "pk")))


def stand(sessions: Iterable[Any]) -> Iterator[MySession]:
    """Each session with how the person of ``my_bookings`` stands to it."""
    rows = list(sessions)
    for row in rows:
        row.my_booking = row.my_bookings[0] if row.my_bookings else None
    now = timezone.now()
    coming = [row for row in rows if row.module_id and row.starts_at > now and row.cancelled_at is None]
    booked = {row.module_id: row for row in coming if row.my_booking and row.my_booking.state == Booking.State.BOOKED}
    for row in rows:
        chosen = booked.get(row.module_id) if row.module_id else None
        same = sum(other.module_id == row.module_id and other.pk != row.pk for other in coming)
        chosen = chosen if chosen != row else None
        yield MySession(row, row.my_booking, _state(row, chosen), chosen, same)


def _state(session: Any, chosen: Session | None) -> str:
    booking = session.my_booking
    if session.cancelled_at:
        return CALLED_OFF
    if session.starts_at <= timezone.now() or session.cohort.state == Cohort.State.CLOSED:
        return BEGUN
    if booking is None:
        return _unasked(session, chosen)
    if booking.is_offered:
        return OFFERED
    not_here = ELSEWHERE if chosen is not None else CANNOT
    return {Booking.State.BOOKED: COMING, Booking.State.WAITING: WAITING}.get(booking.state, not_here)


def _unasked(session: Any, chosen: Session | None) -> str:
    if chosen is not None:
        return ELSEWHERE
    if session.capacity is None:
        return EXPECTED
    return FREE if session.taken < session.capacity else FULL


@dataclass(frozen=True)
class Answers:
    """What the members of a cohort have said about one session. They are plans: the register says who came."""

    coming: list[Booking]
    cannot: list[Booking]
    waiting: list[Booking]
    unanswered: list[Membership]


def answers_for(session: Session) -> Answers:
    """Who comes, who cannot, who waits and who has said nothing, each by name or by place in line. Two queries."""
    members = list(Membership.objects.present().filter(cohort=session.cohort_id).with_people())
    rows = session.bookings.filter(membership__in=members).order_by("asked_at", "pk")
    by_member = {row.membership_id: row for row in rows}
    said = [(member, by_member.get(member.pk)) for member in members]
    for member, booking in said:
        if booking is not None:
            booking.membership = member
    bookings = [booking for _member, booking in said if booking is not None]
    waiting = [booking for booking in bookings if booking.state == Booking.State.WAITING or booking.is_offered]
    return Answers(
        coming=[booking for booking in bookings if booking.state == Booking.State.BOOKED],
        cannot=[row for row in bookings if row.state != Booking.State.BOOKED and row not in waiting],
        waiting=sorted(waiting, key=lambda row: (row.state != Booking.State.OFFERED, row.asked_at, row.pk)),
        unanswered=[member for member, booking in said if booking is None],
    )
