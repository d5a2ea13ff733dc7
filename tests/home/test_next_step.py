"""The single next thing, for every kind of thing there is to do."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from courses.models import CompletedBy
from home.next_step import home_of
from learning.models import Enrolment
from learning.services.completion import grant_module
from learning.services.enrolment import leave_course, start_renewal
from tests.factories.cohorts import make_cohort, make_member, make_session
from tests.factories.courses import make_course, make_lesson, make_module, make_route
from tests.factories.learning import finish, make_course_completion, make_enrolment, save, text

pytestmark = pytest.mark.django_db
QUERIES = 20


@pytest.fixture
def course():
    """A session first, then lessons, then practice."""
    course = make_course(modules=0, title="Community Connector")
    make_module(course, completed_by=CompletedBy.ATTENDANCE, code="session", title="The session")
    ready = make_module(course, code="ready", title="Ready")
    blocks = [text(f"t{number}") if number % 2 else new_screen(number) for number in range(1, 6)]
    make_lesson(ready, slug="one", title="You already do this", minutes=9, blocks=blocks)
    make_lesson(ready, slug="two", title="Listen", minutes=1)
    make_module(course, completed_by=CompletedBy.PRACTICE, code="try-it", title="Try it", needed=1)
    return course


@pytest.fixture
def enrolment(course, officer):
    return make_enrolment(officer, make_route(course))


def new_screen(number: int) -> dict[str, object]:
    """Ends a screen."""
    return {"type": "new_screen", "id": f"n{number}", "value": None}


def grant(enrolment: Enrolment, trainer, *codes: str) -> None:
    """These modules stand complete."""
    for required in enrolment.required_modules.filter(module__code__in=codes).select_related("module"):
        grant_module(enrolment=enrolment, module=required.module, reason="Seen.", by=trainer)


def lesson_of(enrolment: Enrolment, slug: str):
    module = enrolment.required_modules.get(module__code="ready").module
    return module.get_children().get(slug=slug).specific


def test_nobody_on_a_course_has_no_next_step(officer):
    home = home_of(officer)
    assert (home.step, home.courses, home.finished, home.sessions) == (None, [], [], [])


def test_the_first_lesson_is_next_on_its_first_screen(enrolment, officer):
    step = home_of(officer).step
    assert (step.heading, step.title, step.course) == ("Start here", "You already do this", "Community Connector")
    assert (step.text, step.label) == ("Screen 1 of 3. About 9 minutes left.", "Start")
    assert step.url == reverse("learning:lesson", args=[enrolment.uuid, "ready", "one", 1])
    assert (step.done, step.total) == (0, 3)


def test_after_progress_the_exact_screen_is_next(enrolment, officer):
    save(enrolment, lesson_of(enrolment, "one"), {"t1": None})
    step = home_of(officer).step
    assert (step.heading, step.label) == ("Carry on where you stopped", "Continue")
    assert step.text == "Screen 2 of 3. About 6 minutes left."
    assert step.url == reverse("learning:lesson", args=[enrolment.uuid, "ready", "one", 2])
    save(enrolment, lesson_of(enrolment, "one"), {"t3": None})
    assert home_of(officer).step.url == reverse("learning:lesson", args=[enrolment.uuid, "ready", "one", 3])


def test_a_finished_lesson_hands_over_to_the_next(enrolment, officer):
    finish(enrolment, lesson_of(enrolment, "one"))
    step = home_of(officer).step
    assert (step.heading, step.title, step.label) == ("Next lesson", "Listen", "Start")
    assert step.text == "Screen 1 of 1. About one minute left."


def test_practice_is_next_when_the_lessons_are_done(enrolment, officer, trainer):
    grant(enrolment, trainer, "ready")
    step = home_of(officer).step
    practice = enrolment.required_modules.get(module__code="try-it").module
    assert (step.heading, step.title, step.label) == ("Next: practise", "Try it", "Add an entry")
    assert step.url == f"{reverse('learning:new_entry')}?module={practice.pk}"
    assert (step.done, step.total) == (1, 3)


def test_a_session_without_a_date_says_what_is_missing(enrolment, officer, trainer):
    grant(enrolment, trainer, "ready", "try-it")
    home = home_of(officer)
    (standing,) = [row for row in home.courses[0].modules if not row.complete]
    assert (home.step.heading, home.step.title, home.step.text) == ("Next", "The session", standing.missing)
    assert home.step.url == reverse("learning:module", args=[enrolment.uuid, "session"])


def test_a_session_with_a_date_is_come_to(enrolment, officer, trainer):
    grant(enrolment, trainer, "ready", "try-it")
    cohort = make_cohort(route=enrolment.route, organisation=officer.organisation)
    make_member(cohort, enrolment=enrolment)
    session = make_session(cohort, starts_at=timezone.now() + timedelta(days=3))
    home = home_of(officer)
    assert (home.step.heading, home.sessions) == ("Next: come to the session", [session])


def test_what_one_can_do_alone_comes_before_a_newer_course_that_waits_for_others(enrolment, officer):
    waits = make_route(make_course(completed_by=CompletedBy.ATTENDANCE, lessons=0, title="Waits"))
    make_enrolment(officer, waits)
    home = home_of(officer)
    assert [course.enrolment.course.title for course in home.courses] == ["Waits", "Community Connector"]
    assert home.step.course == "Community Connector"


def test_a_finished_course_is_listed_and_asks_for_nothing(officer):
    completion = make_course_completion(make_enrolment(officer))
    home = home_of(officer)
    assert (home.step, home.courses) == (None, [])
    assert [(course.completion, course.done, course.waits) for course in home.finished] == [(completion, 1, False)]


def test_a_course_that_was_left_is_not_on_the_page(enrolment, officer):
    leave_course(enrolment=enrolment, by=officer)
    assert home_of(officer).courses == []


def test_other_peoples_courses_are_not_on_the_page(enrolment, resident):
    assert home_of(resident).courses == []


@pytest.mark.parametrize("count", [1, 3])
def test_home_asks_the_same_questions_for_one_and_for_three(course, officer, count, django_assert_num_queries):
    for number in range(count):
        other = make_course(modules=1, lessons=2, title=f"Other {number}")
        make_course_completion(make_enrolment(officer, make_route(make_course())))
        enrolment = make_enrolment(officer, make_route(other))
        cohort = make_cohort(route=enrolment.route, organisation=officer.organisation)
        make_member(cohort, enrolment=enrolment)
        make_session(cohort, starts_at=timezone.now() + timedelta(days=3))
    with django_assert_num_queries(QUERIES):
        home = home_of(officer)
        assert [session.where for session in home.sessions] == [None] * count
    assert (len(home.courses), len(home.finished), home.step.label) == (count, count, "Start")


def test_a_refresh_waits_on_the_page_behind_what_somebody_is_in_the_middle_of(course, officer):
    done = make_course_completion(make_enrolment(officer, make_route(course)))
    renewal = start_renewal(completion=done, by=None)
    step = home_of(officer).step
    assert (step.heading, step.label) == ("Time for a refresh", "Start")
    assert step.url.startswith(reverse("learning:course", args=[renewal.uuid]))
    other = make_enrolment(officer, make_route(make_course(lessons=1, title="Other", code="other")))
    Enrolment.objects.filter(pk=other.pk).update(opened_at=renewal.opened_at - timedelta(days=9))
    assert home_of(officer).step.course == "Other"
