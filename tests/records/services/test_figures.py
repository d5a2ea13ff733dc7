"""The figures of the overview."""

import datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from records.models import LearningRecord
from records.services import figures
from tests.factories.people import make_person, make_post
from tests.factories.records import make_record

pytestmark = pytest.mark.django_db
TODAY = datetime.date(2026, 3, 15)


@pytest.fixture
def courses():
    return LearningRecord.objects.filter(item_type=LearningRecord.Item.COURSE)


def test_the_last_months_are_twelve_and_end_with_this_one():
    months = figures.last_months(TODAY)
    assert (len(months), months[0], months[-1]) == (12, datetime.date(2025, 4, 1), datetime.date(2026, 3, 1))


def test_by_month_counts_each_month_and_nothing_before(courses):
    for day in ((2026, 3, 1), (2026, 3, 31), (2025, 4, 1), (2025, 3, 31)):
        make_record(completed_on=datetime.date(*day))
    counts = dict(figures.by_month(courses, figures.last_months(TODAY)))
    assert {month: count for month, count in counts.items() if count} == {
        datetime.date(2025, 4, 1): 1,
        datetime.date(2026, 3, 1): 2,
    }


def test_by_label_has_the_most_first_and_a_name_for_none(courses):
    for department in ("Parks", "Housing", "Housing", "", "Adults"):
        make_record(department=department)
    assert figures.by_label(courses, "department", without="No department") == [
        *(("Housing", 2), ("Adults", 1), ("No department", 1), ("Parks", 1)),
    ]


def test_expiring_counts_running_totals_of_what_is_valid_today(courses):
    for days in (-1, 0, 30, 31, 90, 181):
        make_record(expires_on=TODAY + datetime.timedelta(days=days))
    make_record(expires_on=None)
    assert figures.expiring(courses, TODAY) == ([(30, 2), (90, 4), (180, 4)], 5)


def test_whoever_has_renewed_is_counted_by_the_later_day(courses):
    post = make_post(make_person())
    make_record(post, expires_on=TODAY + datetime.timedelta(days=10))
    make_record(post, expires_on=TODAY + datetime.timedelta(days=1000))
    assert figures.expiring(courses, TODAY) == ([(30, 0), (90, 0), (180, 0)], 1)


def test_nothing_at_all_is_nought(courses):
    assert figures.expiring(courses, TODAY) == ([(30, 0), (90, 0), (180, 0)], 0)


def test_each_figure_is_one_question(courses):
    with CaptureQueriesContext(connection) as asked:
        figures.by_month(courses, figures.last_months(TODAY))
        figures.by_label(courses, "department", without="None")
        figures.expiring(courses, TODAY)
    assert len(asked) == 3
