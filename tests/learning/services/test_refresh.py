"""A changed rule: from now on, or a refresh is asked for. Either way nothing is withdrawn."""

import pytest
from django.urls import reverse

from courses.models import CompletedBy, LessonPage, ModulePage
from jobs.models import Job
from jobs.registry import Gone
from learning.handlers import ask_refresh
from learning.models import Enrolment, ModuleCompletion
from learning.services.enrolment import leave_course
from learning.services.refresh import refresh_due
from people.models import Message
from tests.factories.courses import make_course, make_lesson, make_module, make_route, publish
from tests.factories.learning import make_course_completion, make_enrolment, make_module_completion
from tests.factories.people import make_post

pytestmark = pytest.mark.django_db
READY = "Your refresh is ready, and waits on your front page. "


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


@pytest.fixture
def two_ways():
    """A course of two modules, which a short route renews."""
    course = make_course(modules=0)
    for code in ("meet", "keep-warm"):
        make_module(course, completed_by=CompletedBy.MENTORING, code=code, title=code)
    short = make_route(course, audience="ANY", code="refresh", modules=[ModulePage.objects.get(code="keep-warm")])
    return make_route(course, audience="ANY", code="all", renewed_by=short)


def change_first(effect="ASK_REFRESH"):
    module = ModulePage.objects.get(code="meet")
    module.needed, module.effect = module.needed + 1, effect
    return publish(module)


def letter():
    return Message.objects.get(template="learning/emails/due_a_refresh")


def test_the_refresh_is_opened_once_by_the_short_way_and_the_letter_leads_to_it(two_ways):
    done = make_course_completion(make_enrolment(route=two_ways))
    change_first()
    ask()
    ask()
    renewal = Enrolment.objects.open().get()
    assert (renewal.person, renewal.route, renewal.renews) == (done.enrolment.person, two_ways.renewed_by, done)
    assert reverse("learning:course", args=[renewal.uuid]) in letter().text
    assert (READY + two_ways.renewed_by.rule_in_words in letter().text, "Start the refresh" in letter().html) == (
        True,
        True,
    )


def test_the_refresh_done_answers_though_it_asks_for_another_module(two_ways):
    make_course_completion(make_enrolment(route=two_ways))
    change_first()
    ask()
    changed = ModuleCompletion.objects.get(module__code="meet")
    assert due() == {changed.pk}
    make_course_completion(Enrolment.objects.open().get())
    assert due() == set()
    change_first()
    assert due() == {changed.pk}


def test_whoever_left_the_refresh_is_not_asked_in_again(two_ways):
    make_course_completion(make_enrolment(route=two_ways))
    change_first()
    ask()
    leave_course(enrolment=Enrolment.objects.open().get(), by=None)
    ask()
    assert Enrolment.objects.open().count() == 0


def only_a_letter(route):
    """Everybody hears of it and nothing is opened: the letter leads to the course."""
    ask()
    assert (route.course.url in letter().text, READY in letter().text, "See the course" in letter().html) == (
        True,
        False,
        True,
    )


def test_without_a_short_way_nothing_long_is_opened(two_ways):
    two_ways.renewed_by = None
    two_ways.save()
    make_course_completion(make_enrolment(route=two_ways))
    change_first()
    only_a_letter(two_ways)
    assert Enrolment.objects.open().count() == 0


def test_whoever_is_still_on_the_course_goes_on_with_it(two_ways):
    enrolment = make_enrolment(route=two_ways)
    make_module_completion(enrolment)
    change_first()
    only_a_letter(two_ways)
    assert Enrolment.objects.get() == enrolment


@pytest.mark.parametrize("closed", ["person", "route"])
def test_nothing_is_opened_for_somebody_who_is_gone_or_on_a_route_that_is_closed(two_ways, closed):
    done = make_course_completion(make_enrolment(route=two_ways))
    if closed == "person":
        done.enrolment.person.is_active = False
        done.enrolment.person.save()
    else:
        two_ways.renewed_by.closed_on = done.completed_on
        two_ways.renewed_by.save()
    change_first()
    ask()
    assert Enrolment.objects.open().count() == 0


def test_a_staff_refresh_is_opened_for_those_with_a_post_today_only(two_ways):
    two_ways.renewed_by.audience = "STAFF"
    two_ways.renewed_by.save()
    without, holder = (make_course_completion(make_enrolment(route=two_ways)).enrolment.person for _one in range(2))
    make_post(holder)
    change_first()
    ask()
    assert [renewal.person for renewal in Enrolment.objects.open()] == [holder]
    assert set(told()) == {without, holder}


def test_nothing_is_opened_for_a_completion_that_does_not_rest_on_the_module(two_ways):
    left = make_enrolment(route=two_ways)
    make_module_completion(left)
    leave_course(enrolment=left, by=None)
    make_course_completion(make_enrolment(route=two_ways.renewed_by, person=left.person))
    change_first()
    only_a_letter(two_ways)
    assert Enrolment.objects.open().count() == 0


def test_a_lesson_that_is_required_now_asks_those_who_have_its_module():
    route = make_route(make_course(lessons=1), audience="ANY")
    completion = make_course_completion(make_enrolment(route=route)).rests_on.get()
    extra = make_lesson(ModulePage.objects.get(), slug="extra", required=False)
    assert due() == set()
    extra.required, extra.effect = True, "ASK_REFRESH"
    publish(extra)
    ask()
    assert (due(), told()) == ({completion.pk}, [completion.enrolment.person])
    assert Enrolment.objects.open().get().renews.rests_on.get() == completion
    LessonPage.objects.get(slug="extra").unpublish()
    assert due() == set()


@pytest.mark.parametrize("people", [1, 3])
def test_it_asks_as_often_for_three_as_for_one(route, people, django_assert_num_queries):
    for _one in range(people):
        make_course_completion(make_enrolment(route=route))
    change(route, "ASK_REFRESH")
    completions = list(ModuleCompletion.objects.all())
    with django_assert_num_queries(2):
        refresh_due(completions=completions)
