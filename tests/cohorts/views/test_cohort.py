from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from cohorts.models import Cohort
from tests.factories.cohorts import make_attendance, make_cohort, make_member, make_session
from tests.factories.courses import make_course, make_module, make_route
from tests.factories.learning import make_module_completion

pytestmark = pytest.mark.django_db


@pytest.fixture
def signed_in(client, trainer):
    client.force_login(trainer)
    return client


def address(cohort, name: str = "cohort") -> str:
    return reverse(f"cohorts:{name}", args=[cohort.uuid])


def test_the_page_has_the_code_the_sessions_and_each_person_s_standing(signed_in, trainer, officer, mentor):
    course = make_course(modules=0)
    first = make_module(course, completed_by="ATTENDANCE", title="The session")
    make_module(course, completed_by="GRANT", title="Co-hosting")
    cohort = make_cohort(route=make_route(course), trainers=[trainer], join_code="TEACUP")
    session = make_session(cohort)
    make_session(cohort, cancelled_at=timezone.now())
    done, not_begun = make_member(cohort, officer), make_member(cohort, mentor)
    make_module_completion(done.enrolment, first)
    context = signed_in.get(address(cohort)).context
    assert list(context["sessions"]) == [session]
    lines = {str(line["person"]): (line["status"], line["why"]) for line in context["people"]}
    assert [lines["Omar"][0], lines["Kit"][0] if "Kit" in lines else lines["Mina"][0]] == ["started", "not_started"]
    assert lines["Omar"][1].startswith("1 of 2 modules complete. Left: Co-hosting: ")
    assert context["register_due"] == session
    assert not_begun.enrolment.person == mentor


def test_somebody_with_every_module_is_complete(signed_in, trainer):
    cohort = make_cohort(trainers=[trainer])
    make_module_completion(make_member(cohort).enrolment)
    line = signed_in.get(address(cohort)).context["people"][0]
    assert (line["status"], line["why"]) == ("complete", "Every module this route needs is complete.")


def test_people_are_found_by_either_name(signed_in, trainer, officer, mentor):
    cohort = make_cohort(trainers=[trainer])
    for person in (officer, mentor):
        make_member(cohort, person)
    found = signed_in.get(address(cohort), {"name": "oma"}).context["people"]
    assert [line["person"] for line in found] == [officer]
    assert b"Nobody here has that name." in signed_in.get(address(cohort), {"name": "x"}).content


@pytest.mark.parametrize("who", ["other_trainer", "officer", "outsider"])
def test_anybody_else_s_cohort_is_404_on_every_page(client, trainer, who, request):
    cohort = make_cohort(trainers=[trainer])
    member = make_member(cohort, request.getfixturevalue("officer"))
    client.force_login(request.getfixturevalue(who))
    pages = [address(cohort, name) for name in ("cohort", "close", "people", "new_session")]
    pages.append(reverse("cohorts:member", args=[cohort.uuid, member.uuid]))
    assert [client.get(page).status_code for page in pages] == [404] * 5
    assert [client.post(page).status_code for page in pages[1:4]] == [404] * 3
    assert Cohort.objects.get().state == "OPEN"


def test_closing_says_what_it_does_and_makes_the_cohort_read_only(signed_in, trainer):
    cohort = make_cohort(trainers=[trainer])
    assert b"The join code stops working." in signed_in.get(address(cohort, "close")).content
    assert signed_in.post(address(cohort, "close")).url == address(cohort)
    assert Cohort.objects.get().state == "CLOSED"
    page = signed_in.get(address(cohort))
    assert (page.context["may_manage"], b"This cohort is closed." in page.content) == (False, True)
    for name in ("close", "people", "new_session"):
        assert [
            signed_in.get(address(cohort, name)).status_code,
            signed_in.post(address(cohort, name)).status_code,
        ] == [
            403,
            403,
        ]


def test_closing_waits_for_open_registers_and_names_them(signed_in, trainer):
    cohort = make_cohort(trainers=[trainer])
    make_member(cohort, joined_at=timezone.now() - timedelta(days=1))
    session = make_session(cohort)
    response = signed_in.post(address(cohort, "close"))
    assert (response.status_code, response.context["waiting"]) == (409, [session])
    assert Cohort.objects.get().state == "OPEN"


@pytest.mark.parametrize("rows", [1, 3])
def test_a_cohort_makes_the_same_queries_however_many_people(signed_in, trainer, rows, django_assert_num_queries):
    cohort = make_cohort(trainers=[trainer])
    for number in range(rows):
        session = make_session(cohort, starts_at=timezone.now() - timedelta(days=number))
        make_attendance(session, make_member(cohort))
    signed_in.get(address(cohort))
    with django_assert_num_queries(15):
        assert len(signed_in.get(address(cohort)).context["people"]) == rows
