"""Large data for measurements: as many as asked for, and the same people for the same seed."""

import pytest
from django.core.management import CommandError, call_command

from academy.demo.load import TIMES, Load
from courses.models import CompletedBy
from learning.models import CourseCompletion, Enrolment, ModuleCompletion, RequiredModule
from people.models import Assignment, Department, User
from records.models import FeedPosition, LearningRecord
from tests.factories.courses import make_course, make_module, make_route
from tests.factories.people import make_department, make_organisation, make_staff_role

pytestmark = pytest.mark.django_db
FACTS = ("uuid", "given_name", "family_name", "email")


@pytest.fixture
def route():
    """An organisation with two departments and two jobs, and a staff route of two modules."""
    council = make_organisation(name="Northbridge Council")
    for _number in range(2):
        make_department(council)
        make_staff_role()
    course = make_course(modules=1, code="community-connector")
    make_module(course, completed_by=CompletedBy.PRACTICE)
    return make_route(course, code="staff")


def test_without_a_course_and_an_organisation_it_says_what_to_run_first():
    with pytest.raises(CommandError, match="seed_catalogue and seed_demo first"):
        call_command("seed_load", people=1)


def test_each_person_has_a_post_and_three_completions_with_their_records(route, capsys):
    call_command("seed_load", people=7)
    assert capsys.readouterr().out.startswith("7 people, 21 completions (3 each), ")
    assert (User.objects.count(), Assignment.objects.count(), Enrolment.objects.count()) == (7, 7, 21)
    assert (CourseCompletion.objects.count(), ModuleCompletion.objects.count()) == (21, 42)
    assert RequiredModule.objects.count() == 42
    assert {whole.rests_on.count() for whole in CourseCompletion.objects.all()} == {2}
    assert LearningRecord.objects.count() == 63
    numbers = list(LearningRecord.objects.order_by("change_seq").values_list("change_seq", flat=True))
    assert numbers == list(range(1, 64))
    assert FeedPosition.objects.get().last_seq == 63


def test_a_second_call_goes_on_where_the_first_ended(route):
    call_command("seed_load", people=2)
    call_command("seed_load", people=3)
    assert sorted(User.objects.values_list("email", flat=True)) == [f"load-{at}@load.example" for at in range(5)]
    assert FeedPosition.objects.get().last_seq == LearningRecord.objects.count() == 45


def test_batches_change_nothing_and_the_same_seed_gives_the_same_people(route, monkeypatch):
    monkeypatch.setattr("academy.management.commands.seed_load.BATCH", 2)
    call_command("seed_load", people=5, seed=8)
    people = list(User.objects.order_by("pk").values_list(*FACTS))
    wholes = list(CourseCompletion.objects.order_by("pk").values_list("uuid", "completed_on"))
    assert (len(people), len(wholes), TIMES) == (5, 15, 3)
    again = Load(Department.objects.first().organisation, route, 8)
    drawn = drawn_by(again, 5)
    assert [tuple(getattr(person, name) for name in FACTS) for person in drawn.people] == people
    assert [(whole.uuid, whole.completed_on) for whole in drawn.courses] == wholes
    other = drawn_by(Load(again.organisation, route, 9), 5)
    assert not {person.uuid for person in other.people} & {person.uuid for person in drawn.people}


def drawn_by(load: Load, count: int):
    """The rows of so many people, not written."""
    return load.draw(range(count))
