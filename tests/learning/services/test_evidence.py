"""Learning's own evidence."""

import datetime

import pytest
from django.utils import timezone

from courses.models import CompletedBy
from learning.models import Enrolment
from learning.services.completion import withdraw_module
from learning.services.evidence import grant_evidence, is_due, newest_fact, own_evidence
from tests.factories.learning import finish, make_enrolment, make_entry

pytestmark = pytest.mark.django_db


def module_of(enrolment):
    return enrolment.required_modules.first().module


def test_a_grant_is_dated_and_keeps_its_reason_trimmed(trainer):
    found = grant_evidence(by=trainer, reason="  Did it before. ", day=datetime.date(2026, 3, 4))
    assert (found.kind, found.reason, found.led_by) == ("GRANT", "Did it before.", "Tess")


def test_lessons_began_with_the_first_and_last_as_long_as_they_say():
    enrolment = make_enrolment(modules=2)
    module = module_of(enrolment)
    finish(enrolment, module.get_children().first().specific)
    found = own_evidence(enrolment=enrolment, module=module)
    assert (found.kind, found.minutes, found.started_on) == ("LESSONS", 10, timezone.localdate())


def test_only_the_entries_that_count_are_told():
    enrolment = make_enrolment(completed_by=CompletedBy.PRACTICE, lessons=0)
    Enrolment.objects.update(opened_at=timezone.now() - datetime.timedelta(days=200))
    enrolment.refresh_from_db()
    for days_ago in (190, 10, 5):
        make_entry(enrolment, days_ago=days_ago)
    assert is_due(enrolment=enrolment, module=module_of(enrolment)) is False
    last = make_entry(enrolment, days_ago=0)
    completion = enrolment.module_completions.get()
    assert completion.evidence_line == "3 entries in the practice log."
    assert completion.started_on == timezone.localdate() - datetime.timedelta(days=10)
    assert newest_fact(enrolment=enrolment, module=module_of(enrolment)) == last.noted_at


def test_a_session_is_never_due_by_itself():
    enrolment = make_enrolment(completed_by=CompletedBy.ATTENDANCE, lessons=0)
    assert is_due(enrolment=enrolment, module=module_of(enrolment)) is False


def test_something_newer_than_a_withdrawal_makes_it_due_again(trainer):
    enrolment = make_enrolment(completed_by=CompletedBy.PRACTICE, lessons=0)
    for _time in range(3):
        make_entry(enrolment)
    withdraw_module(completion=enrolment.module_completions.get(), why="Not theirs.", by=trainer)
    enrolment.refresh_from_db()
    assert is_due(enrolment=enrolment, module=module_of(enrolment)) is False
    make_entry(enrolment)
    assert enrolment.module_completions.filter(revoked_at__isnull=True).count() == 1
