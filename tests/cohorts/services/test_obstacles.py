"""Which obstacles a team reads, and from how many people on."""

import datetime

import pytest
from django.utils import timezone

from cohorts.services.obstacles import for_team, in_no_order_of_time, to_answer
from courses.models import CompletedBy
from learning.models import Obstacle
from learning.services.answering import answer
from tests.factories.cohorts import make_cohort, make_member
from tests.factories.courses import make_course, make_route
from tests.factories.learning import make_enrolment, make_entry

pytestmark = pytest.mark.django_db


@pytest.fixture
def cohort(trainer):
    route = make_route(make_course(completed_by=CompletedBy.PRACTICE, lessons=0), audience="ANY")
    return make_cohort(route=route, trainers=[trainer], organisation=trainer.organisation)


def passed_on(enrolment, words="No bus", weeks=1):
    found = make_entry(enrolment, in_the_way=words, pass_on=True).obstacle
    Obstacle.objects.filter(pk=found.pk).update(asked_at=timezone.now() - datetime.timedelta(weeks=weeks))
    return found


def people(cohort, number):
    """So many members who keep a log."""
    members = [make_member(cohort) for _person in range(number)]
    for member in members:
        make_entry(member.enrolment)
    return members


def gone(member):
    member.left_at = timezone.now()
    member.save()


def closed(member):
    person = member.enrolment.person
    person.is_active, person.email = False, None
    person.save()


def silent(member):
    member.enrolment.practice_entries.filter(obstacle=None).delete()


def trains(member):
    member.cohort.trainers.add(member.enrolment.person)


@pytest.mark.parametrize("change", [gone, closed, silent, trains])
def test_places_given_up_closed_accounts_walk_ins_and_trainers_are_not_counted(cohort, trainer, change):
    first, *_rest, last = people(cohort, 5)
    found = passed_on(first.enrolment)
    assert list(for_team(trainer)) == [found]
    change(last)
    assert list(for_team(trainer)) == []


def test_words_come_on_the_monday_after_and_in_no_order_of_time(cohort, trainer):
    members = people(cohort, 5)
    passed_on(members[0].enrolment, weeks=0)
    assert list(for_team(trainer)) == []
    day = datetime.datetime(2026, 1, 10, tzinfo=datetime.UTC)
    for number, member in enumerate(members):
        found = passed_on(member.enrolment)
        Obstacle.objects.filter(pk=found.pk).update(asked_at=day + datetime.timedelta(hours=number))
    shown = [row.uuid for row in in_no_order_of_time(for_team(trainer))]
    assert (len(shown), shown) == (5, sorted(shown))


def test_from_five_people_on_a_trainer_reads_what_they_pass_on(cohort, trainer, other_trainer, administrator):
    members = people(cohort, 4)
    found = passed_on(members[0].enrolment)
    assert list(for_team(trainer)) == []
    people(cohort, 1)
    assert list(for_team(trainer)) == [found]
    assert list(for_team(other_trainer)) == []
    assert list(for_team(administrator)) == [found]


def test_two_small_cohorts_of_one_course_are_enough_together(cohort, trainer):
    second = make_cohort(route=cohort.route, trainers=[trainer], organisation=trainer.organisation)
    (member, *_rest), _more = people(cohort, 3), people(second, 2)
    found = passed_on(member.enrolment)
    assert list(for_team(trainer)) == [found]


def test_one_person_with_several_places_is_one(cohort, trainer):
    people(cohort, 3)
    (member,) = people(cohort, 1)
    second = make_cohort(route=cohort.route, trainers=[trainer], organisation=trainer.organisation)
    make_member(second, enrolment=member.enrolment)
    passed_on(member.enrolment)
    assert list(for_team(trainer)) == []


def test_who_learns_in_no_cohort_is_read_by_administrators(cohort, trainer, administrator):
    people(cohort, 5)
    found = passed_on(make_enrolment(route=cohort.route))
    assert list(for_team(trainer)) == []
    assert list(for_team(administrator)) == [found]


def test_only_what_is_open_is_counted(cohort, trainer):
    first, second, *_rest = people(cohort, 5)
    passed_on(first.enrolment)
    answer(asked=passed_on(second.enrolment), text="We asked.", by=trainer)
    assert (to_answer(trainer), Obstacle.objects.count()) == (1, 2)
