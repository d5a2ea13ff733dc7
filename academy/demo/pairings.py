"""A pairing of the demonstration: a resident who mentors somebody on the staff. They have met once."""

import datetime
import uuid

from django.utils import timezone

from cohorts.models import Cohort, Membership, Pairing
from cohorts.services.agreeing import answer_offer, tick_rules, write_card
from cohorts.services.cohort import Opening, open_cohort
from cohorts.services.joining import join
from cohorts.services.meeting import MeetingPlan, hold_meeting, plan_meeting
from cohorts.services.pairing import Match, agree, propose
from courses.models import CoursePage, Route
from people.models import Organisation, User

COURSE = "reverse-mentoring"
NAMESPACE = uuid.UUID("9f3c1f0e-5a0b-4c7e-8b61-2d9a7c40e5aa")
CODE = "STEERS"
BEGAN = datetime.timedelta(weeks=3)
MET = datetime.timedelta(weeks=1)
NEXT = datetime.timedelta(weeks=1)


def make_pairing(organisation: Organisation, mentor: User, mentee: User, trainer: User) -> Cohort:
    """The cohort with its one pairing, as found or as made."""
    form_key = uuid.uuid5(NAMESPACE, organisation.code)
    found = Cohort.objects.filter(form_key=form_key).first()
    if found is not None:
        return found
    cohort = _open(organisation, trainer, form_key)
    halves = [join(cohort=cohort, person=person, by=None) for person in (mentor, mentee)]
    pairing = _begin(halves, mentor, mentee, trainer)
    plan_and_meet(pairing, mentor, mentee)
    return cohort


def _open(organisation: Organisation, trainer: User, form_key: uuid.UUID) -> Cohort:
    routes = {route.code: route for route in Route.objects.filter(course=CoursePage.objects.get(code=COURSE))}
    opening = Opening(
        name="Reverse mentoring, a trial",
        route=routes["mentor"],
        staff_route=routes["mentee"],
        form_key=form_key,
        organisation=organisation,
        capacity=12,
    )
    cohort = open_cohort(opening=opening, by=trainer)
    Cohort.objects.filter(pk=cohort.pk).update(join_code=CODE)
    cohort.refresh_from_db()
    return cohort


def _begin(halves: list[Membership], mentor: User, mentee: User, trainer: User) -> Pairing:
    match = Match(mentor=halves[0], mentee=halves[1], form_key=uuid.uuid5(NAMESPACE, "pairing"))
    pairing = propose(match=match, by=trainer)
    for person in (mentor, mentee):
        agree(pairing=pairing, by=person)
    answer_offer(pairing=pairing, answer=Pairing.Answer.YES, by=mentor)
    tick_rules(pairing=pairing, words="No initials, and no lanyards.", by=mentor)
    tick_rules(pairing=pairing, words="", by=mentee)
    write_card(pairing=pairing, shares="Buses, letters, the market.", off_limits="My health.", by=mentor)
    then = timezone.now() - BEGAN
    Pairing.objects.filter(pk=pairing.pk).update(proposed_at=then, agreed_at=then, started_at=then)
    return pairing


def plan_and_meet(pairing: Pairing, mentor: User, mentee: User) -> None:
    """One meeting was held, and both say so; the next has its place and time."""
    day = timezone.localdate() - MET
    for person in (mentor, mentee):
        hold_meeting(pairing=pairing, number=1, held_on=day, by=person)
    at = timezone.make_aware(datetime.datetime.combine(timezone.localdate() + NEXT, datetime.time(16, 0)))
    plan = MeetingPlan(at, "The chip shop on Moor Road", "Bus 14 stops outside")
    plan_meeting(pairing=pairing, number=2, plan=plan, by=mentor)
