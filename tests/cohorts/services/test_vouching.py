import pytest
from django.urls import reverse

from cohorts.models import Cohort, Membership
from cohorts.services.vouching import in_hand, member_page, trained_by
from tests.factories.cohorts import make_cohort, make_member

pytestmark = pytest.mark.django_db


def keys(rows):
    return [row["enrolment"] for row in rows]


def test_a_trainer_has_the_present_members_of_cohorts_that_run(trainer, other_trainer, officer, administrator):
    cohort = make_cohort(trainers=[trainer])
    member = make_member(cohort, officer)
    make_member(cohort, left_at=cohort.created_at)
    make_member(make_cohort(trainers=[trainer], state=Cohort.State.CLOSED))
    assert keys(trained_by(trainer)) == [member.enrolment_id]
    assert [keys(trained_by(who)) for who in (other_trainer, officer, administrator)] == [[], [], []]


def test_an_enrolment_is_in_hand_as_long_as_a_trainer_who_is_somebody_else_is_there(trainer, officer, administrator):
    member = make_member(make_cohort(trainers=[trainer]), officer)
    make_member(make_cohort(), officer)
    make_member(make_cohort(trainers=[trainer]), trainer)
    make_member(make_cohort(trainers=[administrator]), officer)
    assert keys(in_hand()) == [member.enrolment_id]
    trainer.is_active = False
    trainer.save()
    assert keys(in_hand()) == []


def test_the_page_of_a_member_opens_for_their_trainer_and_administrators(
    trainer, other_trainer, officer, administrator
):
    member = make_member(make_cohort(trainers=[trainer]), officer)
    page = reverse("cohorts:member", args=[member.cohort.uuid, member.uuid])
    assert [member_page(who, member.enrolment) for who in (trainer, administrator)] == [page, page]
    assert [member_page(who, member.enrolment) for who in (other_trainer, officer)] == ["", ""]
    Cohort.objects.update(state=Cohort.State.CLOSED, closed_at=member.joined_at)
    assert member_page(trainer, Membership.objects.get().enrolment) == ""
