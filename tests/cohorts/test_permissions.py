import pytest
from django.utils import timezone

from cohorts.models import Attendance, Cohort, Membership, Session
from cohorts.permissions import (
    can_act_in,
    can_coordinate,
    can_make_code,
    can_manage_cohort,
    can_open_cohort,
    can_read_needs,
    can_see_cohort,
    can_see_offer,
    can_take_register,
    can_train,
)
from tests.factories.cohorts import make_attendance, make_cohort, make_member, make_session
from tests.factories.pairings import make_pairing

pytestmark = pytest.mark.django_db

EVERYBODY = ["trainer", "other_trainer", "administrator", "officer", "resident", "editor", "hr", "outsider"]


@pytest.fixture
def people(request):
    return {name: request.getfixturevalue(name) for name in EVERYBODY}


@pytest.fixture
def cohort(trainer):
    return make_cohort(organisation=trainer.organisation, trainers=[trainer])


def allowed(people, rule, *args) -> set[str]:
    return {name for name, person in people.items() if rule(person, *args)}


def test_trainers_and_administrators_train(people):
    assert allowed(people, can_train) == {"trainer", "other_trainer", "administrator"}
    assert allowed(people, can_open_cohort) == {"trainer", "other_trainer", "administrator"}


def test_a_cohort_is_its_own_trainers_and_administrators(people, cohort):
    session = make_session(cohort)
    own = {"trainer", "administrator"}
    assert allowed(people, can_see_cohort, cohort) == own
    assert allowed(people, can_manage_cohort, cohort) == own
    assert allowed(people, can_take_register, session) == own


def test_a_closed_cohort_is_seen_and_not_changed(people, cohort):
    session = make_session(cohort)
    cohort.state, cohort.closed_at = Cohort.State.CLOSED, timezone.now()
    cohort.save()
    assert allowed(people, can_see_cohort, cohort) == {"trainer", "administrator"}
    assert allowed(people, can_manage_cohort, cohort) == set()
    assert allowed(people, can_take_register, Session.objects.get(pk=session.pk)) == set()


def test_a_session_that_was_called_off_has_no_register(people, cohort):
    assert allowed(people, can_take_register, make_session(cohort, cancelled_at=timezone.now())) == set()


def test_a_code_on_paper_is_for_members_without_another_way_in(people, cohort, mentor, officer):
    assert allowed(people, can_make_code, make_member(cohort, mentor)) == {"trainer", "administrator"}
    assert allowed(people, can_make_code, make_member(cohort, officer)) == set()


def test_rows_are_visible_to_their_trainers_and_a_member_s_own_to_the_member(people, cohort):
    session = make_session(cohort)
    member = make_member(cohort, people["officer"])
    row = make_attendance(session, member)
    make_attendance(session, make_member(cohort))
    for model, mine in ((Cohort, cohort), (Session, session)):
        assert allowed(people, lambda person: mine in model.objects.visible_to(person)) == {"trainer", "administrator"}  # noqa: B023
    seen = {"trainer": 2, "administrator": 2, "officer": 1}
    for model in (Membership, Attendance):
        counts = {name: model.objects.visible_to(person).count() for name, person in people.items()}
        assert {name: count for name, count in counts.items() if count} == seen
    assert list(Attendance.objects.visible_to(people["officer"])) == [row]


def test_a_trainer_who_is_no_trainer_any_more_sees_nothing(cohort, trainer):
    trainer.groups.clear()
    trainer.__dict__.pop("_group_names", None)
    assert list(Cohort.objects.visible_to(trainer)) == []
    assert can_see_cohort(trainer, cohort) is False


def test_a_pairing_is_acted_in_by_its_halves_and_looked_after_by_its_trainers(people, resident, officer, trainer):
    pairing = make_pairing(mentor=resident, mentee=officer, trainer=trainer)
    assert allowed(people, can_act_in, pairing) == {"resident", "officer"}
    assert allowed(people, can_coordinate, pairing) == {"trainer"}
    assert allowed(people, can_see_offer, pairing) == {"resident", "trainer"}
    pairing.cohort.state = Cohort.State.CLOSED
    assert allowed(people, can_act_in, pairing) | allowed(people, can_coordinate, pairing) == set()


def test_a_trainer_who_is_mentored_does_not_look_after_it_nor_sees_the_offer(trainer, other_trainer):
    pairing = make_pairing(mentee=trainer, trainer=other_trainer)
    pairing.cohort.trainers.add(trainer)
    assert [rule(trainer, pairing) for rule in (can_coordinate, can_see_offer)] == [False, False]


def test_what_members_need_is_read_by_their_own_trainers_alone(people, cohort):
    assert allowed(people, can_read_needs, cohort) == {"trainer"}
