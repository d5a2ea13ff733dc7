import uuid

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone
from wagtail.models import ModelLogEntry

from cohorts.models import Pairing
from cohorts.services.pairing import (
    CannotPair,
    Match,
    NotNow,
    agree,
    decline,
    end,
    end_with_cohort,
    end_with_place,
    finish,
    have_called,
    pairings_of,
    pause,
    propose,
    resume,
    waiting,
)
from people.models import Message
from tests.factories.cohorts import make_member
from tests.factories.learning import make_enrolment
from tests.factories.pairings import make_mentoring_cohort, make_pairing

pytestmark = pytest.mark.django_db
KEY = uuid.UUID(int=3)


@pytest.fixture
def pair(trainer, mentor, officer):
    """Two who wait: Mina, who has no e-mail, and Omar."""
    cohort = make_mentoring_cohort(trainer=trainer)
    return [
        make_member(cohort, enrolment=make_enrolment(person, route))
        for person, route in ((mentor, cohort.route), (officer, cohort.staff_route))
    ]


def match(pair, **changed):
    return Match(**{"mentor": pair[0], "mentee": pair[1], "form_key": KEY} | changed)


def letters(kind):
    found = Message.objects.filter(template=f"cohorts/emails/{kind}").order_by("pk")
    return [message.person.given_name for message in found]


def test_the_mentor_is_asked_first_and_the_mentee_knows_nothing_yet(pair, trainer, mentor, officer):
    found = {propose(match=match(pair), by=trainer).pk for _time in range(2)}
    pairing = Pairing.objects.get(pk=found.pop())
    assert found == set()
    assert letters("pairing_to_look_at") == ["Mina"]
    assert Message.objects.get(person=mentor).status == Message.Status.BY_HAND
    assert [len(pairings_of(person)) for person in (mentor, officer)] == [1, 0]
    assert not Pairing.objects.visible_to(officer).exists()
    agree(pairing=pairing, by=mentor)
    assert letters("pairing_to_look_at") == ["Mina", "Omar"]
    assert pairings_of(officer) == [pairing]


def test_both_say_yes_and_are_told_once_that_it_has_started(pair, trainer, mentor, officer):
    pairing = propose(match=match(pair), by=trainer)
    assert agree(pairing=pairing, by=officer).state == "PROPOSED"
    for person in (mentor, mentor, officer, officer):
        agree(pairing=pairing, by=person)
    pairing.refresh_from_db()
    assert pairing.state == "MEETING"
    assert letters("pairing_started") == ["Mina", "Omar"]


def test_a_warning_needs_a_typed_reason(pair, trainer):
    with pytest.raises(CannotPair, match="warned"):
        propose(match=match(pair, live_case=True, reason="  "), by=trainer)
    assert propose(match=match(pair, live_case=True, reason="Another department"), by=trainer).has_warning
    with pytest.raises(IntegrityError), transaction.atomic():
        Pairing.objects.update(reason="")


def test_who_waits_is_who_is_asked_to_meet_and_is_in_no_pairing(pair, trainer, other_trainer):
    assert [list(waiting(side=side, by=trainer)) for side in ("mentor", "mentee")] == [[pair[0]], [pair[1]]]
    assert not waiting(side="mentor", by=other_trainer).exists()
    with pytest.raises(CannotPair, match="not_waiting"):
        propose(match=match(pair[::-1]), by=trainer)
    with pytest.raises(CannotPair, match="not_waiting"):
        propose(match=match(pair), by=other_trainer)
    propose(match=match(pair), by=trainer)
    assert not waiting(side="mentor", by=trainer).exists()
    with pytest.raises(CannotPair, match="not_waiting"):
        propose(match=match(pair, form_key=uuid.uuid4()), by=trainer)


def test_nobody_coordinates_their_own_pairing(pair, trainer, officer):
    pair[0].cohort.trainers.add(officer)
    with pytest.raises(CannotPair, match="own"):
        propose(match=match(pair), by=officer)


def test_a_pair_is_of_two_and_lives_once(trainer):
    pairing = make_pairing(trainer=trainer)
    facts = {"cohort": pairing.cohort, "coordinator": trainer, "mentor": pairing.mentor}
    for mentee in (pairing.mentor, pairing.mentee):
        with pytest.raises(IntegrityError), transaction.atomic():
            Pairing.objects.create(**facts, mentee=mentee)
    end(pairing=pairing, call=False, another=False, by=pairing.mentor.enrolment.person)
    assert Pairing.objects.create(**facts, mentee=pairing.mentee)


def test_a_mentor_s_no_reaches_the_coordinator_and_not_the_mentee(pair, trainer, mentor):
    pairing = propose(match=match(pair), by=trainer)
    for _time in range(2):
        decline(pairing=pairing)
    assert (letters("pairing_over"), letters("pairing_ended")) == (["Tess"], [])
    assert list(waiting(side="mentor", by=trainer)) == [pair[0]]
    with pytest.raises(NotNow):
        agree(pairing=pairing, by=mentor)


def test_an_end_tells_both_the_same_and_nobody_who_it_was(trainer, mentor, officer):
    pairing = make_pairing(mentor=mentor, mentee=officer, trainer=trainer)
    for _time in range(2):
        end(pairing=pairing, call=True, another=True, by=mentor)
    pairing.refresh_from_db()
    assert (pairing.state, pairing.call_wanted_by, pairing.another_wanted_by) == ("ENDED", *[pairing.mentor] * 2)
    assert (letters("pairing_ended"), letters("pairing_over")) == (["Mina", "Omar"], ["Tess"])
    told = Message.objects.get(person=officer).text
    assert "The pairing has ended." in told
    assert "Mina" not in told
    letter = Message.objects.get(person=trainer)
    for text in (letter.text, letter.html):  # kept for two years: the page says who, for as long as they are known
        assert "One of the two would like a call from you." in text
        assert "Mina" not in text
    assert {entry.user for entry in ModelLogEntry.objects.filter(action="cohorts.end_pairing")} == {None}
    for _time in range(2):
        have_called(pairing=pairing, by=trainer)
    pairing.refresh_from_db()
    assert (pairing.call_wanted_by, pairing.another_wanted_by) == (None, None)
    with pytest.raises(NotNow):
        pause(pairing=pairing, call=False, by=mentor)


def test_whoever_paused_goes_on_and_the_other_half_cannot(trainer, mentor, officer):
    pairing = make_pairing(mentor=mentor, mentee=officer, trainer=trainer)
    for _time in range(2):
        pause(pairing=pairing, call=False, by=mentor)
    with pytest.raises(NotNow):
        resume(pairing=pairing, by=officer)
    assert [resume(pairing=pairing, by=mentor).state for _time in range(2)] == ["MEETING"] * 2
    assert (letters("pairing_paused"), letters("pairing_ended")) == (["Tess"], [])


def test_a_meeting_pair_is_ended_and_not_declined(trainer):
    with pytest.raises(NotNow):
        decline(pairing=make_pairing(trainer=trainer))
    early = make_pairing(trainer=trainer, state="MENTOR_AGREED", started_at=None)
    with pytest.raises(NotNow):
        end(pairing=early, call=False, another=False, by=early.mentor.enrolment.person)


def test_whoever_gives_up_their_place_is_in_no_pairing_and_only_the_other_hears(trainer, mentor, officer):
    pairing = make_pairing(mentor=mentor, mentee=officer, trainer=trainer)
    assert [end_with_place(membership=pairing.mentor) for _time in range(2)] == [1, 0]
    pairing.refresh_from_db()
    assert (pairing.state, letters("pairing_ended"), letters("pairing_over")) == ("ENDED", ["Omar"], ["Tess"])


def test_a_wish_for_another_match_is_forgotten_even_where_it_was_seen_before(trainer):
    pairing = make_pairing(trainer=trainer)
    end(pairing=pairing, call=False, another=True, by=pairing.mentor.enrolment.person)
    Pairing.objects.update(called_at=pairing.started_at)
    have_called(pairing=pairing, by=trainer)
    assert Pairing.objects.get().another_wanted_by is None


@pytest.mark.parametrize(
    ("begun", "state"), [({}, "ENDED"), ({"state": "MENTOR_AGREED", "started_at": None}, "DECLINED")]
)
def test_every_end_leaves_neither_a_pause_nor_a_wish_and_is_in_the_log(trainer, begun, state):
    pairing = make_pairing(trainer=trainer, **begun)
    now = timezone.now()
    Pairing.objects.update(paused_at=now, paused_by=pairing.mentor, call_wanted_by=pairing.mentor, called_at=now)
    pairing.refresh_from_db()
    finish(pairing=pairing)
    pairing.refresh_from_db()
    kept = [pairing.paused_at, pairing.paused_by, pairing.call_wanted_by, pairing.another_wanted_by, pairing.called_at]
    assert (pairing.state, kept, pairing.is_over) == (state, [None] * 5, True)
    assert [entry.user for entry in ModelLogEntry.objects.filter(action="cohorts.end_pairing")] == [None]


def test_a_cohort_that_closes_ends_its_pairings_and_both_halves_hear(trainer, mentor, officer):
    pairing = make_pairing(mentor=mentor, mentee=officer, trainer=trainer)
    other = make_pairing()
    assert [end_with_cohort(cohort=pairing.cohort) for _time in range(2)] == [1, 0]
    assert (letters("pairing_ended"), letters("pairing_over")) == (["Mina", "Omar"], ["Tess"])
    other.refresh_from_db()
    assert other.state == "MEETING"
