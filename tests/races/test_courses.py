"""Two administrators bring in one course at once, or approve one page. On SQLite and on PostgreSQL."""

import io
from functools import partial

import pytest
from wagtail.models import PageLogEntry, TaskState

from courses.models import CoursePage, LessonPage, Route
from courses.services.copying import copy_course
from courses.services.transfer.importing import import_course
from courses.services.transfer.writing import How
from people.permissions import EDITORS
from tests.factories.courses import make_course, make_index, make_lesson, make_module
from tests.factories.people import make_person
from tests.factories.reviews import decide, put_under_review, submit
from tests.factories.travel import make_rich_course, taken
from tests.races.together import at_once

pytestmark = pytest.mark.django_db(transaction=True)
WORKERS = 3


def test_imports_at_once_are_one_course():
    sent = taken(make_rich_course())
    outcomes = at_once([lambda: import_course(io.BytesIO(sent), how=How(code="two"))] * WORKERS)
    assert sorted((len(outcome.new) > 0, outcome.problems) for outcome in outcomes) == [
        (False, []),
        (False, []),
        (True, []),
    ]
    assert (CoursePage.objects.count(), LessonPage.objects.count(), Route.objects.count()) == (2, 6, 4)


def test_copies_at_once_under_one_key_are_one_copy():
    course = make_rich_course()
    outcomes = at_once([lambda: copy_course(source=course, title="Two", code="two", key="once").pk] * WORKERS)
    assert outcomes == [CoursePage.objects.get(code="two").pk] * WORKERS


def test_a_page_approved_by_several_at_once_is_approved_once(editor):
    put_under_review(make_index())
    step = submit(make_lesson(make_module(make_course(modules=0))), editor, title="Ready")
    people = [make_person(groups=[EDITORS]) for _each in range(WORKERS)]
    at_once([partial(decide, TaskState.objects.get(pk=step.pk), person) for person in people])
    assert (LessonPage.objects.get().title, LessonPage.objects.get().editions.count()) == ("Ready", 2)
    assert PageLogEntry.objects.filter(action="wagtail.workflow.approve").count() == 1
