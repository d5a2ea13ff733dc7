"""Moving people to what their route asks now: looked at, confirmed, done once, and never a completion touched."""

from uuid import uuid4

import pytest
from wagtail.models import ModelLogEntry

from courses.models import ModulePage, Route, RouteModule
from jobs.models import Job
from jobs.registry import Gone
from learning.handlers import move_people
from learning.models import Enrolment, ModuleCompletion
from learning.services import moving
from learning.services.completion import withdraw_module
from learning.services.enrolment import leave_course
from people.models import Message
from tests.factories.courses import make_course, make_module, make_route
from tests.factories.learning import make_course_completion, make_enrolment, make_module_completion

pytestmark = pytest.mark.django_db
MOVED = "learning/emails/moved"


def asks(route, modules):
    """The route is published with these modules."""
    route = Route.objects.get(pk=route.pk)
    route.route_modules = [RouteModule(module=module, sort_order=at) for at, module in enumerate(modules)]
    route.save()
    return Route.objects.get(pk=route.pk)


def held(enrolment):
    return [row.module for row in enrolment.required_modules.select_related("module").order_by("order")]


@pytest.fixture
def course():
    return make_course(modules=2)


@pytest.fixture
def modules(course):
    return list(ModulePage.objects.child_of(course).order_by("path"))


@pytest.fixture
def route(course, modules):
    return make_route(course, modules=modules[:1])


def move(route, by):
    """Confirmed and carried out."""
    key = uuid4()
    job = moving.ask_to_move(route=route, agreed=moving.plan(route=route), move=key, by=by)
    move_people(**job.args)
    return key


def test_nobody_is_behind_while_the_route_asks_what_it_asked(route):
    make_enrolment(route=route)
    plan = moving.plan(route=route)
    assert (plan.people, plan.added, plan.gone, plan.complete_at_once) == (0, [], [], 0)


def test_the_plan_says_what_comes_what_goes_and_who_would_be_complete(route, modules):
    first, second = modules
    make_module_completion(make_enrolment(route=route), second)
    make_enrolment(route=route)
    leave_course(enrolment=make_enrolment(route=route), by=None)
    make_course_completion(make_enrolment(route=route))
    plan = moving.plan(route=asks(route, [second]))
    assert plan.people == 2
    assert plan.added == [moving.Change(second, 2)]
    assert plan.gone == [moving.Change(first, 2)]
    assert plan.complete_at_once == 1
    assert plan.version == str(second.pk)


@pytest.mark.parametrize("people", [1, 3])
def test_the_plan_asks_as_often_for_three_people_as_for_one(route, modules, people, django_assert_num_queries):
    for _one in range(people):
        make_enrolment(route=route)
    route = asks(route, modules)
    with django_assert_num_queries(5):
        moving.plan(route=route)


def test_only_open_enrolments_of_this_route_are_moved(route, modules, editor, course):
    waiting, left = make_enrolment(route=route), make_enrolment(route=route)
    leave_course(enrolment=left, by=None)
    done = make_course_completion(make_enrolment(route=route)).enrolment
    other = make_enrolment(route=make_route(course, modules=modules[:1]))
    move(asks(route, modules), editor)
    assert held(waiting) == modules
    assert [held(each) for each in (left, done, other)] == [modules[:1]] * 3


def test_it_is_done_once_however_often_it_is_asked_and_run(route, modules, editor):
    enrolment = make_enrolment(route=route)
    route = asks(route, modules)
    plan, key = moving.plan(route=route), uuid4()
    first, second = [moving.ask_to_move(route=route, agreed=plan, move=key, by=editor) for _time in range(2)]
    assert first.pk == second.pk
    for _time in range(2):
        move_people(**first.args)
    told = Message.objects.get(template=MOVED)
    assert told.person == enrolment.person
    assert [module.title in told.text for module in modules] == [False, True]
    entry = ModelLogEntry.objects.get(action="learning.move")
    assert (entry.user, entry.data["added"], entry.data["gone"]) == (editor, [modules[1].pk], [])
    assert ModelLogEntry.objects.filter(action="learning.move_people").count() == 1


def test_completions_stay_and_who_has_all_of_it_is_complete_at_once(route, modules, editor):
    enrolment = make_enrolment(route=route)
    make_module_completion(enrolment, modules[1])
    before = list(ModuleCompletion.objects.values())
    move(asks(route, modules[1:]), editor)
    assert list(ModuleCompletion.objects.values()) == before
    assert Enrolment.objects.get(pk=enrolment.pk).status == Enrolment.Status.COMPLETED
    assert "With this you have completed the course." in Message.objects.get(template=MOVED).text
    assert Job.objects.filter(kind="certificates.award").count() == 1


def test_a_withdrawn_completion_completes_nobody(route, modules, editor):
    enrolment = make_enrolment(route=route)
    withdraw_module(completion=make_module_completion(enrolment, modules[1]), why="A mistake.", by=editor)
    route = asks(route, modules[1:])
    assert moving.plan(route=route).complete_at_once == 0
    move(route, editor)
    assert Enrolment.objects.get(pk=enrolment.pk).status == Enrolment.Status.OPEN


def test_what_was_agreed_is_not_done_once_the_route_asks_something_else(route, modules, editor, course):
    enrolment = make_enrolment(route=route)
    route = asks(route, modules)
    job = moving.ask_to_move(route=route, agreed=moving.plan(route=route), move=uuid4(), by=editor)
    asks(route, [*modules, make_module(course)])
    with pytest.raises(Gone):
        move_people(**job.args)
    assert held(enrolment) == modules[:1]


def test_many_are_moved_in_batches(route, modules, editor, monkeypatch):
    monkeypatch.setattr(moving, "BATCH", 2)
    enrolments = [make_enrolment(route=route) for _one in range(3)]
    route = asks(route, modules)
    key = move(route, editor)
    assert moving.progress_of(route=route, move=key) == moving.Progress("waiting", 2, 3)
    move_people(**Job.objects.filter(kind="learning.move_people").latest("pk").args)
    assert [held(each) for each in enrolments] == [modules] * 3
    Job.objects.update(status="DONE", finished_at=Job.objects.first().created_at)
    assert moving.progress_of(route=route, move=key) == moving.Progress("done", 3, 3)
    assert moving.progress_of(route=route, move=uuid4()) is None


def test_a_draft_route_moves_nobody(route, modules):
    make_enrolment(route=route)
    route = asks(route, modules)
    route.live = False
    assert moving.behind(route=route).count() == 0
