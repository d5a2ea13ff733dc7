"""Posts held, from a day to a day."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from wagtail.models import ModelLogEntry

from people.services.posts import end_post, start_post

MARCH, APRIL, MAY = date(2026, 3, 1), date(2026, 4, 1), date(2026, 5, 1)


def test_start_post_makes_one_post_and_one_line_in_the_log(resident, organisation, hr):
    made = [
        start_post(person=resident, organisation=organisation, starts_on=APRIL, job_title="Clerk", by=hr)
        for _time in range(2)
    ]
    assert made[0] == made[1]
    assert ModelLogEntry.objects.filter(action="people.start_post", user=hr).count() == 1
    assert list(resident.assignments.on(APRIL)) == [made[0]]
    assert list(resident.assignments.on(MARCH)) == []


def test_a_second_open_main_post_is_refused(officer, organisation, hr):
    with pytest.raises(ValidationError):
        start_post(person=officer, organisation=organisation, starts_on=APRIL, by=hr)


def test_end_post_ends_it_that_day_once(officer, hr):
    post = officer.assignments.get()
    for _time in range(2):
        end_post(assignment=post, ends_on=APRIL, by=hr)
    assert list(officer.assignments.on(APRIL)) == [post]
    assert list(officer.assignments.on(MAY)) == []
    assert ModelLogEntry.objects.filter(action="people.end_post").count() == 1


def test_end_post_refuses_a_day_before_it_began(officer, hr):
    with pytest.raises(ValidationError):
        end_post(assignment=officer.assignments.get(), ends_on=date(2020, 1, 1), by=hr)
    assert officer.assignments.get().ends_on is None
