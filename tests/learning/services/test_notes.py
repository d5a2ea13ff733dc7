"""What somebody wrote for themselves, and the one reflection they share."""

import datetime

import pytest
from django.utils import timezone

from learning.models import LessonProgress, Promise, Reflection
from learning.services import notes
from learning.services.enrolment import leave_course
from tests.factories.cohorts import make_cohort, make_member
from tests.factories.courses import make_course, make_lesson, make_module, make_route
from tests.factories.learning import finish, make_enrolment, reflection, text

pytestmark = pytest.mark.django_db


@pytest.fixture
def mine(resident, trainer):
    """An enrolment in a cohort of the trainer, with one reflection that may be shared and one that may not."""
    course = make_course(modules=0)
    module = make_module(course)
    make_lesson(module, slug="one", blocks=[text(), reflection("r-share", may_share=True), reflection("r-own")])
    enrolment = make_enrolment(resident, make_route(course, audience="ANY"))
    make_member(make_cohort(route=enrolment.route, trainers=[trainer]), enrolment=enrolment)
    return enrolment


def lesson_of(enrolment):
    return enrolment.required_modules.get().module.get_children().get().specific


def wrote(enrolment, block="r-share", words="She asked first", **fields):
    return Reflection.objects.create(
        enrolment=enrolment, lesson=lesson_of(enrolment), block_id=block, text=words, **fields
    )


def promised(enrolment, **fields):
    given = {"block_id": "p-one", "text": "Ring her", "ask_on": timezone.localdate()} | fields
    return Promise.objects.create(enrolment=enrolment, lesson=lesson_of(enrolment), **given)


def test_a_notebook_holds_what_one_person_wrote_with_its_questions(mine, django_assert_num_queries):
    wrote(mine)
    promised(mine)
    promised(mine, block_id="p-two", text="", skipped=True, ask_on=None)
    other = make_enrolment(route=mine.route)
    wrote(other, words="Theirs")
    with django_assert_num_queries(3):
        (book,) = notes.notebooks(person=mine.person, words={})
    assert [(note.row.text, note.question, note.may_share) for note in book.reflections] == [
        ("She asked first", "Who comes to you?", True)
    ]
    assert [note.row.text for note in book.promises] == ["Ring her"]
    assert "next seven days" in book.promises[0].question


def test_a_note_whose_question_was_taken_out_stays_and_is_not_shared(mine):
    row = wrote(mine, block="r-gone")
    note = notes.note_of(row=row, words={})
    assert (note.question, note.may_share) == ("", False)
    with pytest.raises(notes.NotShareable):
        notes.share(reflection=row, by=mine.person)


def test_share_twice_is_once_and_the_trainer_reads_that_one_alone(mine):
    row = wrote(mine)
    wrote(mine, block="r-own", words="Mine alone")
    assert notes.shared_with_trainers(enrolment=mine, words={}) == []
    first = notes.share(reflection=row, by=mine.person).shared_at
    assert notes.share(reflection=row, by=mine.person).shared_at == first
    assert [note.row.text for note in notes.shared_with_trainers(enrolment=mine, words={})] == ["She asked first"]
    for _time in range(2):
        notes.stop_sharing(reflection=row, by=mine.person)
    assert notes.shared_with_trainers(enrolment=mine, words={}) == []


@pytest.mark.parametrize("fields", [{"block": "r-own"}, {"words": "", "thought_about_it": True}])
def test_what_may_not_be_shared_is_not(mine, fields):
    row = wrote(mine, **fields)
    with pytest.raises(notes.NotShareable):
        notes.share(reflection=row, by=mine.person)


def test_where_nobody_trains_nothing_is_shared(mine):
    alone = make_enrolment(route=mine.route)
    with pytest.raises(notes.NotShareable):
        notes.share(reflection=wrote(alone), by=alone.person)


def test_change_reflection_keeps_the_sharing_until_it_is_emptied(mine):
    row = notes.share(reflection=wrote(mine), by=mine.person)
    row = notes.change_reflection(reflection=row, text=" She laughed ", by=mine.person)
    assert (row.text, row.shared_at is not None) == ("She laughed", True)
    row = notes.change_reflection(reflection=row, text="", by=mine.person)
    assert (row.text, row.thought_about_it, row.shared_at) == ("", True, None)


def test_deleting_a_reflection_leaves_the_finished_lesson(mine):
    finish(mine, lesson_of(mine))
    row = wrote(mine)
    before = LessonProgress.objects.values().get()
    for _time in range(2):
        notes.delete_reflection(reflection=row, by=mine.person)
    assert Reflection.objects.filter(pk=row.pk).count() == 0
    assert LessonProgress.objects.values().get() == before


def test_promises_are_asked_about_from_their_day_until_they_are_answered(mine):
    tomorrow = timezone.localdate() + datetime.timedelta(days=1)
    due = promised(mine)
    promised(mine, block_id="p-later", ask_on=tomorrow)
    promised(mine, block_id="p-never", ask_on=None)
    assert notes.promises_to_ask(mine.person) == [due]
    for kept in ("PARTLY", "YES", "YES"):
        notes.answer_promise(promise=due, kept=kept, by=mine.person)
    due.refresh_from_db()
    assert (due.kept, due.answered_at is not None, notes.promises_to_ask(mine.person)) == ("YES", True, [])
    with pytest.raises(ValueError, match="happened"):
        notes.answer_promise(promise=due, kept="MAYBE", by=mine.person)


def test_nobody_asks_about_a_course_that_was_left(mine):
    promised(mine)
    leave_course(enrolment=mine, by=mine.person)
    assert notes.promises_to_ask(mine.person) == []


def test_a_note_is_found_by_where_it_was_written(mine):
    row, made = wrote(mine), promised(mine)
    module = mine.required_modules.get().module.slug
    place = {"enrolment": mine, "module": module, "lesson": "one"}
    assert notes.find_reflection(**place, block="r-share") == row
    assert notes.find_promise(**place, block="p-one") == made
    assert notes.find_reflection(**place | {"module": "other"}, block="r-share") is None
