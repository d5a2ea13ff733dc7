"""What is in people's way, as the trainers' pages."""

import datetime

import pytest
from django.urls import reverse

from courses.models import CompletedBy
from learning.models import Obstacle
from learning.services.answering import answer
from tests.factories.cohorts import make_cohort, make_member
from tests.factories.courses import make_course, make_route
from tests.factories.learning import make_entry

pytestmark = pytest.mark.django_db
LIST = "/cohorts/obstacles/"


@pytest.fixture
def members(client, trainer):
    """Five people in a cohort of the trainer, who is signed in."""
    route = make_route(make_course(completed_by=CompletedBy.PRACTICE, lessons=0, title="Connecting"), audience="ANY")
    cohort = make_cohort(route=route, trainers=[trainer], organisation=trainer.organisation, name="Low Mill, autumn")
    client.force_login(trainer)
    members = [make_member(cohort) for _person in range(5)]
    for member in members:
        make_entry(member.enrolment)
    return members


def passed_on(member, words="No bus after six"):
    found = make_entry(member.enrolment, in_the_way=words, pass_on=True).obstacle
    found.asked_at -= datetime.timedelta(weeks=1)
    found.save()
    return found


def text_of(page):
    return " ".join(page.content.decode().split())


def test_the_list_has_the_words_the_course_and_the_month_and_no_more(client, members):
    found = passed_on(members[0])
    page = text_of(client.get(LIST))
    main = page[page.index("<h1>") : page.index("</main>")]
    assert "No bus after six" in main
    assert f"Connecting, {found.asked_at:%B %Y}" in main
    person = members[0].enrolment.person
    for clue in (str(person), str(person.uuid), "Low Mill, autumn", f"{found.asked_at.day} {found.asked_at:%B}"):
        assert clue not in main


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_asks_the_same_number_of_queries(client, members, count, django_assert_num_queries):
    for member in members[:count]:
        passed_on(member)
    client.get(LIST)
    with django_assert_num_queries(5):
        client.get(LIST)


def test_today_says_how_many_wait(client, members):
    today = reverse("cohorts:today")
    assert LIST not in text_of(client.get(today))
    for member in members[:2]:
        passed_on(member)
    assert "2 things that are in people’s way wait for your answer" in text_of(client.get(today))


def test_an_answer_is_given_once(client, members, administrator):
    found = passed_on(members[0])
    url = reverse("cohorts:obstacle", args=[found.uuid])
    assert "Write your answer" in text_of(client.post(url, {"text": " "}))
    for _time in range(2):
        assert client.post(url, {"text": "We asked for a bus."}).headers["Location"] == LIST
    assert "We asked for a bus." in text_of(client.get(LIST))
    page = client.post(url, {"text": "No."}, follow=True)
    assert "Their answer stays." in text_of(page)
    assert Obstacle.objects.get().answer == "We asked for a bus."


def test_whoever_may_not_read_it_finds_nothing(client, members, other_trainer, officer):
    found = passed_on(members[0])
    url = reverse("cohorts:obstacle", args=[found.uuid])
    client.force_login(other_trainer)
    assert client.get(url).status_code == client.post(url, {"text": "Mine"}).status_code == 404
    assert "will stand here, without a name" in text_of(client.get(LIST))
    client.force_login(officer)
    assert client.get(LIST).status_code == client.get(url).status_code == 403
    assert Obstacle.objects.get().answer == ""


def test_what_was_answered_stands_below_what_waits(client, members, trainer):
    answer(asked=passed_on(members[0], "The hall"), text="It is open now.", by=trainer)
    passed_on(members[1], "The bus")
    page = text_of(client.get(LIST))
    assert page.index("The bus") < page.index("The hall")
