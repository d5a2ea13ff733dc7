"""The practice log and my record, as pages."""

import uuid

import pytest
from django.urls import reverse
from django.utils import timezone

from courses.models import CompletedBy, ModulePage
from learning.models import PracticeEntry
from tests.factories.learning import make_enrolment, make_entry
from tests.factories.people import make_person

pytestmark = pytest.mark.django_db


@pytest.fixture
def mine(client, officer):
    client.force_login(officer)
    return make_enrolment(officer, completed_by=CompletedBy.PRACTICE, lessons=0)


def sent(mine, **fields):
    module = mine.required_modules.get().module_id
    return {
        "form_key": uuid.uuid4(),
        "module": module,
        "happened_on": timezone.localdate().isoformat(),
        "topic": "COMPANY",
        "did": ["LISTENED", "POINTED"],
    } | fields


def test_the_log_is_mine_alone(client, mine):
    make_entry(make_enrolment(make_person(), mine.route), place="Their street")
    make_entry(mine, place="My street")
    page = client.get(reverse("learning:log")).content.decode()
    assert "My street" in page
    assert "Their street" not in page
    assert "1 of 3 entries, until" in page


@pytest.mark.parametrize("count", [1, 3])
def test_the_log_asks_the_same_number_of_queries(client, mine, count, django_assert_num_queries):
    ModulePage.objects.update(needed=9)
    for _entry in range(count):
        make_entry(mine)
    client.get(reverse("learning:log"))
    with django_assert_num_queries(10):
        client.get(reverse("learning:log"))


def test_today_is_chosen_and_two_answers_are_enough(client, mine):
    page = client.get(reverse("learning:new_entry"))
    assert f'value="{timezone.localdate().isoformat()}"' in page.content.decode()
    for _time in range(2):
        answer = client.post(reverse("learning:new_entry"), values := sent(mine, form_key=FIRST))
    assert answer.headers["Location"] == reverse("learning:log")
    assert PracticeEntry.objects.get().did == values["did"]


FIRST = uuid.UUID("8a6e0804-2bd0-4672-b79d-d97027f9071a")


def test_what_is_missing_is_said_and_what_was_typed_stays(client, mine):
    page = client.post(reverse("learning:new_entry"), sent(mine, topic="", did=[], place="Low Mill"))
    assert page.context["form"].errors == {"topic": ["Choose a topic."], "did": ["Choose what you did."]}
    assert 'value="Low Mill"' in page.content.decode()
    assert PracticeEntry.objects.count() == 0


def test_a_day_to_come_is_an_error_at_its_field(client, mine):
    page = client.post(reverse("learning:new_entry"), sent(mine, happened_on="2999-01-01"))
    assert page.context["form"].errors == {"happened_on": ["Choose today or a day before it."]}


def test_the_third_entry_completes_the_course(client, mine):
    make_entry(mine)
    make_entry(mine)
    answer = client.post(reverse("learning:new_entry"), sent(mine), follow=True)
    assert "Your certificate is on its way." in answer.content.decode()
    assert "None of your courses waits" in client.get(reverse("learning:new_entry")).content.decode()


def test_removing_asks_first(client, mine):
    entry = make_entry(mine)
    url = reverse("learning:remove_entry", args=[entry.uuid])
    client.get(url)
    assert PracticeEntry.objects.count() == 1
    client.post(url)
    assert PracticeEntry.objects.count() == 0


def test_an_outsider_cannot_remove_it(client, mine, outsider):
    entry = make_entry(mine)
    client.force_login(outsider)
    assert client.post(reverse("learning:remove_entry", args=[entry.uuid])).status_code == 404
    assert PracticeEntry.objects.count() == 1
