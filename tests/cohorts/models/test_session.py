"""Lines of registers that are older than their own post: the migrations fill them, and lose none."""

import pytest
from django.core.management import call_command
from django.db import connection

from cohorts.models import Attendance
from tests.factories.cohorts import make_attendance, make_cohort, make_member, make_session
from tests.factories.people import make_department, make_organisation, make_person, make_post, make_staff_role

pytestmark = pytest.mark.django_db(transaction=True)
TRIGGERS = {
    "sqlite": "SELECT count(*) FROM sqlite_master WHERE type = 'trigger'",
    "postgresql": "SELECT count(*) FROM pg_trigger WHERE NOT tgisinternal",
}


def lines():
    """Every line with who somebody was, in the order they were written."""
    columns = ("uuid", "mark", "minutes", "organisation", "assignment", "department", "department_path")
    return list(Attendance.objects.order_by("pk").values(*columns, "staff_role", "staff_role_name", "job_title"))


def triggers():
    with connection.cursor() as cursor:
        cursor.execute(TRIGGERS[connection.vendor])
        return cursor.fetchone()[0]


def test_older_lines_have_the_post_of_the_day_and_none_is_lost():
    host, session = make_organisation(), make_session(make_cohort())
    estates = make_department(host, name="Estates", parent=make_department(host, name="Housing"))
    held = make_post(
        make_person(organisation=host), department=estates, staff_role=make_staff_role(), job_title="Caretaker"
    )
    for person in (held.person, make_person()):
        make_attendance(session, make_member(session.cohort, person))
    make_attendance(session, make_member(session.cohort), "AWAY")
    before, guards = lines(), triggers()
    assert [row["department_path"] for row in before] == ["Housing / Estates", "", ""]
    call_command("migrate", "cohorts", "0002", verbosity=0)
    call_command("migrate", "cohorts", verbosity=0)
    assert (lines(), triggers()) == (before, guards)
