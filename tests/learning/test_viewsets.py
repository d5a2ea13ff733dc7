"""Moving people under /cms/: what would change, one button, and how far it has come."""

from uuid import uuid4

import pytest
from django.urls import reverse

from courses.models import ModulePage, Route, RouteModule
from jobs.models import Job
from learning.handlers import move_people
from tests.factories.courses import make_course, make_module, make_route
from tests.factories.learning import make_enrolment

pytestmark = pytest.mark.django_db


@pytest.fixture
def route():
    """A route with one person part-way, to which a second module was added since."""
    course = make_course(modules=2)
    modules = list(ModulePage.objects.child_of(course).order_by("path"))
    route = make_route(course, modules=modules[:1])
    make_enrolment(route=route)
    RouteModule.objects.create(route=route, module=modules[1], sort_order=1)
    return Route.objects.get(pk=route.pk)


def address(route):
    return reverse("moving:index", args=[route.pk])


def words(response):
    return " ".join(response.content.decode().split())


def confirm(cms, route, **changes):
    form = cms.get(address(route)).context["form"]
    return cms.post(address(route), {"move": form["move"].value(), "version": form["version"].value()} | changes)


def test_the_page_says_what_would_change_before_anything_does(cms, route):
    page = words(cms.get(address(route)))
    assert "1 person is part-way by this route, and keeps what it asked when they began." in page
    assert "“Module 2” is new for 1 person." in page
    assert "Nobody would be complete at once." in page
    assert Job.objects.filter(kind="learning.move_people").count() == 0


def test_the_button_asks_for_a_job_and_leads_to_its_progress(cms, route):
    there = confirm(cms, route)
    job = Job.objects.get(kind="learning.move_people")
    assert there.headers["Location"] == reverse("moving:progress", args=[route.pk, job.args["move"]])
    assert "Waiting for its turn." in words(cms.get(there.headers["Location"]))
    move_people(**job.args)
    Job.objects.filter(pk=job.pk).update(status="DONE", finished_at=job.created_at)
    page = cms.get(there.headers["Location"], headers={"Accept": "application/json"})
    told = page.json()
    assert (told["state"], told["done"], told["total"], told["words"]) == ("done", 1, 1, "1 of 1 people")
    assert "Back to the route" in words(cms.get(there.headers["Location"]))
    assert "Everybody who is part-way has what the route asks now." in words(cms.get(address(route)))


def test_pressed_twice_it_is_asked_once(cms, route):
    key = uuid4()
    assert confirm(cms, route, move=key).headers["Location"] == confirm(cms, route, move=key).headers["Location"]
    assert Job.objects.filter(kind="learning.move_people").count() == 1


def test_what_was_not_read_is_not_confirmed(cms, route):
    form = cms.get(address(route)).context["form"]
    third = make_module(route.course)
    RouteModule.objects.create(route=route, module=third, sort_order=2)
    page = cms.post(address(route), {"move": form["move"].value(), "version": form["version"].value()})
    assert "The route has changed meanwhile. This is what it asks now." in words(page)
    assert f"“{third.title}” is new for 1 person." in words(page)
    assert Job.objects.filter(kind="learning.move_people").count() == 0


def test_a_stuck_move_says_so_and_leads_back(cms, route):
    there = confirm(cms, route).headers["Location"]
    job = Job.objects.get(kind="learning.move_people")
    Job.objects.filter(pk=job.pk).update(status="PARKED", finished_at=job.created_at)
    page = words(cms.get(there))
    assert "It has stopped. Those who were moved stay moved. Go back and ask again." in page
    assert f'href="{address(route)}"' in page


def test_a_move_that_nobody_asked_for_is_not_there(cms, route):
    assert cms.get(reverse("moving:progress", args=[route.pk, uuid4()])).status_code == 404


def test_the_route_leads_there_while_somebody_is_behind(cms, route):
    edit = reverse("wagtailsnippets_courses_route:edit", args=[route.pk])
    page = words(cms.get(edit))
    assert f'<a href="{address(route)}">Move 1 person to the new version</a>' in page
    assert "One person is part-way." in page
    move_people(**_asked(cms, route).args)
    assert address(route) not in words(cms.get(edit))


def _asked(cms, route):
    confirm(cms, route)
    return Job.objects.get(kind="learning.move_people")


@pytest.mark.parametrize("people", [1, 3])
def test_it_asks_as_often_for_three_people_as_for_one(cms, route, people, django_assert_num_queries):
    RouteModule.objects.filter(route=route, sort_order=1).delete()
    for _one in range(people - 1):
        make_enrolment(route=route)
    RouteModule.objects.create(route=route, module=ModulePage.objects.order_by("path").last(), sort_order=1)
    cms.get(address(route))
    with django_assert_num_queries(17):
        page = cms.get(address(route))
    assert page.context["plan"].people == people


def test_a_trainer_moves_nobody(client, trainer, route):
    client.force_login(trainer)
    assert client.get(address(route)).status_code in {302, 403}
    assert client.post(address(route), {}).status_code in {302, 403}
    assert Job.objects.filter(kind="learning.move_people").count() == 0
