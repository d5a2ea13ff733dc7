"""The cohorts of the demonstration, with what their members have done."""

import datetime
import uuid
from dataclasses import replace
from typing import Any

from django.utils import timezone

from academy.demo.clock import at
from academy.demo.playing import finish_lessons, practise
from cohorts.models import Cohort, Membership, Place, Session
from cohorts.services.booking import book
from cohorts.services.cohort import Opening, close_cohort, open_cohort
from cohorts.services.joining import join
from cohorts.services.planning import Plan, plan_session
from cohorts.services.register import Marking, take_register
from courses.models import CompletedBy, CoursePage, Edition, ModulePage, Route
from learning.models import Enrolment
from people.models import Organisation, User

COURSE = "community-connector"
NAMESPACE = uuid.UUID("5f0c7a52-6f3c-4a5e-9c7e-0a6d1f6b2c11")
BEFORE_THE_SESSION = datetime.timedelta(days=14)
LENGTH = datetime.timedelta(hours=2)
FOLLOW_UP = datetime.timedelta(weeks=6)
LESSONS_BEFORE = datetime.timedelta(days=3)
GOOD_TO_KNOW = {"capacity": 8, "food": "Tea, and soup from the kitchen", "costs": "Bus fares, paid back on the day"}
NEEDS = "A chair near the door, and large print."
A_LITTLE = datetime.timedelta(minutes=10)
USUAL_HOUR = datetime.time(14, 0)


def make_cohort(facts: dict[str, Any], organisation: Organisation, people: dict[str, User]) -> Cohort:
    """The cohort with its session, members, register and what each of them did; found by its code the second time."""
    form_key = uuid.uuid5(NAMESPACE, facts["join_code"])
    found = Cohort.objects.filter(form_key=form_key).first()
    if found is not None:
        return found
    cohort = _open(facts, organisation, people["trainer"], form_key)
    session = _plan(cohort, facts["session_days_ago"], people["trainer"])
    _was_published_before(cohort.course, session)
    for name in facts["members"]:
        _take_place(cohort, people[name], session)
    _book(cohort)
    for name, did in facts["members"].items():
        _play(cohort, people[name], did, session)
    marks = _marks(cohort, facts["members"], people)
    if marks:
        with at(session.ends_at + A_LITTLE):
            take_register(session=session, marks=marks, corrections={}, version=0, by=people["trainer"])
    if facts.get("finished"):
        with at(session.ends_at + FOLLOW_UP + A_LITTLE):
            close_cohort(cohort=cohort, by=people["trainer"])
    return cohort


def _book(cohort: Cohort) -> None:
    """The first member has a place at the drop-in, and needs something."""
    coming = cohort.sessions.held().filter(starts_at__gt=timezone.now(), module=None).first()
    if coming is not None:
        book(session=coming, membership=cohort.memberships.order_by("pk")[0], needs=NEEDS)


def _play(cohort: Cohort, person: User, did: dict[str, Any], session: Session) -> None:
    """Lessons on the days before the session, practice in the weeks after it."""
    enrolment = Enrolment.objects.get(person=person, course=cohort.course, status=Enrolment.Status.OPEN)
    lessons = did.get("lessons", 0)
    with at(session.starts_at - LESSONS_BEFORE):
        finish_lessons(enrolment, most=None if lessons is True else lessons)
    with at(session.starts_at + datetime.timedelta(days=did.get("practised_after", 21))):
        practise(enrolment, did.get("practice", 0))


def _open(facts: dict[str, Any], organisation: Organisation, trainer: User, form_key: uuid.UUID) -> Cohort:
    course = CoursePage.objects.get(code=COURSE)
    routes = {route.code: route for route in Route.objects.filter(course=course)}
    cohort = open_cohort(
        opening=Opening(
            name=facts["name"],
            route=routes["resident"],
            staff_route=routes["staff"],
            form_key=form_key,
            organisation=organisation,
            place=Place.objects.filter(organisation=organisation).first(),
            capacity=facts.get("capacity"),
        ),
        by=trainer,
    )
    Cohort.objects.filter(pk=cohort.pk).update(join_code=facts["join_code"])  # a code that can be printed in a guide
    cohort.refresh_from_db()
    return cohort


def _plan(cohort: Cohort, days_ago: int, trainer: User) -> Session:
    module = ModulePage.objects.child_of(cohort.course).get(completed_by=CompletedBy.ATTENDANCE)
    day = timezone.localdate() - datetime.timedelta(days=days_ago)
    starts = _afternoon(day) if days_ago else _just_now()
    session = plan_session(cohort=cohort, plan=_at(cohort, starts, LENGTH, "session", module), by=trainer)
    later = _afternoon(day + FOLLOW_UP)
    if later > timezone.now():
        drop_in = _at(cohort, later, datetime.timedelta(minutes=45), "drop-in", None)
        plan_session(cohort=cohort, plan=replace(drop_in, **GOOD_TO_KNOW), by=trainer)
    return session


def _afternoon(day: datetime.date) -> datetime.datetime:
    return timezone.make_aware(datetime.datetime.combine(day, USUAL_HOUR))


def _just_now() -> datetime.datetime:
    """The quarter of an hour that has just struck: a session that begins then takes check-ins for two hours."""
    now = timezone.localtime()
    return now.replace(minute=now.minute - now.minute % 15, second=0, microsecond=0)


def _at(cohort: Cohort, starts: datetime.datetime, length: datetime.timedelta, what: str, module: Any) -> Plan:
    return Plan(
        starts_at=starts,
        ends_at=starts + length,
        form_key=uuid.uuid5(NAMESPACE, f"{cohort.join_code}-{what}"),
        module=module,
        kind=Session.Kind.WORKSHOP if module else Session.Kind.DROP_IN,
        place=cohort.place,
    )


def _was_published_before(course: CoursePage, session: Session) -> None:
    """The course is older than its members' places: no lesson of it is news to them."""
    moment = min(session.starts_at, timezone.now()) - BEFORE_THE_SESSION - A_LITTLE
    first = Edition.objects.filter(page__path__startswith=course.path, number=1, published_at__gt=moment)
    first.update(published_at=moment)


def _take_place(cohort: Cohort, person: User, session: Session) -> Membership:
    """A place taken a fortnight before the session, so that what was done since counts from then."""
    membership = join(cohort=cohort, person=person, by=None)
    joined = min(session.starts_at, timezone.now()) - BEFORE_THE_SESSION
    Enrolment.objects.filter(pk=membership.enrolment_id).update(opened_at=joined)
    Membership.objects.filter(pk=membership.pk).update(joined_at=joined)
    return membership


def _marks(cohort: Cohort, members: dict[str, dict[str, Any]], people: dict[str, User]) -> dict[int, Marking]:
    places = {place.enrolment.person_id: place.pk for place in cohort.memberships.select_related("enrolment")}
    return {places[people[name].pk]: Marking(did["register"]) for name, did in members.items() if did.get("register")}
