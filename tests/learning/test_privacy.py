"""What learning holds is declared, collected in plain values, and private writing goes on request."""

import json

import pytest
from django.core.serializers.json import DjangoJSONEncoder

from learning.models import LessonProgress, ModuleCompletion, QuizAttempt, Reflection
from people.registry import holdings
from tests.factories.courses import make_course, make_lesson, make_module, make_route
from tests.factories.learning import make_course_completion, make_enrolment, reflection, save, single

pytestmark = pytest.mark.django_db


def ours():
    return {holding.label: holding for holding in holdings() if holding.label.startswith("learning.")}


@pytest.fixture
def person(officer):
    """Somebody who answered, wrote and completed."""
    course = make_course(modules=0)
    lesson = make_lesson(make_module(course), blocks=[single(must_be_right=True), reflection()])
    enrolment = make_enrolment(officer, make_route(course))
    save(enrolment, lesson, {"q-single": ["i1"]})
    save(enrolment, lesson, {"r-who": {"text": "Canary", "thought": False}})
    make_course_completion(enrolment)
    return officer


def test_a_person_gets_all_of_their_own(person, outsider):
    found = {label: holding.collect(person) for label, holding in ours().items()}
    assert found["learning.Reflection"][0]["text"] == "Canary"
    assert found["learning.QuizAttempt"][0]["answers"] == ["i1"]
    assert len(found["learning.ModuleCompletion"]) == 1
    assert json.dumps(found, cls=DjangoJSONEncoder)
    assert not any(holding.collect(outsider) for holding in ours().values())


def test_private_writing_and_answers_go_and_completions_stay(person):
    said = {label: holding.erase(person) for label, holding in ours().items()}
    assert said["learning.Reflection"] == "One row removed."
    assert (Reflection.objects.count(), QuizAttempt.objects.count()) == (0, 0)
    assert (ModuleCompletion.objects.count(), LessonProgress.objects.count()) == (1, 1)
    assert said["learning.ModuleCompletion"].startswith("Kept:")
    again = {label: holding.erase(person) for label, holding in ours().items()}
    assert again["learning.Reflection"] == "0 rows removed."
