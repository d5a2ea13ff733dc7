"""The path of a course: how long, when, what has no date, and what is done folded away."""

import datetime

import pytest
from django.utils import timezone

from courses.models import CompletedBy
from learning import registry
from learning.registry import Meeting
from learning.services.standing import standings
from learning.views import words
from learning.views.path import FOLD_FROM, with_times
from tests.factories.courses import make_course, make_module, make_route
from tests.factories.learning import make_enrolment, make_module_completion

pytestmark = pytest.mark.django_db


def path_of(enrolment):
    rows = standings([enrolment])[enrolment.pk]
    return with_times(enrolment, words.path_items(enrolment, rows, None, {}), rows)


def test_each_module_says_how_long_and_when_or_that_no_session_is_planned(monkeypatch, officer):
    course = make_course(modules=0)
    make_module(course, lessons=2, code="ready")
    session = make_module(course, completed_by=CompletedBy.ATTENDANCE, code="session")
    enrolment = make_enrolment(officer, make_route(course))
    monkeypatch.setattr(registry, "_meetings", [])
    found = path_of(enrolment)
    assert [item["detail"] for item in found["items"]] == [
        "0 of 2 lessons · 20 minutes",
        f"2 hours · No date for {session.title} is planned yet",
    ]
    assert found["undated"] == [session]
    later, soon = (
        Meeting(session.pk, timezone.now() + datetime.timedelta(days=days), "Low Mill Hub", "/s/") for days in (9, 2)
    )
    monkeypatch.setattr(registry, "_meetings", [lambda person: [later, soon] if person == officer else []])
    found = path_of(enrolment)
    assert [item["meeting"] for item in found["items"]] == [None, soon]
    assert (found["items"][1]["detail"], found["undated"]) == ("2 hours", [])


def test_on_a_long_path_what_is_done_is_folded(officer):
    course = make_course(modules=FOLD_FROM)
    enrolment = make_enrolment(officer, make_route(course))
    assert path_of(enrolment)["folded"] == []
    done = make_module_completion(enrolment).module
    found = path_of(enrolment)
    assert ([item["title"] for item in found["folded"]], len(found["items"])) == ([done.title], FOLD_FROM - 1)


def test_on_a_short_path_nothing_is_folded(officer):
    enrolment = make_enrolment(officer, modules=2)
    make_module_completion(enrolment)
    found = path_of(enrolment)
    assert (found["folded"], len(found["items"])) == ([], 2)
