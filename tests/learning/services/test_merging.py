"""Two entries with courses under way become one person's: what was complete counts, with its date."""

import datetime

import pytest

from jobs.models import Job
from learning.models import CourseCompletion, Enrolment, LessonProgress, ModuleCompletion
from learning.services.merging import clashes, clashes_in_words, hand_over_enrolments
from tests.factories.courses import make_course, make_lesson, make_module, make_route
from tests.factories.learning import finish, make_enrolment, make_entry, make_module_completion
from tests.factories.people import make_person

pytestmark = pytest.mark.django_db
FIRST, SECOND = datetime.date(2026, 2, 3), datetime.date(2026, 3, 4)


def two_with(**course):
    """Two entries on one course, and its modules in order."""
    route = make_route(make_course(**course))
    gone, kept = make_enrolment(route=route), make_enrolment(route=route)
    return gone, kept, [row.module for row in gone.required_modules.all()]


def test_a_course_of_one_of_them_moves_as_it_is():
    enrolment, kept = make_enrolment(), make_person()
    assert hand_over_enrolments(enrolment.person, kept) == 1
    enrolment.refresh_from_db()
    assert (enrolment.person, enrolment.status) == (kept, "OPEN")


def test_the_one_with_more_done_goes_on_whosever_it_was():
    gone, kept, modules = two_with(modules=2)
    assert clashes(gone=gone.person, kept=kept.person)[0].stays == kept
    make_module_completion(gone, modules[0])
    clash = clashes(gone=gone.person, kept=kept.person)[0]
    assert (clash.stays, clash.goes) == (gone, kept)
    assert gone.course.title in clashes_in_words(gone.person, kept.person)[0]


def test_what_was_complete_in_the_other_is_carried_over_and_the_course_is_complete():
    gone, kept, modules = two_with(modules=3)
    make_module_completion(kept, modules[0])
    make_module_completion(kept, modules[1])
    old = make_module_completion(gone, modules[2], happened_on=FIRST, key="attendance:7", place="Low Mill")
    hand_over_enrolments(gone.person, kept.person)
    carried = ModuleCompletion.objects.standing().get(module=modules[2])
    assert (carried.enrolment, carried.happened_on, carried.evidence_key, carried.place) == (
        *(kept, FIRST, "attendance:7"),
        "Low Mill",
    )
    assert (carried.edition, carried.completed_at) == (old.edition, old.completed_at)
    old.refresh_from_db()
    assert "two entries" in old.revoked_why
    assert CourseCompletion.objects.standing().get().enrolment == kept
    assert list(Enrolment.objects.filter(person=kept.person).order_by("status").values_list("status", flat=True)) == [
        *("COMPLETED", "LEFT")
    ]
    assert Job.objects.filter(kind="certificates.award").count() == 1


def test_a_module_that_both_completed_stands_in_both_with_its_own_date():
    gone, kept, modules = two_with(modules=2)
    make_module_completion(gone, modules[0], happened_on=FIRST)
    make_module_completion(kept, modules[0], happened_on=SECOND)
    hand_over_enrolments(gone.person, kept.person)
    days = ModuleCompletion.objects.standing().values_list("happened_on", flat=True)
    assert set(days) == {FIRST, SECOND}


def test_lessons_and_practice_of_both_count_together():
    course = make_course(modules=0)
    lessons = make_module(course, completed_by="LESSONS", lessons=0)
    first, second = make_lesson(lessons), make_lesson(lessons)
    practice = make_module(course, completed_by="PRACTICE", needed=2, within_days=90)
    route = make_route(course)
    gone, kept = make_enrolment(route=route), make_enrolment(route=route)
    finish(gone, first)
    finish(kept, second)
    make_entry(gone)
    make_entry(kept)
    hand_over_enrolments(gone.person, kept.person)
    done = ModuleCompletion.objects.standing().filter(enrolment=kept)
    assert set(done.values_list("module", flat=True)) == {lessons.pk, practice.pk}
    assert LessonProgress.objects.filter(enrolment=kept).count() == 2


def test_a_lesson_finished_in_the_one_counts_although_the_other_had_opened_it():
    course = make_course(modules=0)
    lesson = make_lesson(make_module(course, completed_by="LESSONS", lessons=0))
    make_lesson(lesson.get_parent().specific)
    make_module(course, completed_by="PRACTICE", needed=2, within_days=90)
    route = make_route(course)
    gone, kept = make_enrolment(route=route), make_enrolment(route=route)
    make_entry(kept)  # the one with more done goes on
    LessonProgress.objects.create(enrolment=kept, lesson=lesson)
    finish(gone, lesson)
    finished_at = LessonProgress.objects.get(enrolment=gone).finished_at
    hand_over_enrolments(gone.person, kept.person)
    [row] = LessonProgress.objects.all()
    assert (row.enrolment.status, row.finished_at) == (Enrolment.Status.OPEN, finished_at)


def test_called_twice_nothing_more_happens():
    gone, kept, _modules = two_with(modules=2)
    assert hand_over_enrolments(gone.person, kept.person) == 1
    assert hand_over_enrolments(gone.person, kept.person) == 0
    assert Enrolment.objects.open().count() == 1
