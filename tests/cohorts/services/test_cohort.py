import uuid
from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from cohorts.models import Booking, Cohort, PlaceRequest, Session
from cohorts.services import cohort as services
from cohorts.services.cohort import NotTheSameCourse, Opening, RegistersOpen, close_cohort, open_cohort
from cohorts.services.joining import cohort_for_code
from cohorts.services.planning import Plan
from people.models import Message
from tests.factories.cohorts import make_attendance, make_cohort, make_member, make_session
from tests.factories.courses import make_course, make_route
from tests.factories.pairings import make_pairing

pytestmark = pytest.mark.django_db


@pytest.fixture
def route(db):
    return make_route(make_course(code="community-connector", completed_by="ATTENDANCE", lessons=0))


def first_session(module) -> Plan:
    start = timezone.now() + timedelta(days=3)
    return Plan(start, start + timedelta(hours=2), uuid.uuid4(), module=module)


def test_open_cohort_ends_with_a_code_that_works_and_a_first_session(trainer, route):
    opening = Opening(name=" Low Mill, autumn ", route=route, form_key=uuid.uuid4(), capacity=20)
    plan = first_session(route.route_modules.get().module)
    made = open_cohort(opening=opening, first_session=plan, by=trainer)
    assert (made.name, made.course_id, made.organisation, made.capacity) == (
        "Low Mill, autumn",
        route.course_id,
        trainer.organisation,
        20,
    )
    assert list(made.trainers.all()) == [trainer]
    assert cohort_for_code(made.join_code).cohort == made
    assert made.code == f"CC-{timezone.localdate().year}-1"
    assert [session.module for session in made.sessions.all()] == [plan.module]


def test_open_cohort_twice_with_one_form_is_one_cohort(trainer, other_trainer, route):
    opening = Opening(name="Low Mill", route=route, form_key=uuid.uuid4())
    made = open_cohort(opening=opening, first_session=first_session(None), by=trainer)
    assert open_cohort(opening=opening, first_session=first_session(None), by=trainer) == made
    assert (Cohort.objects.count(), Session.objects.count()) == (1, 1)


def test_a_code_that_is_taken_is_drawn_again(trainer, route, monkeypatch):
    make_cohort(join_code="TEACUP", code=f"CC-{timezone.localdate().year}-7")
    drawn = iter(["TEACUP", "BREAD2"])
    monkeypatch.setattr(services, "new_code", lambda: next(drawn))
    made = open_cohort(opening=Opening(name="Low Mill", route=route, form_key=uuid.uuid4()), by=trainer)
    assert made.join_code == "BREAD2"


def test_open_cohort_refuses_two_courses_and_a_cohort_without_a_name(trainer, route):
    other = make_route(make_course())
    with pytest.raises(NotTheSameCourse):
        open_cohort(opening=Opening("Low Mill", route, uuid.uuid4(), staff_route=other), by=trainer)
    with pytest.raises(ValidationError):
        open_cohort(opening=Opening("  ", route, uuid.uuid4()), by=trainer)
    assert Cohort.objects.count() == 0


def test_close_cohort_waits_for_every_register(trainer):
    cohort = make_cohort(trainers=[trainer])
    member, session = make_member(cohort, joined_at=timezone.now() - timedelta(days=1)), make_session(cohort)
    make_session(cohort, starts_at=timezone.now() + timedelta(days=5))
    make_session(cohort, cancelled_at=timezone.now())
    with pytest.raises(RegistersOpen) as refusal:
        close_cohort(cohort=cohort, by=trainer)
    assert refusal.value.sessions == [session]
    make_attendance(session, member)
    Session.objects.filter(pk=session.pk).update(register_version=1, register_saved_at=timezone.now())
    closed = close_cohort(cohort=cohort, by=trainer)
    assert (closed.state, cohort_for_code(cohort.join_code).problem) == ("CLOSED", "ended")
    assert close_cohort(cohort=cohort, by=trainer).closed_at == closed.closed_at


def test_a_register_with_somebody_unmarked_is_not_finished(trainer):
    cohort = make_cohort(trainers=[trainer])
    early = make_member(cohort, joined_at=timezone.now() - timedelta(days=1))
    make_member(cohort, joined_at=timezone.now() + timedelta(hours=5))
    session = make_session(cohort, register_version=1, register_saved_at=timezone.now())
    now = timezone.now()
    assert list(Session.objects.register_open(now)) == [session]
    make_attendance(session, early, "AWAY")
    assert list(Session.objects.register_open(now)) == []


def test_close_cohort_leaves_nobody_waiting_and_no_pairing(trainer, officer):
    pairing = make_pairing(trainer=trainer)
    cohort = pairing.cohort
    session = make_session(cohort, starts_at=timezone.now() + timedelta(days=5), module=None)
    booked = Booking.objects.create(session=session, membership=pairing.mentor, state="BOOKED")
    waits = Booking.objects.create(session=session, membership=pairing.mentee, state="WAITING", needs="Tea")
    request = PlaceRequest.objects.create(cohort=cohort, person=officer, kind="WAITING")
    for _twice in range(2):
        close_cohort(cohort=cohort, by=trainer)
    for row in (pairing, booked, waits, request):
        row.refresh_from_db()
    assert (request.closed_as, request.closed_by, waits.state, waits.needs) == ("GIVEN_UP", trainer, "GIVEN_UP", "")
    assert (pairing.state, booked.state) == ("ENDED", "BOOKED")
    assert not Message.objects.filter(person=officer).exists()
