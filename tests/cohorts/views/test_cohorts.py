import uuid
from datetime import date, datetime, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from cohorts.models import Cohort
from tests.factories.cohorts import make_cohort, make_member
from tests.factories.courses import make_course, make_route

pytestmark = pytest.mark.django_db
ALL, NEW = "/cohorts/all/", "/cohorts/new/"


@pytest.fixture
def signed_in(client, trainer):
    client.force_login(trainer)
    return client


@pytest.fixture
def routes(db):
    course = make_course(code="community-connector", completed_by="ATTENDANCE", lessons=0)
    return make_route(course, audience="STAFF"), make_route(course, audience="RESIDENT")


def answers(way: str, **changed: str) -> dict[str, str]:
    given = {"name": "Low Mill", "capacity": "20", "day": "2027-01-12", "starts": "14:00", "minutes": "120"}
    return {"form_key": "6a8f2d2e-8a1c-4a58-9d6b-0b6e7a3c1f11", "way": way, "place": "Low Mill Hub"} | given | changed


def test_four_answers_make_a_cohort_with_a_code_and_a_first_session(signed_in, trainer, routes):
    staff, _neighbours = routes
    response = signed_in.post(NEW, answers(str(staff.pk)))
    cohort = Cohort.objects.get()
    assert response.url == reverse("cohorts:cohort", args=[cohort.uuid])
    assert (cohort.name, cohort.route, cohort.staff_route, cohort.capacity) == ("Low Mill", staff, None, 20)
    assert (cohort.organisation, cohort.place.name) == (trainer.organisation, "Low Mill Hub")
    session = cohort.sessions.get()
    assert timezone.localtime(session.starts_at).replace(tzinfo=None) == datetime(2027, 1, 12, 14)  # noqa: DTZ001
    assert (session.minutes, session.module) == (120, staff.route_modules.get().module)
    page = signed_in.get(response.url).content.decode()
    assert f'<code class="code">{cohort.join_code}</code>' in page


def test_the_same_form_twice_is_one_cohort(signed_in, routes):
    addresses = {signed_in.post(NEW, answers(str(routes[0].pk))).url for _number in range(2)}
    assert (len(addresses), Cohort.objects.count()) == (1, 1)


def test_staff_and_neighbours_may_each_take_their_route(signed_in, routes):
    staff, neighbours = routes
    form = signed_in.get(NEW).context["form"]
    assert [value for value, _words in form.fields["way"].choices] == [
        f"{neighbours.pk}-{staff.pk}",
        str(staff.pk),
        str(neighbours.pk),
    ]
    signed_in.post(NEW, answers(f"{neighbours.pk}-{staff.pk}"))
    cohort = Cohort.objects.get()
    assert (cohort.route, cohort.staff_route) == (neighbours, staff)


def test_each_answer_that_cannot_be_right_says_what_to_type_and_nothing_is_made(signed_in, routes):
    response = signed_in.post(NEW, answers("0", name="", day="soon", starts="noon", minutes="2", capacity="0"))
    assert response.context["form"].errors == {
        "way": ["Choose the course and the route"],
        "name": ["Type a name for the cohort"],
        "capacity": ["A cohort has one place or more"],
        "day": ["Type the date like 8/12/2026"],
        "starts": ["Type the time like 13:30"],
        "minutes": ["A session lasts 5 minutes or more"],
    }
    assert Cohort.objects.count() == 0


def test_a_date_may_be_typed_as_people_write_it(signed_in, routes):
    signed_in.post(NEW, answers(str(routes[0].pk), day="12 1 2027", starts="1.30 pm"))
    starts_at = timezone.localtime(Cohort.objects.get().sessions.get().starts_at)
    assert (starts_at.date(), f"{starts_at:%H:%M}") == (date(2027, 1, 12), "13:30")


def test_without_an_open_route_the_page_says_who_can_help(signed_in):
    page = signed_in.get(NEW)
    assert b"No course has an open route yet. An editor can publish one." in page.content
    assert b"<form" not in page.content.split(b"</h1>")[1].split(b"</main>")[0]


def test_the_list_has_one_s_own_cohorts_and_finds_them_by_name(signed_in, trainer):
    mine = [make_cohort(trainers=[trainer], name=name) for name in ("Depot", "Library")]
    make_cohort(name="Depot of somebody else")
    make_member(mine[0])
    make_member(mine[0], left_at=timezone.now())
    rows = signed_in.get(ALL).context["page"].object_list
    assert [(cohort.name, cohort.people) for cohort in rows] == [("Library", 0), ("Depot", 1)]
    assert [cohort.name for cohort in signed_in.get(ALL, {"name": "dep"}).context["page"]] == ["Depot"]
    assert b"No cohort has that name." in signed_in.get(ALL, {"name": "x"}).content


def test_an_administrator_sees_every_cohort(client, administrator, trainer):
    make_cohort(trainers=[trainer])
    client.force_login(administrator)
    assert client.get(ALL).context["page"].paginator.count == 1


@pytest.mark.parametrize("rows", [1, 3])
def test_the_list_makes_the_same_queries_however_many_rows(signed_in, trainer, rows, django_assert_num_queries):
    for _number in range(rows):
        make_member(make_cohort(trainers=[trainer]), joined_at=timezone.now() - timedelta(days=1))
    signed_in.get(ALL)
    with django_assert_num_queries(5):
        assert len(signed_in.get(ALL).context["page"].object_list) == rows
    assert uuid.UUID(str(Cohort.objects.first().uuid))
