"""The path of a course: how long, when, what has no date, and what is done folded away."""

import datetime
from types import SimpleNamespace

import pytest
from django.utils import timezone

from courses import registry as courses_registry
from courses.models import CompletedBy
from learning import registry
from learning.models import Enrolment
from learning.registry import ModuleDate
from learning.services.standing import standings
from learning.views import words
from learning.views.path import FOLD_FROM, session_told, with_times
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
    monkeypatch.setattr(registry, "_dates", [])
    found = path_of(enrolment)
    assert [item["detail"] for item in found["items"]] == [
        "0 of 2 lessons · 20 minutes",
        f"2 hours · No date for {session.title} is planned yet",
    ]
    assert found["undated"] == [session]
    later, soon = (
        ModuleDate(session.pk, timezone.now() + datetime.timedelta(days=days), "Low Mill Hub", "/s/") for days in (9, 2)
    )
    monkeypatch.setattr(registry, "_dates", [lambda person: [later, soon] if person == officer else []])
    found = path_of(enrolment)
    assert [item["date"] for item in found["items"]] == [None, soon]
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


@pytest.fixture
def session():
    """A module that one comes to a session for, of a course with one lesson beside it."""
    return make_module(make_course(modules=1), completed_by=CompletedBy.ATTENDANCE, code="session")


def told(enrolment, module):
    row = next((row for row in standings([enrolment])[enrolment.pk] if row.module.pk == module.pk), None)
    return session_told(enrolment, module, row)


def test_a_session_page_tells_what_is_over_what_is_to_come_and_what_there_is_elsewhere(monkeypatch, officer, session):
    mine = make_enrolment(officer, make_route(session.get_parent().specific))
    now = timezone.now()
    over, soon = (
        ModuleDate(session.pk, now + datetime.timedelta(days=days), "Low Mill Hub", "/s/", is_over=days < 0)
        for days in (-1, 2)
    )
    monkeypatch.setattr(registry, "_dates", [lambda person: [over, soon]])
    monkeypatch.setattr(courses_registry, "_dates", [lambda course: [SimpleNamespace(module_id=session.pk)]])
    assert told(mine, session) == {"over": [over], "coming": [soon], "elsewhere": False}
    monkeypatch.setattr(registry, "_dates", [])
    assert told(mine, session) == {"over": [], "coming": [], "elsewhere": True}
    monkeypatch.setattr(courses_registry, "_dates", [lambda course: [SimpleNamespace(module_id=None)]])
    assert told(mine, session) == {"over": [], "coming": [], "elsewhere": False}


def test_a_session_page_says_why_there_is_no_date_or_nothing_once_it_is_complete(officer, resident, session):
    course = session.get_parent().specific
    mine = make_enrolment(officer, make_route(course))
    lessons = course.get_children().exclude(pk=session.pk).get().specific
    short = make_enrolment(resident, make_route(course, audience="ANY", modules=[lessons]))
    assert told(short, session)["why_none"] == "Your way through this course does not ask for this session."
    mine.status = Enrolment.Status.LEFT
    assert told(mine, session)["why_none"].startswith("You left this course")
    mine.status = Enrolment.Status.OPEN
    make_module_completion(mine, module=session)
    assert told(mine, session) is None
