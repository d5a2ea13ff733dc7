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
    act = registry.Act("/cms/moving/1/", "Move 23 people")
    registry.affects_too(lambda page: ["2 sessions in the next week use it."])
    registry.affects(lambda page: [act, "23 people are part-way."])
    told = ["23 people are part-way.", "2 sessions in the next week use it.", act]
    assert registry.who_is_affected(Page()) == told
    assert registry.reasons_to_keep(Page()) == []


def test_those_who_have_a_module_complete_are_counted_by_upper_apps():
    assert registry.holders_of(Page()) == 0

    @registry.counts_holders
    def holders(module):
        return 140

    registry.counts_holders(holders)  # registered once, however often the module is read
    assert registry.holders_of(Page()) == 140


def test_the_dates_and_the_acts_of_a_course_come_from_upper_apps(monkeypatch):
    monkeypatch.setattr(registry, "_dates", [])
    monkeypatch.setattr(registry, "_acts", [])
    act = registry.Act("/learn/x/", "Continue")

    @registry.tells_dates
    def dates(course):
        return [f"{course.title} on Tuesday"]

    @registry.offers_acts
    def acts(course, person):
        return [act] if person == "Omar" else []

    registry.tells_dates(dates)  # registered once, however often the module is read
    registry.offers_acts(acts)
    course = Page(title="Connector")
    assert registry.dates_of(course) == ["Connector on Tuesday"]
    assert (registry.acts_on(course, "Omar"), registry.acts_on(course, "Rosa")) == ([act], [])


def test_a_lesson_is_played_by_whoever_plays_lessons_or_by_nobody(monkeypatch):
    monkeypatch.setattr(registry, "_players", [])
    assert registry.played("lesson", "request", "learner") is None
    player = registry.plays(lambda *asked: asked)
    assert registry.plays(player) is player
    assert registry.played("lesson", "request", "learner") == ("lesson", "request", "learner")
    assert registry._players == [player]


def test_a_page_is_shown_by_the_first_app_that_knows_the_mode_in_the_modes_of_all(monkeypatch):
    monkeypatch.setattr(registry, "_players", [])
    monkeypatch.setattr(registry, "_modes", [])
    assert (registry.played(Page(), None, "large"), registry.modes_of(Page())) == (None, [])

    @registry.plays
    def quiet(page, request, mode):
        return None

    @registry.plays
    def by_route(page, request, mode):
        return f"{page.title}, {mode}" if mode == "route:1" else None

    @registry.adds_modes
    def modes(page):
        return [("route:1", "By route: Staff")]

    for answer in (quiet, by_route):
        registry.plays(answer)
    registry.adds_modes(modes)  # registered once, however often the module is read
    assert registry.played(Page(title="Ready"), None, "route:1") == "Ready, route:1"
    assert registry.played(Page(title="Ready"), None, "") is None
    assert registry.modes_of(Page()) == [("route:1", "By route: Staff")]
