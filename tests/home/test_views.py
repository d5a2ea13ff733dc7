"""The front door: what a visitor reads, and what somebody signed in does next."""

import datetime

import pytest
from django.utils import timezone

from people.mail import post
from people.models import Message
from tests.factories.cohorts import make_cohort, make_member, make_place, make_session
from tests.factories.courses import make_course, make_home, make_route
from tests.factories.learning import make_course_completion, make_enrolment

pytestmark = pytest.mark.django_db
QUERIES = 22


@pytest.fixture
def home():
    page = make_home()
    page.introduction = "Short lessons, and two hours with neighbours."
    page.who_runs_it = "Northbridge Council runs this site."
    page.save_revision().publish()
    return page


def words(response) -> str:
    """The page as text."""
    assert response.status_code == 200
    return response.content.decode()


def test_a_visitor_reads_what_this_is_and_finds_both_doors(client, home):
    make_course(title="Community Connector")
    page = words(client.get("/"))
    for line in (home.promise, home.introduction, home.who_runs_it, "Community Connector"):
        assert line in page
    assert page.index('href="/courses/"') < page.index('href="/join/"')
    assert "Hello" not in page


def test_the_front_page_shows_three_courses_and_no_draft(client, home):
    for number in range(1, 5):
        course = make_course(title=f"Course number {number}")
        if number == 1:
            course.unpublish()
    page = words(client.get("/"))
    assert [f"Course number {number}" in page for number in range(1, 6)] == [False, True, True, True, False]


def test_a_front_page_without_courses_still_has_its_doors(client, home):
    page = words(client.get("/"))
    assert 'id="courses"' not in page
    assert 'href="/join/"' in page


def test_somebody_on_no_course_chooses_one_or_types_a_code(client, home, officer):
    client.force_login(officer)
    page = words(client.get("/"))
    assert "Hello, Omar" in page
    assert "Choose a course, or type a join code." in page
    assert home.promise not in page


def test_somebody_on_a_course_has_one_next_step(client, home, officer):
    enrolment = make_enrolment(officer, make_route(make_course(title="Community Connector")))
    client.force_login(officer)
    response = client.get("/")
    page = words(response)
    assert response.context["home"].step.course == "Community Connector"
    assert page.count("continue-card-words") == 1
    assert f'href="{response.context["home"].step.url}"' in page
    assert "0 of 1 modules complete" in page
    assert enrolment.course.title in page


def test_somebody_up_to_date_reads_it_with_the_day_to_refresh(client, home, officer):
    completion = make_course_completion(make_enrolment(officer, make_route(make_course(), validity_months=24)))
    client.force_login(officer)
    page = words(client.get("/"))
    assert "You are up to date." in page
    assert completion.expires_on == datetime.date(2028, 3, 4)
    assert "Refresh it by 4 March 2028" in page


def test_a_coming_session_says_when_where_and_how_to_get_in(client, home, resident):
    place = make_place(resident.organisation, name="Low Mill Hub", access="Step-free from the canal side.")
    cohort = make_cohort(organisation=resident.organisation, place=place)
    make_member(cohort, resident)
    starts = timezone.make_aware(datetime.datetime.combine(timezone.localdate(), datetime.time(14)))
    make_session(cohort, starts_at=starts + datetime.timedelta(days=7))
    client.force_login(resident)
    page = words(client.get("/"))
    for line in ("Next session", "2\u00a0pm", "Low Mill Hub", "Step-free from the canal side."):
        assert line in page


def test_what_no_letter_can_carry_stands_on_the_page_of_its_reader_alone(client, home, caretaker, mentor):
    for person in (caretaker, mentor):
        post(key=f"notice:{person.pk}", person=person, template="people/emails/details_changed", context=context())
    assert Message.objects.by_hand().count() == 2
    client.force_login(caretaker)
    page = words(client.get("/"))
    assert page.count("A message for you") == 1
    assert Message.objects.get(person=caretaker).subject in page
    Message.objects.of(caretaker).update(read_at=timezone.now())
    assert "A message for you" not in words(client.get("/"))


def context() -> dict[str, str]:
    """What the letter about a changed account says."""
    return {"what": "Your password was changed.", "when": timezone.now(), "settings_url": "/accounts/settings/"}


@pytest.mark.parametrize("method", ["post", "put", "delete", "patch"])
def test_the_front_door_takes_nothing(client, home, officer, method):
    client.force_login(officer)
    assert getattr(client, method)("/").status_code == 405


@pytest.mark.parametrize("count", [1, 3])
def test_the_page_asks_the_same_questions_for_one_and_for_three(
    client, home, officer, count, django_assert_num_queries
):
    for number in range(count):
        make_enrolment(officer, make_route(make_course()))
        make_course_completion(make_enrolment(officer, make_route(make_course())))
        post(key=f"n:{number}", person=officer, template="people/emails/details_changed", context=context())
    Message.objects.update(status=Message.Status.BY_HAND)
    client.force_login(officer)
    client.get("/")
    with django_assert_num_queries(QUERIES):
        response = client.get("/")
    assert [len(response.context["courses"]), len(response.context["notices"])] == [count, count]
