import uuid
from dataclasses import replace
from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from academy.templatetags.ui import moment
from cohorts.models import Place, Session
from cohorts.services.booking import book
from cohorts.services.planning import (
    AlreadyHeld,
    NotOfThisCourse,
    Plan,
    cancel_session,
    change_session,
    find_place,
    plan_session,
)
from people.models import Message
from tests.factories.cohorts import make_cohort, make_member, make_session
from tests.factories.courses import make_course, make_module

pytestmark = pytest.mark.django_db


@pytest.fixture
def plan():
    start = timezone.now() + timedelta(days=3)
    return Plan(start, start + timedelta(hours=2), uuid.uuid4())


def told(kind: str) -> list[str]:
    messages = Message.objects.filter(template=f"cohorts/emails/{kind}").order_by("person")
    return [message.person.get_short_name() for message in messages]


def test_plan_session_tells_each_member_once(plan, trainer, officer, caretaker):
    cohort = make_cohort()
    for person in (officer, caretaker):
        make_member(cohort, person)
    session = plan_session(cohort=cohort, plan=plan, by=trainer)
    assert plan_session(cohort=cohort, plan=plan, by=trainer) == session
    assert sorted(told("your_session")) == ["Kit", "Omar"]
    assert list(Message.objects.by_hand().values_list("person", flat=True)) == [caretaker.pk]


def test_plan_session_refuses_another_course_s_module_and_an_end_before_the_start(plan, trainer):
    cohort, elsewhere = make_cohort(), make_module(make_course(modules=0), completed_by="ATTENDANCE")
    with pytest.raises(NotOfThisCourse):
        plan_session(cohort=cohort, plan=replace(plan, module=elsewhere), by=trainer)
    with pytest.raises(ValidationError):
        plan_session(cohort=cohort, plan=replace(plan, ends_at=plan.starts_at), by=trainer)
    assert Session.objects.count() == 0


def test_nobody_is_told_of_a_session_that_is_over(plan, trainer, officer):
    cohort = make_cohort()
    make_member(cohort, officer)
    past = replace(plan, starts_at=timezone.now() - timedelta(days=1))
    plan_session(cohort=cohort, plan=past, by=trainer)
    assert told("your_session") == []


def test_change_session_tells_members_once_for_each_change(plan, trainer, officer):
    cohort = make_cohort()
    make_member(cohort, officer)
    session = make_session(cohort, module=None)
    first = change_session(session=session, plan=plan, by=trainer)
    assert change_session(session=session, plan=plan, by=trainer).sequence == first.sequence == 1
    assert told("session_changed") == ["Omar"]
    later = replace(plan, ends_at=plan.ends_at + timedelta(hours=1))
    assert change_session(session=session, plan=later, by=trainer).sequence == 2
    assert told("session_changed") == ["Omar", "Omar"]


def test_cancel_session_tells_members_once(trainer, officer):
    cohort = make_cohort()
    make_member(cohort, officer)
    session = make_session(cohort)
    first = cancel_session(session=session, by=trainer)
    assert cancel_session(session=session, by=trainer).cancelled_at == first.cancelled_at
    assert told("session_cancelled") == ["Omar"]


def test_what_happened_is_neither_moved_nor_called_off(plan, trainer):
    session = make_session(make_cohort(), register_version=1, register_saved_at=timezone.now())
    with pytest.raises(AlreadyHeld):
        change_session(session=session, plan=plan, by=trainer)
    with pytest.raises(AlreadyHeld):
        cancel_session(session=session, by=trainer)


def test_find_place_knows_a_place_by_its_name(organisation):
    made = find_place(organisation=organisation, name=" Low  Mill Hub")
    assert (made.name, find_place(organisation=organisation, name="low mill hub")) == ("Low Mill Hub", made)
    assert find_place(organisation=organisation, name="  ") is None
    assert Place.objects.count() == 1


def test_more_places_are_nobody_s_news_but_theirs_who_wait(plan, trainer, officer, mentor):
    cohort = make_cohort()
    full = replace(plan, capacity=1)
    session = plan_session(cohort=cohort, plan=full, by=trainer)
    for person in (officer, mentor):
        book(session=session, membership=make_member(cohort, person))
    changed = change_session(session=session, plan=replace(full, capacity=2), by=trainer)
    assert (changed.capacity, changed.sequence, told("session_changed")) == (2, 0, [])
    assert told("place_offered") == [mentor.get_short_name()]
    assert change_session(session=session, plan=replace(full, food="Soup"), by=trainer).sequence == 1
    assert session.bookings.count() == 2


def test_letters_say_what_was_before_and_what_comes_next(plan, trainer, officer):
    cohort = make_cohort()
    make_member(cohort, officer)
    session = make_session(cohort, module=None, starts_at=timezone.now() + timedelta(days=3))
    other = make_session(cohort, module=None, starts_at=timezone.now() + timedelta(days=30))
    change_session(session=session, plan=plan, by=trainer)
    cancel_session(session=session, by=trainer)
    texts = list(Message.objects.order_by("pk").values_list("text", flat=True))
    assert f"Before, it was on {moment(session.starts_at)}." in texts[0]
    assert f"- {moment(other.starts_at)}" in texts[1]
