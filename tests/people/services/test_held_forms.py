"""Forms that met the sign-in wall."""

from datetime import timedelta

import pytest
from django.utils import timezone

from people.models import HeldForm
from people.services import held_forms
from people.services.held_forms import Typed, typed_in

TYPED = Typed([("form_key", "k"), ("did", "Sat with her")], whole=True)


def hold(person, browser="one", typed=TYPED, address="/learn/log/new/"):
    return held_forms.hold(person=person, browser=browser, address=address, typed=typed)


@pytest.mark.parametrize("name", ["password", "password1", "code", "join_code", "digits", "csrf_token", "pin", "otp"])
def test_a_secret_is_never_kept_and_its_lack_is_known(name):
    assert typed_in(sent=[(name, ["123456"]), ("note", ["a"])]) == Typed([("note", "a")], whole=False)


@pytest.mark.parametrize("name", ["opinion", "shopping", "encoded", "r-who-text"])
def test_a_word_that_only_sounds_like_one_is_kept(name):
    assert typed_in(sent=[(name, ["a", "b"])]) == Typed([(name, "a"), (name, "b")], whole=True)


def test_files_and_what_is_too_long_are_left_out():
    assert typed_in(sent=[("note", ["a"])], files=True) == Typed([("note", "a")], whole=False)
    assert typed_in(sent=[("note", ["a" * 200_001])]) == Typed([], whole=False)


@pytest.mark.parametrize("pairs", [[], [("form_key", "k")], [("form_key", "k"), ("note", " ")]])
def test_nothing_typed_is_nothing_held(officer, pairs):
    assert hold(officer, typed=Typed(pairs, whole=True)) is None
    assert HeldForm.objects.count() == 0


def test_a_held_form_is_sealed_and_given_to_its_writer_in_that_browser_only(officer, caretaker):
    held = hold(officer)
    assert "Sat" not in held.sealed + held.browser
    assert held_forms.held_for(person=officer, browser="one") == held
    assert held_forms.opened(held=held, browser="one") == TYPED
    assert held_forms.held_for(person=officer, browser="two") is None
    assert held_forms.held_for(person=officer, browser="") is None
    assert held_forms.held_for(person=caretaker, browser="one") is None
    assert held_forms.opened(held=held, browser="two").pairs == []
    held.person = caretaker
    assert held_forms.opened(held=held, browser="one").pairs == []


def test_the_newest_form_of_a_browser_is_the_one_that_waits(officer, caretaker):
    hold(caretaker)
    hold(officer)
    held = hold(officer, address="/accounts/settings/")
    assert HeldForm.objects.count() == 2
    assert held_forms.held_for(person=officer, browser="one").address == held.address
    held_forms.drop(person=officer, browser="one")
    assert HeldForm.objects.get().person == caretaker


def test_nothing_is_held_for_a_leaver_or_an_endless_address(leaver, officer):
    assert hold(leaver) is None
    assert hold(officer, address="/" + "a" * 1000) is None


def test_after_half_an_hour_it_is_gone(officer):
    held = hold(officer)
    HeldForm.objects.update(held_at=timezone.now() - timedelta(minutes=29))
    assert held_forms.held_for(person=officer, browser="one") == held
    assert held_forms.drop_stale() == 0
    HeldForm.objects.update(held_at=timezone.now() - timedelta(minutes=30))
    assert held_forms.held_for(person=officer, browser="one") is None
    assert [held_forms.drop_stale(), held_forms.drop_stale()] == [1, 0]
