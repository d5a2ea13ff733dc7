"""Cohorts, their sessions, their members and what a register says, as rows."""

from datetime import timedelta
from itertools import count
from typing import Any

from django.utils import timezone

from cohorts.models import Attendance, Cohort, Invitation, Membership, Place, PlaceRequest, Session
from courses.models import Route
from learning.models import Enrolment
from learning.services.snapshot import snapshot
from people import code
from people.models import Organisation, User
from tests.factories.courses import make_course, make_route
from tests.factories.learning import make_enrolment
from tests.factories.people import make_organisation, make_person

_numbers = count(1)
LETTERS = "ABCDEFGHJKMNPQRSTUVWXYZ23456789"


def fresh_code() -> str:
    """A join code that no other cohort of this run has."""
    number, letters = next(_numbers), ""
    for _place in range(6):
        number, rest = divmod(number, len(LETTERS))
        letters = LETTERS[rest] + letters
    return letters


def make_place(organisation: Organisation | None = None, **facts: Any) -> Place:
    """A place to meet."""
    facts.setdefault("name", f"Hall {next(_numbers)}")
    return Place.objects.create(organisation=organisation or make_organisation(), **facts)


def make_cohort(
    *, route: Route | None = None, organisation: Organisation | None = None, trainers: Any = (), **facts: Any
) -> Cohort:
    """A cohort open to join, on a course of its own with one session module unless a route is given."""
    if route is None:
        route = make_route(make_course(completed_by="ATTENDANCE", lessons=0), audience="ANY")
    number = next(_numbers)
    facts = {"name": f"Cohort {number}", "code": f"T-{number}", "join_code": fresh_code()} | facts
    if facts.get("state") == Cohort.State.CLOSED:
        facts.setdefault("closed_at", timezone.now())
    cohort = Cohort.objects.create(
        route=route, course=route.course, organisation=organisation or make_organisation(), **facts
    )
    cohort.trainers.set(trainers)
    return cohort


def make_session(cohort: Cohort, *, minutes: int = 120, **facts: Any) -> Session:
    """A session that began an hour ago and delivers the first module of the cohort's route, unless told otherwise."""
    facts.setdefault("starts_at", timezone.now() - timedelta(hours=1))
    facts.setdefault("ends_at", facts["starts_at"] + timedelta(minutes=minutes))
    if "module" not in facts:
        needed = cohort.route.route_modules.select_related("module").first()
        facts["module"] = needed.module if needed else None
    return Session.objects.create(cohort=cohort, **facts)


def make_member(
    cohort: Cohort, person: User | None = None, *, enrolment: Enrolment | None = None, **facts: Any
) -> Membership:
    """A place in the cohort, with an open enrolment by its route."""
    if enrolment is None:
        person = person or make_person(organisation=cohort.organisation)
        enrolment = make_enrolment(person, cohort.route)
    return Membership.objects.create(cohort=cohort, enrolment=enrolment, **facts)


def make_attendance(session: Session, membership: Membership, mark: str = "HERE", **facts: Any) -> Attendance:
    """One row of a register, without what follows from it."""
    if mark == Attendance.Mark.HERE:
        facts.setdefault("minutes", session.minutes)
    facts = snapshot(person=membership.enrolment.person, day=session.day) | facts
    return Attendance.objects.create(session=session, membership=membership, mark=mark, **facts)


def make_invitation(cohort: Cohort, *, token: str = "", **facts: Any) -> Invitation:
    """A place kept for fourteen days, as if the letter had gone. ``token`` is what its link ends with."""
    number = next(_numbers)
    facts = {"name": "Asha Okafor", "email": f"invited.{number}@example.org"} | facts
    facts.setdefault("invited_by", cohort.trainers.first() or make_person(organisation=cohort.organisation))
    facts.setdefault("expires_at", timezone.now() + timedelta(days=14))
    return Invitation.objects.create(
        cohort=cohort, digest=code.digest(token or f"token-{number}", purpose="invitation"), **facts
    )


def make_request(cohort: Cohort, person: User | None = None, **facts: Any) -> PlaceRequest:
    """A place asked for of the trainer, not settled yet."""
    facts = {"kind": PlaceRequest.Kind.APPROVAL} | facts
    return PlaceRequest.objects.create(
        cohort=cohort, person=person or make_person(organisation=cohort.organisation), **facts
    )
