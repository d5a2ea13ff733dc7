"""One's own change: told after the second time, and to nobody else."""

import pytest
from django.urls import reverse

from learning.services.player import playing
from learning.views.change import rows_of
from tests.factories.courses import make_course, make_lesson, make_module, make_route, make_scale
from tests.factories.learning import make_enrolment, save

pytestmark = pytest.mark.django_db


def asked(key, moment):
    return {"type": "confidence", "id": key, "value": {"items": "relational-five", "moment": moment}}


@pytest.fixture
def mine(officer):
    """A lesson that asks before and after."""
    make_scale(rows={"listen": "I can listen.", "point": "I know where."})
    course = make_course(modules=0)
    lesson = make_lesson(make_module(course), blocks=[asked("before", "BEFORE"), asked("after", "AFTER")])
    return make_enrolment(officer, make_route(course)), lesson


def test_after_the_second_time_the_screen_shows_both_numbers_and_asks_again_on_request(client, officer, mine):
    enrolment, lesson = mine
    client.force_login(officer)
    place = [enrolment.uuid, lesson.get_parent().slug, lesson.slug]
    first, second = (reverse("learning:lesson", args=[*place, number]) for number in (1, 2))

    def send(url, **answers):
        sent = client.get(url + "?again=1").context["envelope"].initial
        return client.post(url, {key: sent[key] for key in ("form_key", "revision", "shown")} | answers).url

    assert send(first, **{"before-listen": "3", "before-point": "skip"}) == second
    assert client.get(second).context["changed"] == []
    assert send(second, **{"after-listen": "7", "after-point": "5"}) == f"{second}#feedback"
    page = client.get(second).content.decode()
    assert "Before: 3 · After: 7" in page
    assert "I know where." not in page.split("player-nav")[0]
    assert client.get(second + "?again=1").context["changed"] == []


def test_who_skipped_the_first_time_goes_on(mine):
    enrolment, lesson = mine
    save(enrolment, lesson, {"before": {"listen": None}})
    save(enrolment, lesson, {"after": {"listen": 4}})
    now = playing(enrolment=enrolment, lesson=lesson)
    assert [rows_of(now, screen.activity) for screen in now.screens] == [[], []]
