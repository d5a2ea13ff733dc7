"""What waits for a word of this person: places kept for a while, promises, answers; and their practice log."""

import datetime
import uuid

import pytest
from django.utils import timezone

from cohorts.models import Booking, PlaceRequest
from courses.models import CompletedBy, LessonPage
from home.next_step import home_of
from home.next_step.coming import WORDS
from learning.models import Promise, Question
from learning.services.practice import log_lines
from tests.factories.cohorts import make_cohort, make_member, make_session
from tests.factories.courses import make_course, make_home, make_module, make_route
from tests.factories.learning import make_course_completion, make_enrolment

pytestmark = pytest.mark.django_db


def soon(**later):
    return timezone.now() + datetime.timedelta(**(later or {"days": 3}))


def lines(person):
    return [row.text for row in home_of(person).waiting]


def test_places_kept_for_a_while_come_first_then_promises_then_answers(officer):
    enrolment = make_enrolment(officer)
    lesson = LessonPage.objects.child_of(enrolment.required_modules.get().module).first()
    day = timezone.localdate()
    promise = {"enrolment": enrolment, "lesson": lesson, "block_id": "one", "text": "Ask Wilf in"}
    Promise.objects.create(**promise, ask_on=day)
    Promise.objects.create(**promise | {"block_id": "two", "text": "Later"}, ask_on=day + datetime.timedelta(days=2))
    answered = {"state": "ANSWERED", "answer": "Put right.", "answered_at": timezone.now()}
    for old in (0, 30):
        since = timezone.now() - datetime.timedelta(days=old)
        words = answered | {"answered_at": since, "answer": f"After {old} days."}
        Question.objects.create(person=officer, form_key=uuid.uuid4(), to="OFFICE", text="Why?", **words)
    cohort = make_cohort(name="Mill", organisation=officer.organisation)
    session = make_session(cohort, starts_at=soon(), capacity=1)
    member = make_member(cohort, officer)
    Booking.objects.create(session=session, membership=member, state="OFFERED", offered_until=soon(hours=5))
    for name, kind, more in (
        ("Full", PlaceRequest.Kind.WAITING, {}),
        ("Asked", PlaceRequest.Kind.APPROVAL, {}),
        ("Free", PlaceRequest.Kind.WAITING, {"offered_until": soon(hours=4)}),
    ):
        PlaceRequest.objects.create(cohort=make_cohort(name=name), person=officer, kind=kind, **more)
    assert lines(officer) == [
        "A place at a session of Mill is yours if you want it.",
        "You wait for a place in Full. You are number 1 in line.",
        "You asked to join Asked. We will tell you.",
        "A place in Free is yours if you want it.",
        "You promised yourself: Ask Wilf in",
        "Your question is answered: After 0 days.",
    ]


def test_nobody_reads_what_waits_for_somebody_else(officer, resident):
    PlaceRequest.objects.create(cohort=make_cohort(), person=officer, kind=PlaceRequest.Kind.WAITING)
    assert lines(resident) == []


@pytest.mark.parametrize(
    ("capacity", "booking", "said", "label"),
    [
        (None, None, "We look forward to you.", "I am coming, or I cannot come"),
        (2, None, "You have not booked yet.", "Book my place"),
        (2, "BOOKED", "Your place is booked.", "Change, or say what you need"),
        (2, "GIVEN_UP", "You said that you cannot come.", "I can come after all"),
        (2, "WAITING", "You are on the waiting list.", "See my place in line"),
    ],
)
def test_the_next_session_says_how_one_stands_to_it(officer, capacity, booking, said, label):
    cohort = make_cohort(organisation=officer.organisation)
    session = make_session(cohort, starts_at=soon(), capacity=capacity)
    member = make_member(cohort, officer)
    if booking:
        Booking.objects.create(session=session, membership=member, state=booking)
    coming = home_of(officer).coming
    assert (coming.session, str(coming.said), str(coming.label)) == (session, said, label)


def test_a_session_one_comes_to_stands_before_one_that_was_given_up(officer):
    cohort = make_cohort(organisation=officer.organisation)
    first, second = (make_session(cohort, starts_at=soon(days=number)) for number in (2, 4))
    Booking.objects.create(session=first, membership=make_member(cohort, officer), state="GIVEN_UP")
    assert home_of(officer).coming.session == second
    assert all(said or label for said, label in WORDS.values())


def test_the_practice_log_on_the_page_is_the_one_of_the_log(client, officer):
    make_home()
    course = make_course(modules=0)
    make_module(course, completed_by=CompletedBy.PRACTICE, needed=3)
    make_enrolment(officer, make_route(course))
    assert [row.module for row in home_of(officer).practice] == [row.module for row in log_lines(officer)]
    client.force_login(officer)
    page = " ".join(client.get("/").content.decode().split())
    assert "0 of 3 entries." in page
    assert page.count('href="/learn/log/new/"') == 1


def test_somebody_up_to_date_has_one_suggestion_and_the_next_refresh(officer):
    done = make_course_completion(make_enrolment(officer, make_route(make_course(), validity_months=24)))
    other = make_course(title="Something new")
    home = home_of(officer)
    assert (home.suggestion.pk, home.refresh_on) == (other.pk, done.expires_on)
    make_enrolment(officer, make_route(other))
    assert home_of(officer).suggestion is None


def test_a_course_says_how_it_stands_and_why(officer):
    waits = make_route(make_course(completed_by=CompletedBy.ATTENDANCE, lessons=0, title="Waits"))
    make_enrolment(officer, waits)
    (course,) = home_of(officer).courses
    assert course.status == "waiting"
    assert course.why.startswith("0 of 1 module complete. Your part is done for now.")
    make_enrolment(officer, make_route(make_course(title="New")))
    assert home_of(officer).courses[0].status == "not_started"
