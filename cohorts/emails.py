"""What people are told about their places and sessions. No address: the same words, to be told by hand."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.urls import reverse

from cohorts.models import Booking, DateWish, Invitation, Membership, Pairing, PlaceRequest, Session
from people.mail import Secret, absolute, post
from people.models import User


def _tell(kind: str, *, person: User, session: Session, key: str = "", **more: Any) -> None:
    facts = {"person": person, "session": session, "place": session.where, "course": session.cohort.course}
    addresses = {"page": reverse("cohorts:my_session", args=[session.uuid]), "all": reverse("cohorts:my_sessions")}
    post(
        key=key or f"session:{session.uuid}:{session.sequence}:{kind}:{person.uuid}",
        person=person,
        template=f"cohorts/emails/{kind}",
        context=facts | {name: absolute(path) for name, path in addresses.items()} | more,
    )


def your_session(*, person: User, session: Session) -> None:
    """A member hears when and where their next session is, once for each version of it."""
    _tell("your_session", person=person, session=session)


def session_changed(*, person: User, session: Session, before: datetime | None = None) -> None:
    """A member hears that a session has a new time or place, and when it was to be before."""
    moved = before if before != session.starts_at else None
    _tell("session_changed", person=person, session=session, before=moved)


def session_cancelled(*, person: User, session: Session, others: Sequence[Session] = ()) -> None:
    """A member hears that a session is called off, that nothing of theirs is lost, and the next dates."""
    _tell("session_cancelled", person=person, session=session, others=others)


def place_offered(*, booking: Booking) -> None:
    """Whoever waits hears that a place is free, and how long it is kept. Once for each offer."""
    _tell(
        "place_offered",
        person=booking.membership.enrolment.person,
        session=booking.session,
        key=f"offer:{booking.pk}:{booking.offered_until:%Y%m%dT%H%M%S%f}",
        until=booking.offered_until,
    )


def invited(*, invitation: Invitation, link: Secret, person: User | None, session: Session | None) -> None:
    """A trainer has kept a place for somebody. The link is sealed; once for each time it is sent.

    With the person who has this address, and the cohort's next session, where there are such.
    """
    post(
        key=f"invitation:{invitation.uuid}:{invitation.times_sent}",
        person=person,
        template="cohorts/emails/invitation",
        context={
            "name": invitation.name,
            "trainer": invitation.invited_by.get_full_name(),
            "cohort": invitation.cohort,
            "session": session,
            "place": session.where if session else None,
            "expires_at": invitation.expires_at,
        },
        address=invitation.email,
        secret=link,
    )


def _about(kind: str, *, pairing: Pairing, person: User, at: datetime | None, **more: Any) -> None:
    post(
        key=f"pairing:{pairing.uuid}:{kind}:{at.isoformat() if at else ''}:{person.uuid}",
        person=person,
        template=f"cohorts/emails/{kind}",
        context={
            "coordinator": pairing.coordinator.get_short_name(),
            "page": absolute(reverse("cohorts:pairing", args=[pairing.uuid])),
            **more,
        },
    )


def pairing_to_look_at(*, pairing: Pairing, side: str) -> None:
    """Somebody is asked whether they would like to meet: the mentor first, then the mentee."""
    at = pairing.proposed_at if side == "mentor" else pairing.agreed_at
    _about("pairing_to_look_at", pairing=pairing, person=pairing.half(side).enrolment.person, at=at)


def pairing_started(*, pairing: Pairing, side: str) -> None:
    """Both said yes. The mentor chooses the first place and time."""
    person = pairing.half(side).enrolment.person
    _about("pairing_started", pairing=pairing, person=person, at=pairing.started_at, steers=side == "mentor")


def pairing_ended(*, pairing: Pairing, but: User | None = None) -> None:
    """Both hear the same words, so that no letter says who ended it. A mentee who was never asked hears nothing."""
    asked = [pairing.mentor, pairing.mentee] if pairing.agreed_at else [pairing.mentor]
    for person in (member.enrolment.person for member in asked):
        if person != but:
            _about("pairing_ended", pairing=pairing, person=person, at=pairing.ended_at)


def pairing_over(*, pairing: Pairing) -> None:
    """The coordinator hears at once that a pairing is over, and whether somebody would like a call."""
    call = pairing.call_wanted_by.enrolment.person if pairing.call_wanted_by else None
    _about("pairing_over", pairing=pairing, person=pairing.coordinator, at=pairing.ended_at, call=call)


def pairing_paused(*, pairing: Pairing, call: Membership | None) -> None:
    """The coordinator hears at once of a pause, and whether a call is wanted."""
    person = call.enrolment.person if call else None
    _about("pairing_paused", pairing=pairing, person=pairing.coordinator, at=pairing.paused_at, call=person)


def _asked(kind: str, *, request: PlaceRequest, **more: Any) -> None:
    cohort = request.cohort
    post(
        key=f"request:{request.uuid}:{kind}",
        person=request.person,
        template=f"cohorts/emails/{kind}",
        context={"cohort": cohort, "course": cohort.course, **more},
    )


def place_in_cohort_offered(*, request: PlaceRequest) -> None:
    """Whoever waits for a place in a cohort hears that one is free, and until when. Once for each request."""
    page = absolute(reverse("cohorts:asked", args=[request.uuid]))
    _asked("cohort_place_offered", request=request, page=page, until=request.offered_until)


def let_in(*, request: PlaceRequest, membership: Membership) -> None:
    """Somebody hears that the trainer said yes."""
    page = absolute(reverse("learning:course", args=[membership.enrolment.uuid]))
    _asked("let_in", request=request, page=page)


def not_this_time(*, request: PlaceRequest) -> None:
    """Somebody hears that there is no place for them this time, and what else there is."""
    _asked("not_this_time", request=request, page=absolute(reverse("courses:catalogue")))


def date_found(*, wish: DateWish, session: Session) -> None:
    """Somebody who wished to hear of a date hears of one, once."""
    post(
        key=f"date:{wish.pk}",
        person=wish.person,
        template="cohorts/emails/date_found",
        context={
            "course": wish.course,
            "session": session,
            "place": session.where,
            "page": absolute(wish.course.url or reverse("courses:catalogue")),
        },
    )
