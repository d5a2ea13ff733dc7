from datetime import timedelta

import icalendar
import pytest
from django.urls import reverse
from django.utils import timezone

from cohorts.models import CalendarFeed
from cohorts.services.calendar import renew_feed, token_of
from cohorts.views.calendar import DOOR
from tests.factories.cohorts import make_cohort, make_member, make_session

pytestmark = pytest.mark.django_db
SETTINGS = "/learn/sessions/calendar/"


@pytest.fixture
def session(officer, trainer):
    cohort = make_cohort(trainers=[trainer])
    make_member(cohort, officer)
    return make_session(cohort, starts_at=timezone.now() + timedelta(days=9))


def address(token: str) -> str:
    return reverse("cohorts:calendar_feed", args=[token])


def starts(response) -> list:
    return [event.start for event in icalendar.Calendar.from_ical(response.content).events]


@pytest.mark.parametrize("who", ["officer", "trainer"])
def test_a_member_and_a_trainer_get_the_file_of_a_session(client, session, who, request):
    client.force_login(request.getfixturevalue(who))
    response = client.get(reverse("cohorts:session_file", args=[session.uuid]))
    assert response["Content-Type"] == "text/calendar; charset=utf-8"
    assert starts(response) == [session.starts_at.replace(microsecond=0)]


def test_a_stranger_gets_no_file(client, session, resident):
    client.force_login(resident)
    assert client.get(reverse("cohorts:session_file", args=[session.uuid])).status_code == 404


def test_the_feed_answers_without_sign_in_and_says_when_nothing_is_new(client, session, officer):
    page = address(token_of(renew_feed(person=officer)))
    first = client.get(page)
    assert starts(first) == [session.starts_at.replace(microsecond=0)]
    again = client.get(page, headers={"If-None-Match": first["ETag"]})
    assert (again.status_code, again.content) == (304, b"")
    make_session(session.cohort, starts_at=timezone.now() + timedelta(days=12))
    changed = client.get(page, headers={"If-None-Match": first["ETag"]})
    assert (changed.status_code, len(starts(changed))) == (200, 2)


def test_a_wrong_address_is_the_page_that_is_not_there_and_soon_too_many(client, officer, monkeypatch):
    moment = timezone.now()
    monkeypatch.setattr(timezone, "now", lambda: moment)  # turns come back while a slow machine asks
    right = address(token_of(renew_feed(person=officer)))
    for _number in range(DOOR.times - 1):
        client.get(address("1-wrong"))
    assert client.get(right).status_code == 200  # what is right costs no turn
    assert [client.get(address("1-wrong")).status_code for _twice in range(2)] == [404, 429]


def test_the_address_is_made_renewed_and_stopped_on_its_page(client, officer):
    client.force_login(officer)
    assert client.get(SETTINGS).context["address"] == ""
    shown = []
    for act in ("renew", "renew", "stop"):
        assert client.post(SETTINGS, {"act": act}).url == SETTINGS
        shown.append(client.get(SETTINGS).context["address"])
    first, second, third = shown
    assert (third, CalendarFeed.objects.get().number) == ("", 2)
    assert [first != second, first.endswith(".ics"), "/learn/calendar/" in second] == [True] * 3
