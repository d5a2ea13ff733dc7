"""Forgetting."""

import pytest

from learning.models import AppendOnlyGate, Reflection
from learning.services.erasure import forget_rows, open_gate
from tests.factories.courses import make_course, make_lesson, make_module, make_route
from tests.factories.learning import make_enrolment, reflection, save
from tests.factories.people import make_person

pytestmark = pytest.mark.django_db


def test_forget_rows_takes_one_persons_alone_and_twice_takes_none():
    course = make_course(modules=0)
    lesson = make_lesson(make_module(course), blocks=[reflection()])
    route = make_route(course)
    people = [make_person(), make_person()]
    for person in people:
        save(make_enrolment(person, route), lesson, {"r-who": {"text": "Mine", "thought": False}})
    assert forget_rows(model=Reflection, person=people[0]) == 1
    assert forget_rows(model=Reflection, person=people[0]) == 0
    assert Reflection.objects.get().enrolment.person == people[1]


def test_the_gate_is_open_inside_alone():
    with open_gate(why="test"):
        assert AppendOnlyGate.objects.count() == 1
    assert AppendOnlyGate.objects.count() == 0
