"""A pairing of a resident and a manager, with the course that they are on."""

from datetime import timedelta
from typing import Any

from django.utils import timezone

from cohorts.models import Cohort, Meeting, Membership, Pairing
from courses.models import CompletedBy
from people.models import User
from tests.factories.cohorts import make_cohort, make_member
from tests.factories.courses import make_course, make_lesson, make_module, make_route
from tests.factories.learning import make_enrolment
from tests.factories.people import make_person

RULES = "The mentor leads.\nNo casework: {coordinator} picks it up."


def make_mentoring_cohort(*, trainer: User, needed: int = 2, **facts: Any) -> Cohort:
    """A cohort whose mentors and mentees take a route each, with a card for the first meeting."""
    course = make_course(modules=0, title="Reverse Mentoring")
    mentoring = {"completed_by": CompletedBy.MENTORING, "needed": needed, "minutes": 60, "ground_rules": RULES}
    mentors = make_module(course, code="mentor-meetings", **mentoring)
    mentees = make_module(course, code="mentee-meetings", **mentoring)
    change = make_module(course, code="one-change", lessons=1)
    make_lesson(mentors, slug="card-my-place", title="Meeting 1: My place", required=False)
    make_lesson(mentees, slug="prompt-my-place", title="Before meeting 1: My place", required=False)
    mentor = make_route(course, audience="RESIDENT", modules=[mentors], code="mentor")
    mentee = make_route(course, audience="STAFF", modules=[mentees, change], code="mentee")
    facts = {"organisation": trainer.organisation, "trainers": [trainer], "staff_route": mentee} | facts
    return make_cohort(route=mentor, **facts)


def make_pairing(
    *,
    mentor: User | None = None,
    mentee: User | None = None,
    trainer: User | None = None,
    cohort: Cohort | None = None,
    **facts: Any,
) -> Pairing:
    """Two who meet: both have said yes, and the offer is answered. Other states by their facts."""
    trainer = trainer or (cohort.trainers.first() if cohort else None) or make_person(given_name="Tess")
    cohort = cohort or make_mentoring_cohort(trainer=trainer)
    people = [person or make_person(organisation=cohort.organisation) for person in (mentor, mentee)]
    routes = [cohort.route, cohort.staff_route]
    enrolments = [make_enrolment(person, route) for person, route in zip(people, routes, strict=True)]
    halves = [
        Membership.objects.filter(cohort=cohort, enrolment=enrolment).first()
        or make_member(cohort, enrolment=enrolment)
        for enrolment in enrolments
    ]
    now = timezone.now()
    met = {"state": Pairing.State.MEETING, "agreed_at": now, "started_at": now}
    answered = {"offer_answer": Pairing.Answer.YES, "offer_answered_at": now, "offer_amount": "£25"}
    facts = met | answered | facts
    return Pairing.objects.create(cohort=cohort, mentor=halves[0], mentee=halves[1], coordinator=trainer, **facts)


def make_meeting(pairing: Pairing, number: int = 1, **facts: Any) -> Meeting:
    """A meeting planned for tomorrow."""
    facts = {"planned_at": timezone.now() + timedelta(days=1), "place": "The Weir Café"} | facts
    return Meeting.objects.create(pairing=pairing, number=number, **facts)
