"""/cms/jobs/, as an administrator sees it, and as nobody else does."""

from datetime import timedelta

import pytest
from bs4 import BeautifulSoup
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Permission
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from jobs.models import Job
from people.models import Organisation
from tests.factories.jobs import make_job

pytestmark = pytest.mark.django_db


def person(email: str, *codenames: str):
    """Somebody who may open /cms/, with these permissions."""
    organisation = Organisation.objects.get_or_create(code="NORTH", defaults={"name": "Northbridge"})[0]
    user = get_user_model().objects.create_user(email, given_name="Ana", organisation=organisation)
    user.user_permissions.set(Permission.objects.filter(codename__in=["access_admin", *codenames]))
    return user


@pytest.fixture
def admin_client(client):
    client.force_login(person("ana@northbridge.example", "view_job", "run_again"))
    return client


def text_of(response) -> str:
    """What the page says, one space between words."""
    return " ".join(BeautifulSoup(response.content, "html.parser").find("main").get_text(" ").split())


def test_nothing_is_stuck(admin_client, no_kinds):
    said = text_of(admin_client.get(reverse("jobs:index")))
    assert said.startswith("Jobs No job is kept waiting. How many, by kind There is no work to show.")
    assert said.endswith("Nothing is stuck.")


def test_counts_by_kind_come_first(admin_client, calls):
    make_job(key="1", run_after=timezone.now() - timedelta(minutes=7))
    make_job(key="2", run_after=timezone.now() + timedelta(minutes=7), error="no", attempts=1)
    make_job(key="3", status="RUNNING")
    make_job(key="4", status="DONE")
    make_job(key="5", status="DONE", finished_at=timezone.now() - timedelta(days=2))
    make_job("tests.other", key="6", status="PARKED", attempts=5, error="ValueError: no such day")
    make_job("tests.other", key="7", status="PARKED", attempts=5, error="ValueError: no such day")
    response = admin_client.get(reverse("jobs:index"))
    stands = dict.fromkeys(("stuck", "retrying", "waiting", "running", "done"), 0)
    assert response.context["counts"] == [
        {"kind": "tests.note", "label": "Note down what was asked", **stands}
        | {"retrying": 1, "waiting": 1, "running": 1, "done": 1},
        {"kind": "tests.other", "label": "tests.other", **stands, "stuck": 2},
    ]
    assert response.context["totals"] == {"stuck": 2, "retrying": 1, "waiting": 1, "running": 1, "done": 1}
    assert "The oldest job that could start now has waited 7 minutes." in text_of(response)


def test_a_stuck_job_says_what_it_was_for_and_what_went_wrong(admin_client, calls):
    make_job(key="note:17", status="PARKED", attempts=5, error="ValueError: no such <day>")
    said = text_of(admin_client.get(reverse("jobs:index")))
    assert "Note down what was asked note:17" in said
    assert "5 ValueError: no such <day> Ended:" in said
    assert "Run 1 again: Note down what was asked" in said


@pytest.mark.parametrize(
    ("shown", "key"),
    [("stuck", "k4"), ("retrying", "k2"), ("waiting", "k1"), ("running", "k3"), ("done", "k5")],
)
def test_every_list_shows_its_own(admin_client, calls, shown, key):
    make_job(key="k1")
    make_job(key="k2", error="no", attempts=1)
    make_job(key="k3", status="RUNNING")
    make_job(key="k4", status="PARKED", error="no", attempts=5)
    make_job(key="k5", status="DONE", note="Nobody to tell.")
    response = admin_client.get(reverse("jobs:index"), {"show": shown})
    assert [job.key for job in response.context["page"]] == [key]


def test_a_list_can_be_of_one_kind(admin_client, calls):
    make_job(key="1", status="PARKED", error="no")
    make_job("tests.other", key="2", status="PARKED", error="no")
    response = admin_client.get(reverse("jobs:index"), {"kind": "tests.other"})
    assert [job.key for job in response.context["page"]] == ["2"]
    assert len(response.context["counts"]) == 2


def test_an_unknown_list_is_not_found(admin_client):
    assert admin_client.get(reverse("jobs:index"), {"show": "everything"}).status_code == 404


@pytest.mark.parametrize("rows", [1, 3])
def test_the_page_makes_as_many_queries_for_three_rows_as_for_one(admin_client, calls, rows):
    for number in range(rows):
        make_job(key=f"note:{number}", status="PARKED", error="no")
        make_job(f"tests.kind{number}", key=f"kind:{number}", status="PARKED", error="no")
    admin_client.get(reverse("jobs:index"))
    with CaptureQueriesContext(connection) as queries:
        admin_client.get(reverse("jobs:index"))
    assert len([query for query in queries.captured_queries if "jobs_job" in query["sql"]]) == 4


def test_a_long_list_comes_fifty_at_a_time(admin_client, calls):
    for number in range(51):
        make_job(key=f"note:{number}", status="PARKED", error="no")
    first = admin_client.get(reverse("jobs:index"))
    second = admin_client.get(reverse("jobs:index"), {"p": "2"})
    assert (len(first.context["page"]), len(second.context["page"])) == (50, 1)
    assert "Page 1 of 2" in text_of(first)


def test_run_again_sets_one_job_going_and_twice_is_harmless(admin_client, calls):
    job = make_job(key="note:1", status="PARKED", attempts=5, error="no")
    make_job(key="note:2", status="PARKED", attempts=5, error="no")
    response = admin_client.post(reverse("jobs:run_again"), {"job": job.pk}, follow=True)
    assert response.redirect_chain == [(reverse("jobs:index"), 302)]
    assert "1 job will run again." in response.content.decode()
    response = admin_client.post(reverse("jobs:run_again"), {"job": job.pk}, follow=True)
    assert "Nothing of this is stuck any more." in response.content.decode()
    assert dict(Job.objects.values_list("key", "status")) == {"note:1": "QUEUED", "note:2": "PARKED"}


def test_run_again_takes_all_of_a_kind(admin_client, calls):
    for number in range(3):
        make_job(key=f"note:{number}", status="PARKED", attempts=5, error="no")
    make_job("tests.other", key="other", status="PARKED", error="no")
    response = admin_client.post(reverse("jobs:run_again"), {"kind": "tests.note"}, follow=True)
    assert "3 jobs will run again." in response.content.decode()
    assert Job.objects.parked().get().key == "other"


@pytest.mark.parametrize("posted", [{}, {"job": "x"}, {"job": "-1"}, {"job": "999999"}, {"job": "9" * 30}])
def test_run_again_of_nothing_is_not_found(admin_client, posted):
    assert admin_client.post(reverse("jobs:run_again"), posted).status_code == 404


def test_run_again_takes_no_get(admin_client, calls):
    make_job(status="PARKED", error="no")
    assert admin_client.get(reverse("jobs:run_again")).status_code == 405
    assert Job.objects.get().status == "PARKED"


def test_an_editor_sees_neither_page_nor_menu(client, calls):
    job = make_job(status="PARKED", error="ValueError: no such day")
    client.force_login(person("ed@northbridge.example"))
    assert client.get(reverse("jobs:index")).headers["Location"] == reverse("wagtailadmin_home")
    assert client.post(reverse("jobs:run_again"), {"job": job.pk}).headers["Location"] == reverse("wagtailadmin_home")
    assert Job.objects.get().status == "PARKED"
    assert reverse("jobs:index") not in client.get(reverse("wagtailadmin_home")).content.decode()


def test_who_may_only_look_has_no_button(client, calls):
    make_job(status="PARKED", error="no")
    client.force_login(person("look@northbridge.example", "view_job"))
    response = client.get(reverse("jobs:index"))
    assert "Run again" not in text_of(response)
    assert client.post(reverse("jobs:run_again"), {"kind": "tests.note"}).status_code == 302
    assert Job.objects.get().status == "PARKED"


def test_an_administrator_finds_jobs_in_the_menu(admin_client):
    assert reverse("jobs:index") in admin_client.get(reverse("wagtailadmin_home")).content.decode()
