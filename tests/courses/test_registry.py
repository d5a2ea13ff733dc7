import pytest
from wagtail.models import Page

from courses import registry

pytestmark = pytest.mark.django_db  # a page asks for its content type


@pytest.fixture(autouse=True)
def empty_registry(monkeypatch):
    monkeypatch.setattr(registry, "_keepers", [])
    monkeypatch.setattr(registry, "_affected", [])
    monkeypatch.setattr(registry, "_affected_too", [])
    monkeypatch.setattr(registry, "_holders", [])


def test_a_page_is_kept_for_the_reasons_of_every_app():
    @registry.keeps
    def completions(page):
        return [f"{page.title}: 23 completions rest on this."]

    @registry.keeps
    def sessions(page):
        return []

    registry.keeps(completions)  # registered once, however often the module is read
    assert registry.reasons_to_keep(Page(title="Ready")) == ["Ready: 23 completions rest on this."]
    assert registry.who_is_affected(Page(title="Ready")) == []


def test_who_is_affected_is_asked_of_every_app_in_turn():
    door = registry.Door("/cms/moving/1/", "Move 23 people")
    registry.affects_too(lambda page: ["2 sessions in the next week use it."])
    registry.affects(lambda page: [door, "23 people are part-way."])
    told = ["23 people are part-way.", "2 sessions in the next week use it.", door]
    assert registry.who_is_affected(Page()) == told
    assert registry.reasons_to_keep(Page()) == []


def test_those_who_have_a_module_complete_are_counted_by_upper_apps():
    assert registry.holders_of(Page()) == 0

    @registry.counts_holders
    def holders(module):
        return 140

    registry.counts_holders(holders)  # registered once, however often the module is read
    assert registry.holders_of(Page()) == 140


def test_the_dates_and_the_doors_of_a_course_come_from_upper_apps(monkeypatch):
    monkeypatch.setattr(registry, "_dates", [])
    monkeypatch.setattr(registry, "_doors", [])
    door = registry.Door("/learn/x/", "Continue")

    @registry.tells_dates
    def dates(course):
        return [f"{course.title} on Tuesday"]

    @registry.opens_doors
    def doors(course, person):
        return [door] if person == "Omar" else []

    registry.tells_dates(dates)  # registered once, however often the module is read
    registry.opens_doors(doors)
    course = Page(title="Connector")
    assert registry.dates_of(course) == ["Connector on Tuesday"]
    assert (registry.doors_into(course, "Omar"), registry.doors_into(course, "Rosa")) == ([door], [])


def test_a_lesson_is_played_by_whoever_plays_lessons_or_by_nobody(monkeypatch):
    monkeypatch.setattr(registry, "_players", [])
    assert registry.played("lesson", "request", "learner") is None
    player = registry.plays(lambda *asked: asked)
    assert registry.plays(player) is player
    assert registry.played("lesson", "request", "learner") == ("lesson", "request", "learner")
    assert registry._players == [player]
