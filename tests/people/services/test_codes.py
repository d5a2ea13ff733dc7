"""Ways in on paper."""

from datetime import timedelta

import pytest
from django.utils import timezone
from wagtail.models import ModelLogEntry

from people.models import PersonalCode
from people.services import codes

CLAIM, RETURN = PersonalCode.Kind.CLAIM, PersonalCode.Kind.RETURN


def test_a_claim_code_works_once(mentor, trainer):
    code = codes.issue_code(person=mentor, kind=CLAIM, by=trainer)
    assert [codes.use_code(code=code), codes.use_code(code=code)] == [mentor, None]


def test_of_two_tabs_one_gets_the_person(mentor, trainer, monkeypatch):
    code = codes.issue_code(person=mentor, kind=CLAIM, by=trainer)
    looked = codes.person_for_code

    def both_look_before_either_writes(typed):
        found = looked(typed)
        monkeypatch.setattr(codes, "person_for_code", lambda typed: found)
        assert codes.use_code(code=typed) == mentor  # the other tab, in between
        return found

    monkeypatch.setattr(codes, "person_for_code", both_look_before_either_writes)
    assert codes.use_code(code=code) is None
    assert ModelLogEntry.objects.filter(action="people.claim_account").count() == 1


def test_a_return_code_works_until_it_is_replaced(mentor, trainer):
    first = codes.issue_code(person=mentor, kind=RETURN, by=trainer)
    assert [codes.use_code(code=first), codes.use_code(code=first)] == [mentor, mentor]
    second = codes.issue_code(person=mentor, kind=RETURN, by=trainer)
    assert [codes.use_code(code=first), codes.use_code(code=second)] == [None, mentor]


def test_a_claim_code_ends_after_ninety_days(mentor, trainer):
    code = codes.issue_code(person=mentor, kind=CLAIM, by=trainer)
    kept = PersonalCode.objects.get()
    assert kept.expires_at - kept.issued_at == timedelta(days=90)
    PersonalCode.objects.update(expires_at=timezone.now())
    assert codes.use_code(code=code) is None


def test_codes_are_read_however_they_are_typed_and_nothing_else_opens(mentor):
    code = codes.issue_code(person=mentor, kind=RETURN, by=None)
    spaced = f" {code[:4].lower()}-{code[4:8]} {code[8:]}"
    assert codes.person_for_code(spaced).person == mentor
    assert [codes.person_for_code(typed) for typed in ("", "ABC", "A" * 10, "A" * 5000)] == [None] * 4


def test_making_a_code_is_audited_without_the_code(mentor, trainer):
    code = codes.issue_code(person=mentor, kind=RETURN, by=trainer)
    again = codes.issue_code(person=mentor, kind=RETURN, by=trainer)
    entries = ModelLogEntry.objects.filter(action="people.issue_code").order_by("pk")
    assert [entry.data["replaced"] for entry in entries] == [0, 1]
    assert entries[0].user == trainer
    assert not any(secret in str(entry.data) for entry in entries for secret in (code, again))


def test_somebody_with_rights_has_no_code(editor, mentor, administrator):
    with pytest.raises(codes.NoCodeForGroups):
        codes.issue_code(person=editor, kind=RETURN, by=administrator)
    code = codes.issue_code(person=mentor, kind=RETURN, by=administrator)
    mentor.groups.set(editor.groups.all())
    assert codes.use_code(code=code) is None


def test_no_code_lets_a_deactivated_person_in(mentor):
    code = codes.issue_code(person=mentor, kind=RETURN, by=None)
    mentor.is_active = False
    mentor.save(update_fields=["is_active"])
    assert codes.use_code(code=code) is None


def test_codes_survive_a_change_of_key(mentor, settings):
    code = codes.issue_code(person=mentor, kind=RETURN, by=None)
    settings.SECRET_KEY_FALLBACKS = [settings.SECRET_KEY]
    settings.SECRET_KEY = "another-key-0123456789-0123456789-0123456789-0123456789"
    assert codes.use_code(code=code) == mentor


def test_a_code_by_somebody_else_is_known_for_a_week_and_ones_own_is_not(mentor, trainer):
    for by in (None, mentor):
        codes.issue_code(person=mentor, kind=RETURN, by=by)
    assert codes.made_by_others(person=mentor) is None
    codes.issue_code(person=mentor, kind=RETURN, by=trainer)
    codes.issue_code(person=mentor, kind=RETURN, by=mentor)
    assert codes.made_by_others(person=mentor).issued_by == trainer
    PersonalCode.objects.update(issued_at=timezone.now() - timedelta(days=8))
    assert codes.made_by_others(person=mentor) is None
