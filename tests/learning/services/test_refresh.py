"""A changed rule: from now on, or a refresh is asked for. Either way nothing is withdrawn."""

import pytest

from courses.models import CompletedBy, ModulePage
from jobs.models import Job
from jobs.registry import Gone
from learning.handlers import ask_refresh
from learning.models import ModuleCompletion
from learning.services.refresh import refresh_due
from people.models import Message
from tests.factories.courses import make_course, make_route, publish
from tests.factories.learning import make_course_completion, make_enrolment, make_module_completion

pytestmark = pytest.mark.django_db


@pytest.fixture
def route():
    return make_route(make_course(completed_by=CompletedBy.MENTORING, lessons=0))


def change(route, effect):
    """The module asks for one meeting more."""
    module = ModulePage.objects.child_of(route.course).get()
    module.needed, module.effect = module.needed + 1, effect
    return publish(module)


def due():
    return set(refresh_due(completions=ModuleCompletion.objects.all()))


def ask():
    for job in Job.objects.filter(kind="learning.ask_refresh"):
        ask_refresh(**job.args)


def told():
    return [letter.person for letter in Message.objects.filter(template="learning/emails/due_a_refresh")]


def test_a_refresh_is_asked_of_those_who_have_it_complete_and_they_hear_of_it_once(route):
    completion = make_course_completion(make_enrolment(route=route)).rests_on.get()
    make_enrolment(route=route)
    before = list(ModuleCompletion.objects.values())
    change(route, "ASK_REFRESH")
    ask()
    ask()
    assert (due(), told()) == ({completion.pk}, [completion.enrolment.person])
    assert list(ModuleCompletion.objects.values()) == before


def test_from_now_on_asks_nothing_of_anybody(route):
    make_course_completion(make_enrolment(route=route))
    change(route, "FROM_NOW_ON")
    ask()
    assert (due(), told(), Job.objects.filter(kind="learning.ask_refresh").count()) == (set(), [], 0)


def test_a_choice_that_stays_in_the_form_asks_nothing_where_the_rule_is_the_same(route):
    make_course_completion(make_enrolment(route=route))
    module = ModulePage.objects.child_of(route.course).get()
    module.effect = "ASK_REFRESH"
    publish(module)
    with pytest.raises(Gone):
        ask()
    assert (due(), told()) == (set(), [])


def test_whoever_completes_it_once_more_is_no_longer_due(route):
    completion = make_course_completion(make_enrolment(route=route))
    change(route, "ASK_REFRESH")
    again = make_enrolment(completion.enrolment.person, route)
    make_module_completion(again)
    ask()
    assert (due(), told()) == (set(), [])


@pytest.mark.parametrize("people", [1, 3])
def test_it_asks_as_often_for_three_as_for_one(route, people, django_assert_num_queries):
    for _one in range(people):
        make_course_completion(make_enrolment(route=route))
    change(route, "ASK_REFRESH")
    completions = list(ModuleCompletion.objects.all())
    with django_assert_num_queries(2):
        refresh_due(completions=completions)
