"""Simultaneous requests on one enrolment: one completion, one award, nothing doubled."""

import threading
import uuid
from contextlib import suppress
from typing import Any
from unittest.mock import patch

import pytest
from django.db import connection

from courses.models import CompletedBy
from jobs.models import Job
from learning.models import CourseCompletion, Enrolment, ModuleCompletion, QuizAttempt
from learning.services import completion as service
from learning.services.enrolment import enrol
from tests.factories.courses import make_course, make_lesson, make_module, make_route
from tests.factories.learning import make_enrolment, make_evidence, save, single
from tests.factories.people import make_person
from tests.races.together import at_once

pytestmark = pytest.mark.django_db(transaction=True)


def complete(enrolment: Enrolment, number: int) -> ModuleCompletion:
    """The module of an enrolment, completed by a session."""
    module = enrolment.required_modules.get().module
    evidence = make_evidence(key=f"attendance:{number}")
    return service.complete_module(enrolment=enrolment, module=module, evidence=evidence, by=None)


def test_forty_completions_at_once_are_one_and_one_award():
    enrolment = make_enrolment(completed_by=CompletedBy.ATTENDANCE, lessons=0)
    found = at_once([lambda: complete(enrolment, 1).pk] * 40)
    assert len(found) == 40
    assert len(set(found)) == 1
    assert ModuleCompletion.objects.count() == 1
    course = CourseCompletion.objects.get()
    assert list(Job.objects.filter(kind="certificates.award").values_list("key", flat=True)) == [f"award:{course.uuid}"]
    assert Job.objects.filter(kind="records.publish_record").count() == 2


def test_without_the_lock_two_meet_and_the_constraint_decides():
    """On PostgreSQL both read "none yet" and one insert is refused; SQLite lets one writer in at a time anyway."""
    enrolment = make_enrolment(completed_by=CompletedBy.ATTENDANCE, lessons=0)
    meeting, met = threading.Barrier(2), []
    read = service._standing

    def read_together(*args: Any) -> ModuleCompletion | None:
        found = read(*args)
        if found is None:
            with suppress(threading.BrokenBarrierError):
                meeting.wait(timeout=2)
                met.append(True)
        return found

    with (
        patch.object(service, "lock", lambda row: Enrolment.objects.get(pk=row.pk)),
        patch.object(service, "_standing", read_together),
    ):
        found = at_once([lambda: complete(enrolment, 1).pk] * 2)
    assert len(met) == (2 if connection.vendor == "postgresql" else 0)
    assert len(set(found)) == 1
    assert ModuleCompletion.objects.count() == 1


def test_twenty_enrolments_at_once_are_one():
    person, route = make_person(), make_route(make_course(modules=2))
    found = at_once([lambda: enrol(person=person, route=route, by=None).pk] * 20)
    assert (len(found), len(set(found))) == (20, 1)
    assert Enrolment.objects.get().required_modules.count() == 2


def test_one_form_sent_ten_times_at_once_is_one_answer():
    course = make_course(modules=0)
    lesson = make_lesson(make_module(course), blocks=[single(must_be_right=True)])
    enrolment, key = make_enrolment(route=make_route(course)), uuid.uuid4()
    found = at_once([lambda: save(enrolment, lesson, {"q-single": ["i1"]}, form_key=key).outcomes[0].done] * 10)
    assert found == [False] * 10
    assert QuizAttempt.objects.count() == 1


def test_ten_different_answers_at_once_are_numbered_one_to_ten():
    course = make_course(modules=0)
    lesson = make_lesson(make_module(course), blocks=[single(must_be_right=True)])
    enrolment = make_enrolment(route=make_route(course))
    at_once([lambda: save(enrolment, lesson, {"q-single": ["i1"]})] * 10)
    assert sorted(QuizAttempt.objects.values_list("number", flat=True)) == list(range(1, 11))
