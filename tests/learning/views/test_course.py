"""My courses, one course, one module, starting and leaving."""

import datetime

import pytest
from django.urls import reverse
from django.utils import timezone

from courses.models import CompletedBy
from learning.models import Enrolment
from tests.factories.cohorts import make_cohort, make_member, make_session
from tests.factories.courses import make_course, make_module, make_route
from tests.factories.learning import make_course_completion, make_enrolment
from tests.factories.people import make_person

pytestmark = pytest.mark.django_db


@pytest.fixture
def mine(client, officer):
    course = make_course(modules=0, code="connector")
    make_module(course, lessons=1, code="ready")
    make_module(course, completed_by=CompletedBy.ATTENDANCE, code="session")
    make_module(course, completed_by=CompletedBy.PRACTICE, code="try-it")
    client.force_login(officer)
    return make_enrolment(officer, make_route(course, name="Staff"))


def test_my_courses_lists_mine_alone(client, mine):
    make_enrolment(make_person(), mine.route)
    page = client.get(reverse("learning:courses"))
    assert [card["enrolment"] for card in page.context["under_way"]] == [mine]
    assert "0 of 3 modules complete" in page.content.decode()


def test_without_a_course_one_is_shown_the_way(client, officer):
    client.force_login(officer)
    assert "join code" in client.get(reverse("learning:courses")).content.decode()


@pytest.mark.parametrize("count", [1, 3])
def test_my_courses_asks_the_same_number_of_queries(client, officer, count, django_assert_num_queries):
    for _course in range(count):
        make_enrolment(officer)
    client.force_login(officer)
    client.get(reverse("learning:courses"))
    with django_assert_num_queries(9):
        client.get(reverse("learning:courses"))


def test_a_course_begins_with_the_exact_next_screen(client, mine):
    page = client.get(reverse("learning:course", args=[mine.uuid]))
    assert page.context["card"]["url"].endswith("/ready/lesson-1/1/")
    assert [item["status"] for item in page.context["items"]] == ["not_started"] * 3
    assert [item["state"] for item in page.context["items"]] == ["now", "todo", "todo"]


def test_a_complete_course_says_so(client, officer):
    completion = make_course_completion(make_enrolment(officer))
    client.force_login(officer)
    page = client.get(reverse("learning:course", args=[completion.enrolment.uuid]))
    assert "You have completed this course" in page.content.decode()
    assert page.context["card"] is None


@pytest.mark.parametrize("slug", ["ready", "session", "try-it"])
def test_a_module_says_what_it_asks(client, mine, slug):
    page = client.get(reverse("learning:module", args=[mine.uuid, slug]))
    assert page.context["module"].rule_in_words in page.content.decode()


@pytest.fixture
def shown(client, mine, officer):
    """The text of the page of the session's module, for a member of a cohort with a session on this day."""

    def look(days, **facts):
        cohort = make_cohort(route=mine.route, **facts)
        begins = timezone.now() + datetime.timedelta(days=days)
        make_member(cohort, enrolment=mine, joined_at=begins)
        make_session(cohort, starts_at=begins, module=mine.course.get_children().get(slug="session").specific)
        page = client.get(reverse("learning:module", args=[mine.uuid, "session"])).content.decode()
        return " ".join(page.split())

    return look


def test_a_session_to_come_stands_on_the_page_of_its_module(shown):
    page = shown(2)
    assert "/learn/sessions/" in page
    assert "No date is planned" not in page


def test_a_session_that_is_over_says_that_it_waits_for_the_register(shown):
    page = shown(-2)
    assert "It counts as soon as your trainer has saved who was there." in page
    assert "No date is planned" not in page


def test_without_a_date_the_page_offers_to_tell_and_after_leaving_to_join_again(client, mine):
    url = reverse("learning:module", args=[mine.uuid, "session"])
    page = client.get(url).content.decode()
    assert "No date is planned for you yet." in page
    assert "Tell me when there is a date" in page
    client.post(reverse("learning:leave", args=[mine.uuid]))
    page = client.get(url).content.decode()
    assert "You left this course, so no date is kept for you. You can join again." in page
    assert "No date is planned" not in page


def test_where_another_cohort_has_a_date_the_page_leads_there(client, mine):
    cohort = make_cohort(route=mine.route, state="OPEN")
    begins = timezone.now() + datetime.timedelta(days=2)
    make_session(cohort, starts_at=begins, module=mine.course.get_children().get(slug="session").specific)
    page = client.get(reverse("learning:module", args=[mine.uuid, "session"])).content.decode()
    assert "There are others that you can join." in page
    assert f'href="{mine.course.url}"' in page


def test_an_unknown_module_is_404(client, mine):
    assert client.get(reverse("learning:module", args=[mine.uuid, "nothing"])).status_code == 404


def test_an_outsider_gets_404(client, mine, outsider):
    client.force_login(outsider)
    urls = [
        reverse("learning:course", args=[mine.uuid]),
        reverse("learning:module", args=[mine.uuid, "ready"]),
        reverse("learning:leave", args=[mine.uuid]),
    ]
    assert [client.get(url).status_code for url in urls] == [404, 404, 404]


def test_leave_asks_first_and_twice_is_harmless(client, mine):
    url = reverse("learning:leave", args=[mine.uuid])
    assert "What you did stays in your record, and so do your certificates." in client.get(url).content.decode()
    assert Enrolment.objects.get().status == "OPEN"
    assert [client.post(url).status_code, client.post(url).status_code] == [302, 302]
    assert Enrolment.objects.get().status == "LEFT"


def test_a_complete_course_cannot_be_left(client, officer):
    completion = make_course_completion(make_enrolment(officer))
    client.force_login(officer)
    assert client.post(reverse("learning:leave", args=[completion.enrolment.uuid])).status_code == 403


def test_start_takes_up_a_course_one_can_finish_alone(client, officer):
    route = make_route(make_course())
    client.force_login(officer)
    for _time in range(2):
        answer = client.post(reverse("learning:start", args=[route.uuid]))
    assert answer.headers["Location"] == reverse("learning:course", args=[Enrolment.objects.get().uuid])


def test_start_is_a_post(client, officer):
    client.force_login(officer)
    assert client.get(reverse("learning:start", args=[make_route(make_course()).uuid])).status_code == 405


def test_a_route_with_a_session_needs_a_cohort(client, officer):
    route = make_route(make_course(completed_by=CompletedBy.ATTENDANCE))
    client.force_login(officer)
    assert client.post(reverse("learning:start", args=[route.uuid])).status_code == 403
    assert Enrolment.objects.count() == 0


def test_a_staff_route_is_for_those_with_a_post(client, resident):
    client.force_login(resident)
    assert client.post(reverse("learning:start", args=[make_route(make_course()).uuid])).status_code == 403
    anyone = make_route(make_course(), audience="ANY")
    assert client.post(reverse("learning:start", args=[anyone.uuid])).status_code == 302


def test_a_closed_route_is_404(client, officer):
    route = make_route(make_course(), closed_on="2026-01-01")
    client.force_login(officer)
    assert client.post(reverse("learning:start", args=[route.uuid])).status_code == 404
