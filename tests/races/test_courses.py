"""Two administrators bring in one course at once. On SQLite and on PostgreSQL."""

import io
import threading

import pytest
from django.db import connection

from courses.models import CoursePage, LessonPage, Route
from courses.services.copying import copy_course
from courses.services.transfer.importing import import_course
from courses.services.transfer.writing import How
from tests.factories.travel import make_rich_course, taken

pytestmark = pytest.mark.django_db(transaction=True)
WORKERS = 3


def at_once(act):
    outcomes, start = [], threading.Barrier(WORKERS)

    def work():
        start.wait()
        try:
            outcomes.append(act())
        except Exception as error:  # noqa: BLE001  reported by the assertion
            outcomes.append(error)
        finally:
            connection.close()

    threads = [threading.Thread(target=work) for _ in range(WORKERS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(120)
    return outcomes


def test_imports_at_once_are_one_course():
    sent = taken(make_rich_course())
    outcomes = at_once(lambda: import_course(io.BytesIO(sent), how=How(code="two")))
    assert sorted((len(outcome.new) > 0, outcome.problems) for outcome in outcomes) == [
        (False, []),
        (False, []),
        (True, []),
    ]
    assert (CoursePage.objects.count(), LessonPage.objects.count(), Route.objects.count()) == (2, 6, 4)


def test_copies_at_once_under_one_key_are_one_copy():
    course = make_rich_course()
    outcomes = at_once(lambda: copy_course(source=course, title="Two", code="two", key="once").pk)
    assert outcomes == [CoursePage.objects.get(code="two").pk] * WORKERS
