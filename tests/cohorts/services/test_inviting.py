from dataclasses import replace
from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone
from wagtail.models import ModelLogEntry

from cohorts.models import Cohort, Invitation, Membership
from cohorts.services import inviting
from cohorts.services.inviting import (
    TooManyLetters,
    accept,
    forget_old,
    invitation_for,
    invite,
    invite_again,
    problem_of,
    withdraw_invitation,
)
from cohorts.services.joining import CannotJoin, is_full, join
from jobs.models import Job
from people.mail import MARK, opened
from people.models import Message, User
from people.permissions import TRAINERS
from tests.factories.cohorts import make_cohort, make_invitation, make_member, make_place, make_session
from tests.factories.people import make_person

pytestmark = pytest.mark.django_db


@pytest.fixture
def cohort(trainer):
    return make_cohort(organisation=trainer.organisation, trainers=[trainer])


def token_of(message: Message) -> str:
    """What the link in a letter ends with."""
    _subject, text, _letter = opened(message)
    return next(line for line in text.splitlines() if "/join/invitation/" in line).rstrip("/").split("/")[-1]


def acts() -> list[str]:
    return [entry.action for entry in ModelLogEntry.objects.filter(action__contains="invit").order_by("pk")]


def test_invite_keeps_a_place_and_writes_a_letter_whose_link_is_stored_nowhere(cohort, trainer):
    make_session(
        cohort, starts_at=timezone.now() + timedelta(days=3), place=make_place(cohort.organisation, name="Low Mill")
    )
    invitation = invite(cohort=cohort, name=" Asha Okafor ", email="Asha@Example.org", by=trainer)
    message = Message.objects.get()
    token = token_of(message)
    assert (invitation.name, invitation.email, invitation.is_open) == ("Asha Okafor", "asha@example.org", True)
    assert message.subject == f"{trainer.get_full_name()} has kept a place for you"
    assert (message.address, message.person, message.useful_until) == ("asha@example.org", None, invitation.expires_at)
    assert "Low Mill" in message.text
    assert MARK in message.text
    assert token not in f"{message.text}{message.html}{message.subject}{invitation.digest}"
    assert len(token) == 43
    assert invitation_for(token) == invitation
    assert invitation_for(token + "x") is None
    assert Job.objects.filter(kind="people.send_message").count() == 1
    assert (User.objects.filter(email="asha@example.org").exists(), acts()) == (False, ["cohorts.invite"])


def test_invite_twice_is_one_invitation_and_one_letter(cohort, trainer):
    first = invite(cohort=cohort, name="Asha", email="asha@example.org", by=trainer)
    assert invite(cohort=cohort, name="A.", email="ASHA@example.org", by=trainer) == first
    assert (Invitation.objects.count(), Message.objects.count()) == (1, 1)


def test_three_letters_a_day_to_one_address_whatever_was_withdrawn_between(cohort, trainer):
    for _number in range(3):
        invitation = invite(cohort=cohort, name="Asha", email="asha@example.org", by=trainer)
        withdraw_invitation(invitation=invitation, by=trainer)
    with pytest.raises(TooManyLetters) as refusal:
        invite(cohort=cohort, name="Asha", email="Asha@example.org", by=trainer)
    assert (refusal.value.by_one, Message.objects.count(), Invitation.objects.unanswered().count()) == (False, 3, 0)


def test_so_many_letters_a_day_by_one_trainer(cohort, trainer, other_trainer, monkeypatch):
    monkeypatch.setattr(inviting, "BY_ONE", replace(inviting.BY_ONE, times=2))
    for number in range(2):
        invite(cohort=cohort, name="Asha", email=f"asha.{number}@example.org", by=trainer)
    with pytest.raises(TooManyLetters) as refusal:
        invite(cohort=cohort, name="Asha", email="asha.3@example.org", by=trainer)
    assert (refusal.value.by_one, Message.objects.count()) == (True, 2)
    assert invite(cohort=cohort, name="Asha", email="asha.3@example.org", by=other_trainer).is_open


def test_one_open_invitation_for_each_address_and_cohort(cohort, trainer):
    make_invitation(cohort, email="asha@example.org")
    with pytest.raises(IntegrityError), transaction.atomic():
        make_invitation(cohort, email="ASHA@example.org")
    make_invitation(make_cohort(trainers=[trainer]), email="asha@example.org")
    make_invitation(cohort, email="asha@example.org", withdrawn_at=timezone.now())
    assert Invitation.objects.unanswered().count() == 2


def test_accept_makes_an_account_whose_address_is_proved_and_a_place(cohort, trainer):
    invitation = make_invitation(cohort, name="Asha Okafor", email="asha@example.org")
    membership = accept(invitation=invitation)
    person = membership.enrolment.person
    assert (person.given_name, person.family_name, person.email) == ("Asha", "Okafor", "asha@example.org")
    assert person.organisation == cohort.organisation
    assert person.emailaddress_set.get().verified
    invitation.refresh_from_db()
    assert (invitation.accepted_as, invitation.is_open, problem_of(invitation)) == (membership, False, "used")
    assert acts() == ["cohorts.accept_invitation"]


def test_accept_finds_the_account_that_has_the_address(cohort, outsider):
    membership = accept(invitation=make_invitation(cohort, name="Whoever", email=outsider.email))
    outsider.refresh_from_db()
    assert (membership.enrolment.person, outsider.given_name) == (outsider, "Olu")


def test_accept_by_a_member_takes_no_second_place(cohort, officer):
    place = join(cohort=cohort, person=officer, by=officer)
    Cohort.objects.update(capacity=1)
    assert accept(invitation=make_invitation(cohort, email=officer.email)) == place
    assert Membership.objects.count() == 1


def test_an_invitation_is_accepted_once(cohort):
    invitation = make_invitation(cohort)
    accept(invitation=invitation)
    with pytest.raises(CannotJoin) as refusal:
        accept(invitation=invitation)
    assert (refusal.value.problem, Membership.objects.count()) == ("used", 1)


@pytest.mark.parametrize(
    ("facts", "problem"),
    [
        ({"withdrawn_at": timezone.now()}, "withdrawn"),
        ({"expires_at": timezone.now() - timedelta(seconds=1)}, "expired"),
    ],
)
def test_what_is_withdrawn_or_over_opens_nothing(cohort, facts, problem):
    invitation = make_invitation(cohort, email="asha@example.org", **facts)
    with pytest.raises(CannotJoin) as refusal:
        accept(invitation=invitation)
    assert (refusal.value.problem, User.objects.filter(email="asha@example.org").exists()) == (problem, False)


def test_a_closing_cohort_and_a_full_one_take_nobody(trainer):
    for facts, problem in (({"state": "CLOSING"}, "ended"), ({"capacity": 1}, "full")):
        cohort = make_cohort(trainers=[trainer], **facts)
        make_member(cohort)
        with pytest.raises(CannotJoin) as refusal:
            accept(invitation=make_invitation(cohort))
        assert refusal.value.problem == problem


def test_somebody_who_left_the_house_is_not_let_in(cohort, leaver):
    with pytest.raises(CannotJoin) as refusal:
        accept(invitation=make_invitation(cohort, email=leaver.email))
    assert (refusal.value.problem, Membership.objects.count()) == ("wrong", 0)


def test_a_kept_place_counts_until_its_date_and_is_there_for_whom_it_is_kept(trainer):
    cohort = make_cohort(trainers=[trainer], capacity=1)
    invitation = make_invitation(cohort)
    assert is_full(cohort)
    with pytest.raises(CannotJoin):
        join(cohort=cohort, person=make_person(), by=None)
    assert accept(invitation=invitation).cohort == cohort
    late = make_cohort(trainers=[trainer], capacity=1)
    make_invitation(late, expires_at=timezone.now())
    assert not is_full(late)


def test_invite_again_has_a_new_link_and_the_old_one_stops(cohort, trainer):
    invitation = invite(cohort=cohort, name="Asha", email="asha@example.org", by=trainer)
    old = token_of(Message.objects.get())
    Invitation.objects.update(expires_at=timezone.now() - timedelta(days=1))
    again = invite_again(invitation=invitation, by=trainer)
    letters = list(Message.objects.order_by("pk"))
    assert (invitation_for(old), invitation_for(token_of(letters[1]))) == (None, again)
    assert (again.is_open, again.times_sent, len(letters)) == (True, 2, 2)
    assert acts() == ["cohorts.invite", "cohorts.invite_again"]


def test_invite_again_does_nothing_for_what_was_answered_and_asks_for_a_place(cohort, trainer):
    accepted, withdrawn = make_invitation(cohort), make_invitation(cohort, withdrawn_at=timezone.now())
    accept(invitation=accepted)
    for invitation in (accepted, withdrawn):
        assert invite_again(invitation=invitation, by=trainer).times_sent == 1
    over = make_invitation(cohort, expires_at=timezone.now())
    Cohort.objects.update(capacity=1)
    with pytest.raises(CannotJoin) as refusal:
        invite_again(invitation=over, by=trainer)
    assert refusal.value.problem == "full"
    Cohort.objects.update(state="CLOSING", capacity=None)
    with pytest.raises(CannotJoin) as refusal:
        invite_again(invitation=over, by=trainer)
    assert refusal.value.problem == "ended"
    assert acts() == ["cohorts.accept_invitation"]


def test_withdraw_frees_the_place_and_leaves_what_was_accepted(cohort, trainer):
    invitation, accepted = make_invitation(cohort), make_invitation(cohort)
    accept(invitation=accepted)
    assert withdraw_invitation(invitation=invitation, by=trainer).withdrawn_at is not None
    withdraw_invitation(invitation=invitation, by=trainer)
    assert withdraw_invitation(invitation=accepted, by=trainer).withdrawn_at is None
    assert acts() == ["cohorts.accept_invitation", "cohorts.withdraw_invitation"]


def test_old_ones_that_nobody_took_are_forgotten(cohort):
    kept, over = make_invitation(cohort), timezone.now() - timedelta(days=31)
    make_invitation(cohort, expires_at=over)
    taken = make_invitation(cohort)
    accept(invitation=taken)
    Invitation.objects.filter(pk=taken.pk).update(expires_at=over)
    assert [forget_old(), forget_old()] == [1, 0]
    assert set(Invitation.objects.all()) == {kept, taken}


def test_a_trainer_sees_the_invitations_of_their_cohorts(cohort, trainer, other_trainer):
    invitation = make_invitation(cohort)
    assert list(Invitation.objects.visible_to(trainer)) == [invitation]
    assert list(Invitation.objects.visible_to(other_trainer)) == []
    assert list(Invitation.objects.visible_to(make_person(groups=[TRAINERS]))) == []
