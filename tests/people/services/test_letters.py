"""Which reminders somebody wants."""

import uuid

import pytest
from wagtail.models import ModelLogEntry

from people import reminders
from people.models import StoppedReminder, User
from people.services import letters


@pytest.fixture(autouse=True)
def two_kinds(monkeypatch):
    monkeypatch.setattr(reminders, "_kinds", {})
    for kind in ("cake", "tea"):
        reminders.reminds(kind, label=f"When there is {kind}.")(lambda now: [])


def stopped(person):
    return list(StoppedReminder.objects.filter(person=person).order_by("kind").values_list("kind", flat=True))


def logged():
    return ModelLogEntry.objects.filter(action="people.choose_letters").count()


def test_stopping_and_starting_again_twice_is_once_and_logged(officer):
    for _time in range(2):
        letters.stop(person=officer, kinds=["tea"], by=None)
    assert (stopped(officer), logged()) == (["tea"], 1)
    for _time in range(2):
        letters.start_again(person=officer, kinds=["tea"], by=officer)
    assert (stopped(officer), logged()) == ([], 2)


def test_choosing_keeps_what_is_ticked_and_leaves_what_we_do_not_know(officer, resident):
    letters.stop(person=officer, kinds=["tea", "of_an_older_release"], by=None)
    letters.choose(person=officer, wanted=["tea", "made up"], by=officer)
    assert stopped(officer) == ["cake", "of_an_older_release"]
    assert stopped(resident) == []


def test_choices_say_what_is_wanted_of_what_there_is(officer):
    letters.stop(person=officer, kinds=["tea"], by=None)
    assert [(each.kind, each.wanted) for each in letters.choices(person=officer)] == [("cake", True), ("tea", False)]
    named = letters.choices(person=officer, kinds=["tea", "of_an_older_release"])
    assert [(each.kind, each.label) for each in named] == [("tea", "When there is tea.")]


def test_a_link_leads_to_its_person_and_after_a_merge_to_the_one_who_stays(officer, resident):
    token = reminders.token_for(resident.uuid, ["tea"])
    assert letters.person_of(token) == (resident, ["tea"])
    User.objects.filter(pk=resident.pk).update(is_active=False, email=None, merged_into=officer)
    assert letters.person_of(token) == (officer, ["tea"])


@pytest.mark.django_db
def test_a_link_that_is_not_ours_leads_to_nobody():
    assert letters.person_of("nobodys") is None
    assert letters.person_of(reminders.token_for(uuid.uuid4(), ["tea"])) is None
