import uuid
from datetime import timedelta

import pytest
from django.utils import timezone

from cohorts.models import Cohort, DateWish
from cohorts.services.planning import Plan, plan_session
from cohorts.services.wishing import is_wished, tell_of_date, wish_for_date
from courses.models import ModulePage
from people.models import Message
from tests.factories.cohorts import make_cohort, make_member, make_session
from tests.factories.courses import make_course

pytestmark = pytest.mark.django_db


def told() -> list[int]:
    return list(Message.objects.filter(template="cohorts/emails/date_found").values_list("person__pk", flat=True))


def coming(cohort, **facts):
    return make_session(cohort, starts_at=timezone.now() + timedelta(days=2), **facts)


def test_a_wish_made_twice_is_one_and_is_told_once(trainer, officer):
    cohort = make_cohort(trainers=[trainer])
    wishes = [wish_for_date(person=officer, course=cohort.course) for _time in range(2)]
    assert wishes[0] == wishes[1]
    starts_at = timezone.now() + timedelta(days=3)
    plan = Plan(starts_at, starts_at + timedelta(hours=2), uuid.uuid4())
    plan_session(cohort=cohort, plan=plan, by=trainer)
    assert told() == [officer.pk]
    assert Message.objects.get(person=officer).subject == f"There is a date for {cohort.course.title}"[:60]
    assert tell_of_date(session=coming(cohort)) == 0
    assert wish_for_date(person=officer, course=cohort.course) != wishes[0]


def test_a_wish_for_a_module_waits_for_that_module(officer):
    cohort = make_cohort()
    module = cohort.route.route_modules.get().module
    wish_for_date(person=officer, course=cohort.course, module=module)
    assert tell_of_date(session=coming(cohort, module=None)) == 0
    assert tell_of_date(session=coming(cohort)) == 1


def test_a_date_that_somebody_cannot_come_to_is_no_news(officer):
    cohort = make_cohort()
    wish_for_date(person=officer, course=cohort.course)
    full = make_cohort(route=cohort.route, capacity=1)
    make_member(full)
    closed = make_cohort(route=cohort.route, state=Cohort.State.CLOSING)
    own_only = make_cohort(route=cohort.route, join_policy=Cohort.JoinPolicy.INVITATION)
    sessions = [coming(each) for each in (full, closed, own_only)]
    sessions += [make_session(cohort), coming(cohort, cancelled_at=timezone.now()), coming(make_cohort())]
    assert [tell_of_date(session=session) for session in sessions] == [0] * len(sessions)
    assert (told(), DateWish.objects.get().told_at) == ([], None)


def test_a_member_has_the_session_s_own_letter_and_no_second_one(officer):
    cohort = make_cohort(join_policy=Cohort.JoinPolicy.INVITATION)
    make_member(cohort, officer)
    wish_for_date(person=officer, course=cohort.course)
    assert tell_of_date(session=coming(cohort)) == 1
    assert (told(), DateWish.objects.get().told_at is not None) == ([], True)


@pytest.mark.parametrize(("wished", "asked"), [("this", True), ("any", True), ("other", False)])
def test_a_wish_stands_for_its_module_and_one_for_the_course_for_all(officer, wished, asked):
    course = make_course(modules=2)
    module, another = ModulePage.objects.child_of(course)
    wish = wish_for_date(person=officer, course=course, module={"this": module, "other": another}.get(wished))
    about = {"person": officer, "course": course.code, "module": module.code}
    assert is_wished(**about) is asked
    DateWish.objects.filter(pk=wish.pk).update(told_at=timezone.now())
    assert not is_wished(**about)
