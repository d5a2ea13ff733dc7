"""Completions and sent answers cannot be rewritten or removed, by the ORM or by SQL; a withdrawal can be noted."""

import pytest
from django.db import IntegrityError, connection, transaction

from learning.models import AppendOnlyGate, CourseCompletion, ModuleCompletion, QuizAttempt, ScenarioRun
from learning.services.erasure import forget_rows, open_gate
from tests.factories.courses import make_course, make_lesson, make_module, make_route
from tests.factories.learning import make_course_completion, make_enrolment, save, scenario, single

pytestmark = pytest.mark.django_db
TABLES = {
    "learning_quizattempt": "score = score + 1, out_of = out_of + 1",
    "learning_scenariorun": "ending = 'BX'",
    "learning_modulecompletion": "evidence_line = 'Other'",
    "learning_coursecompletion": "title = 'Other'",
    "learning_coursecompletion_rests_on": "modulecompletion_id = modulecompletion_id + 1",
}


@pytest.fixture
def rows():
    """One row in each of the tables."""
    course = make_course(modules=0)
    lesson = make_lesson(make_module(course), blocks=[single(must_be_right=True), scenario()])
    enrolment = make_enrolment(route=make_route(course))
    save(enrolment, lesson, {"q-single": ["i1"]})
    save(enrolment, lesson, {"s-bus": [1]})
    return make_course_completion(enrolment)


def refused(act):
    """Whether the database refused the act; the test's own transaction goes on."""
    try:
        with transaction.atomic():
            act()
    except IntegrityError as problem:
        return "append-only" in str(problem)
    return False


def sql(statement):
    with connection.cursor() as cursor:
        cursor.execute(statement)
        return cursor.rowcount


@pytest.mark.parametrize("table", TABLES)
def test_sql_changes_no_fact(rows, table):
    assert refused(lambda: sql(f"UPDATE {table} SET {TABLES[table]}"))  # noqa: S608


@pytest.mark.parametrize("table", TABLES)
def test_sql_removes_no_row(rows, table):
    assert refused(lambda: sql(f"DELETE FROM {table}"))  # noqa: S608


@pytest.mark.parametrize("model", [QuizAttempt, ScenarioRun, ModuleCompletion, CourseCompletion])
def test_the_orm_removes_no_row(rows, model):
    if model is CourseCompletion:
        assert refused(lambda: model.objects.all().delete())
    else:
        assert refused(lambda: model.objects.all()._raw_delete("default"))
    assert model.objects.count() == 1


def test_the_orm_changes_no_fact(rows):
    assert refused(lambda: ModuleCompletion.objects.update(title="Other"))
    assert refused(lambda: QuizAttempt.objects.update(answers=["i2"]))
    assert ModuleCompletion.objects.get().title != "Other"


def test_saving_a_row_as_it_is_changes_nothing_and_is_allowed(rows):
    completion = ModuleCompletion.objects.get()
    completion.save()
    assert ModuleCompletion.objects.get() == completion


def test_the_columns_of_a_withdrawal_may_change(rows, trainer):
    from django.utils import timezone

    changed = ModuleCompletion.objects.update(revoked_at=timezone.now(), revoked_by=trainer, revoked_why="Wrong name.")
    assert changed == 1


def test_behind_the_open_gate_a_person_may_be_forgotten(rows):
    person = rows.enrolment.person
    assert forget_rows(model=QuizAttempt, person=person) == 1
    assert forget_rows(model=QuizAttempt, person=person) == 0
    assert AppendOnlyGate.objects.count() == 0
    assert refused(lambda: sql("DELETE FROM learning_scenariorun"))


def test_a_gate_that_fails_closes_behind_itself(rows):
    with pytest.raises(RuntimeError), open_gate(why="test"):
        raise RuntimeError
    assert AppendOnlyGate.objects.count() == 0
