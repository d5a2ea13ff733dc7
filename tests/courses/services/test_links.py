import threading
import time
from datetime import date

import pytest
from django.utils import timezone

from courses.models import Resource
from courses.services import links, outgoing
from courses.services.links import AT_ONCE, Checked, check_links
from jobs import registry, tasks

pytestmark = pytest.mark.django_db
BEFORE = date(2026, 1, 5)


def make(*answers):
    return [
        Resource.objects.create(
            title=f"Place {number}", why="Look.", link=f"https://{number}.{answer}.example/", no_answer_on=BEFORE
        )
        for number, answer in enumerate(answers)
    ]


@pytest.fixture
def asked(monkeypatch):
    said = {"there": True, "gone": False, "inside": None}
    asked = []

    def answer(link):
        asked.append(link)
        return said[link.split(".")[1]]

    monkeypatch.setattr(links, "answers", answer)
    return asked


def looked(**where):
    checked = check_links(**where)
    assert checked.after is None
    return checked.asked, checked.silent, checked.noted


def dates():
    return list(Resource.objects.order_by("pk").values_list("no_answer_on", flat=True))


def test_each_resource_knows_whether_its_link_was_silent_today(asked):
    make("there", "gone", "inside")
    assert looked() == (2, 1, True)
    assert dates() == [None, timezone.localdate(), None]
    assert [link.split(".")[1] for link in asked].count("gone") == 2


def test_where_nothing_answers_it_is_this_site_and_nothing_is_noted(asked):
    make("gone", "gone", "gone", "inside")
    assert looked() == (3, 3, False)
    assert dates() == [BEFORE] * 4


def test_without_any_link_there_is_nothing_to_note_and_nothing_wrong(asked):
    assert looked() == (0, 0, True)


def test_one_address_is_asked_once_for_all_who_name_it(asked):
    for title in ("One", "Two"):
        Resource.objects.create(title=title, why="Look.", link="https://0.there.example/")
    Resource.objects.create(title="None", why="Later.")
    assert looked() == (2, 0, True)
    assert asked == ["https://0.there.example/"]


def test_what_an_editor_put_right_meanwhile_is_left_alone(asked, monkeypatch):
    place, _other = make("gone", "there")

    def ask(found):
        Resource.objects.filter(pk=place.pk).update(link="https://new.example/", no_answer_on=BEFORE)
        return {link: "there" in link for link in found}

    monkeypatch.setattr(links, "_ask", ask)
    assert looked() == (2, 1, True)
    assert dates() == [BEFORE, None]


def test_links_are_asked_sixteen_at_a_time_and_the_next_batch_goes_on_from_there(asked):
    places = make(*["there"] * (AT_ONCE + 1), "gone")
    first = check_links()
    assert (first.asked, first.after) == (AT_ONCE, places[AT_ONCE - 1].pk)
    assert dates() == [None] * AT_ONCE + [BEFORE] * 2
    assert check_links(after=first.after, witness=first.witness) == Checked(
        asked=2, silent=1, noted=True, after=None, witness=places[0].pk
    )
    assert dates() == [None] * (AT_ONCE + 1) + [timezone.localdate()]


def test_a_link_that_answered_is_asked_with_the_next_batch_and_says_that_this_site_gets_out(asked):
    places = make(*["there"] * AT_ONCE, "gone")
    first = check_links()
    assert check_links(after=first.after).noted is False
    assert check_links(after=first.after, witness=first.witness) == Checked(
        asked=1, silent=1, noted=True, after=None, witness=first.witness
    )
    assert (first.witness, dates()) == (places[0].pk, [None] * AT_ONCE + [timezone.localdate()])


def test_where_the_one_that_answered_is_silent_too_nothing_is_noted(asked, monkeypatch):
    make(*["there"] * AT_ONCE, "gone")
    first = check_links()
    monkeypatch.setattr(links, "answers", lambda link: False)
    assert check_links(after=first.after, witness=first.witness) == Checked(
        asked=1, silent=1, noted=False, after=None, witness=first.witness
    )
    assert dates() == [None] * AT_ONCE + [BEFORE]


def test_a_full_last_batch_is_followed_by_an_empty_one(asked):
    make(*["there"] * AT_ONCE)
    first = check_links()
    last = check_links(after=first.after, witness=first.witness)
    assert (last.asked, last.noted, last.after) == (0, True, None)


def test_who_has_not_answered_when_the_time_is_over_is_silent_and_holds_up_nobody(monkeypatch):
    make("there", "stuck")
    stuck = threading.Event()
    monkeypatch.setattr(links, "TURN", 0.2)
    monkeypatch.setattr(links, "answers", lambda link: "there" in link or stuck.wait(20))
    began = time.monotonic()
    try:
        assert looked() == (2, 1, True)
        assert time.monotonic() - began < 5
    finally:
        stuck.set()
    assert dates() == [None, timezone.localdate()]


def test_a_batch_that_a_worker_begins_last_ends_well_before_the_worker_is_stopped():
    assert links.TURN >= 2 * outgoing.AT_MOST
    assert 2 * links.TURN + tasks.GOES_ON.total_seconds() < tasks.TIME_LIMITS[registry.QUICK] - 10
