"""Who somebody was on a day."""

import datetime

import pytest

from learning.services.snapshot import snapshot
from tests.factories.people import make_department, make_organisation, make_post, make_staff_role

pytestmark = pytest.mark.django_db
DAY = datetime.date(2026, 3, 4)


def test_the_main_post_of_the_day_with_its_department_as_a_path(resident):
    housing = make_department(resident.organisation, name="Housing")
    north = make_department(resident.organisation, name="North", parent=housing)
    make_post(resident, primary=False, job_title="Saturday library")
    post = make_post(resident, department=north, staff_role=make_staff_role(name="Officer"), cost_centre="C1")
    found = snapshot(person=resident, day=DAY)
    assert (found["assignment"], found["department_path"]) == (post, "Housing / North")
    assert (found["staff_role_name"], found["cost_centre"]) == ("Officer", "C1")


def test_a_mover_counts_for_the_employer_of_that_day(officer):
    officer.assignments.update(ends_on=datetime.date(2026, 3, 31))
    new = make_organisation()
    make_post(officer, organisation=new, starts_on=datetime.date(2026, 4, 1))
    assert snapshot(person=officer, day=DAY)["organisation"] == officer.organisation
    assert snapshot(person=officer, day=datetime.date(2026, 4, 1))["organisation"] == new


def test_without_a_post_only_the_organisation_is_known(resident):
    assert snapshot(person=resident, day=DAY) == {"organisation": resident.organisation}
