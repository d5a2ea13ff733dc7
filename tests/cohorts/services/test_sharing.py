"""Who reads what a member shares."""

import pytest
from django.utils import timezone

from cohorts.services.sharing import shared_with, trainers_of
from learning.models import Reflection
from tests.factories.cohorts import make_cohort, make_member
from tests.factories.courses import make_course, make_lesson, make_module, make_route
from tests.factories.learning import reflection

pytestmark = pytest.mark.django_db


@pytest.fixture
def member(trainer):
    course = make_course(modules=0)
    lesson = make_lesson(make_module(course), blocks=[reflection("r-share", may_share=True)])
    member = make_member(make_cohort(route=make_route(course, audience="ANY"), trainers=[trainer]))
    facts = {"enrolment": member.enrolment, "lesson": lesson}
    Reflection.objects.create(**facts, block_id="r-share", text="She asked first", shared_at=timezone.now())
    Reflection.objects.create(**facts, block_id="r-own", text="Mine alone")
    return member


def texts(user, member):
    return [note.row.text for note in shared_with(user=user, membership=member)]


def test_only_the_own_trainers_read_only_what_is_shared(member, trainer, other_trainer, administrator):
    assert texts(trainer, member) == ["She asked first"]
    assert texts(other_trainer, member) == texts(administrator, member) == []


def test_the_member_reads_their_names_before_sharing(member, trainer, other_trainer):
    member.cohort.trainers.add(other_trainer)
    second = make_cohort(route=member.cohort.route, trainers=[trainer])
    make_member(second, enrolment=member.enrolment)
    assert sorted(trainers_of(member.enrolment)) == sorted([str(trainer), str(other_trainer)])


def test_after_somebody_left_the_cohort_its_trainers_read_nothing(member, trainer):
    member.left_at = timezone.now()
    member.save()
    assert texts(trainer, member) == []
    assert trainers_of(member.enrolment) == []


def test_who_trains_the_cohort_later_reads_it_and_who_no_longer_does_reads_nothing(member, trainer, other_trainer):
    """As the page says before sharing: whoever trains this course with the member, now or later."""
    member.cohort.trainers.set([other_trainer])
    assert texts(other_trainer, member) == ["She asked first"]
    assert texts(trainer, member) == []
