import pytest
from wagtail.models import Page

from courses import registry

pytestmark = pytest.mark.django_db  # a page asks for its content type


@pytest.fixture(autouse=True)
def empty_registry(monkeypatch):
    monkeypatch.setattr(registry, "_keepers", [])
    monkeypatch.setattr(registry, "_affected", [])


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
    registry.affects(lambda page: ["23 people are part-way."])
    registry.affects(lambda page: ["2 sessions next week use it."])
    assert registry.who_is_affected(Page()) == ["23 people are part-way.", "2 sessions next week use it."]
    assert registry.reasons_to_keep(Page()) == []
