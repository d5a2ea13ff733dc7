"""The demonstration: refused where it does not belong, complete, and the same however often it is asked for."""

import pytest
from django.apps import apps
from django.core.management import CommandError, call_command
from django.utils import timezone

from certificates.models import Certificate
from cohorts.models import Attendance, Cohort, Session
from cohorts.services.check_in import problem_at
from courses.models import CoursePage
from jobs.models import Job
from learning.models import CourseCompletion, Enrolment
from learning.services.news import added_lessons
from learning.services.standing import standings
from people.models import Assignment, Organisation, User
from people.permissions import ADMINISTRATORS, EDITORS, HR, TRAINERS, groups_of

pytestmark = pytest.mark.django_db
KINDS = {"learner": set(), "resident": set(), "trainer": {TRAINERS}, "editor": {EDITORS}, "hr": {HR}}
KINDS["admin"] = {ADMINISTRATORS}


@pytest.fixture
def demo(settings, capsys):
    """The starter course and the demonstration, both seeded."""
    settings.DEMO = True
    call_command("seed_catalogue", publish=True, verbosity=0)
    call_command("seed_demo")
    return capsys.readouterr().out


def rows() -> dict[str, int]:
    """How many rows each table of the house has."""
    return {model._meta.label: model.objects.count() for model in apps.get_models() if model._meta.managed}


def test_a_real_site_has_no_demo_people(settings):
    settings.DEMO = False
    with pytest.raises(CommandError, match="RA_DEMO=1"):
        call_command("seed_demo")
    assert (User.objects.count(), Organisation.objects.count()) == (0, 0)


def test_the_demonstration_has_everybody_a_finished_and_a_running_cohort_and_work_that_waits(demo):
    assert demo == f"{User.objects.count()} people, 3 cohorts.\n"
    assert_a_person_of_each_kind_in_both_organisations()
    assert_one_cohort_is_finished_and_one_runs_under_the_printed_code()
    assert_people_may_check_in_to_the_running_cohort_at_once()
    assert_every_completion_waits_for_its_certificate()


def assert_a_person_of_each_kind_in_both_organisations():
    """With the printed password, their groups and a post, but for residents."""
    assert list(Organisation.objects.order_by("code").values_list("code", flat=True)) == ["NORTHBRIDGE", "SOUTHMOOR"]
    for host in ("northbridge", "southmoor"):
        for name, groups in KINDS.items():
            person = User.objects.get(email=f"{name}@{host}.example")
            assert person.check_password("relationships")
            assert groups_of(person) == groups
            assert person.organisation.code == host.upper()
            assert Assignment.objects.filter(person=person).exists() == (name != "resident")


def assert_one_cohort_is_finished_and_one_runs_under_the_printed_code():
    """Both take the starter course; the finished one has its register."""
    finished, running = Cohort.objects.get(join_code="GARDEN"), Cohort.objects.get(join_code="TEACUP")
    assert (finished.is_closed, running.is_closed, running.organisation.code) == (True, False, "NORTHBRIDGE")
    assert {cohort.course for cohort in (finished, running)} == {CoursePage.objects.get(code="community-connector")}
    here = Attendance.objects.filter(session__cohort=finished, mark="HERE")
    assert here.count() == 6


def assert_people_may_check_in_to_the_running_cohort_at_once():
    """Its session has just begun, whatever the hour at which the demonstration is made."""
    session = Session.objects.get(cohort__join_code="TEACUP", module__isnull=False)
    assert problem_at(session, timezone.now()) == ""


def assert_every_completion_waits_for_its_certificate():
    """Staff by lessons, session and practice, residents by coming along; the worker's work is asked for."""
    wholes = list(CourseCompletion.objects.select_related("enrolment__person", "enrolment__route"))
    by_audience: dict[str, list[str]] = {"STAFF": [], "RESIDENT": []}
    for whole in wholes:
        by_audience[whole.enrolment.route.audience].append(whole.enrolment.person.given_name)
    assert sorted(by_audience["STAFF"]) == ["Nils", "Petra", "Wilf"]
    assert sorted(by_audience["RESIDENT"]) == ["Delia", "Osric", "Ruben", "Winnie"]
    jobs = Job.objects.filter(kind="certificates.award", status=Job.Status.QUEUED)
    assert sorted(jobs.values_list("key", flat=True)) == sorted(f"award:{whole.uuid}" for whole in wholes)
    assert Certificate.objects.count() == 0
    assert Enrolment.objects.open().filter(person__given_name="Imran").count() == 1
    days_ago = {whole.enrolment.person.given_name: (timezone.localdate() - whole.completed_on).days for whole in wholes}
    residents = {"Delia": 75, "Osric": 75, "Winnie": 75, "Ruben": 21}
    assert days_ago == {"Wilf": 54, "Petra": 25, "Nils": 7} | residents


def test_nobody_of_the_demonstration_finds_lessons_that_are_new_to_them(demo):
    enrolments = list(Enrolment.objects.open())
    found = standings(enrolments)
    news = [added_lessons(enrolment=enrolment, rows=found[enrolment.pk]) for enrolment in enrolments]
    assert news == [[]] * len(enrolments) != []


def test_asked_for_twice_nothing_changes(demo):
    before, names = rows(), sorted(User.objects.values_list("uuid", "password"))
    call_command("seed_demo")
    assert rows() == before
    assert sorted(User.objects.values_list("uuid", "password")) == names
