import pytest
from wagtail.models import ModelLogEntry

from cohorts.services.agreeing import answer_offer, tick_rules, turn_nudges, write_card
from cohorts.services.pairing import NotNow, end
from tests.factories.pairings import make_pairing

pytestmark = pytest.mark.django_db


@pytest.fixture
def pairing(trainer, mentor, officer):
    return make_pairing(mentor=mentor, mentee=officer, trainer=trainer, offer_answer="", offer_answered_at=None)


def test_the_offer_can_be_changed_and_says_who_marked_it(pairing, mentor, trainer):
    first = answer_offer(pairing=pairing, answer="LESS", detail=" £10 ", by=trainer)
    assert (first.offer_detail, first.offer_marked_by) == ("£10", trainer)
    again = answer_offer(pairing=pairing, answer="LESS", detail="£10", by=trainer)
    assert again.offer_answered_at == first.offer_answered_at
    changed = answer_offer(pairing=pairing, answer="NO", detail="never kept", by=mentor)
    assert (changed.offer_answer, changed.offer_detail, changed.offer_marked_by) == ("NO", "", None)
    logged = ModelLogEntry.objects.filter(action="cohorts.answer_offer")
    assert [entry.data for entry in logged] == [{}, {}]


def test_each_half_ticks_for_itself_and_keeps_the_first_day(pairing, mentor, officer):
    first = tick_rules(pairing=pairing, words="Dogs welcome", by=mentor)
    again = tick_rules(pairing=pairing, words="No dogs", by=mentor)
    assert (again.mentor_words, again.mentor_rules_at) == ("No dogs", first.mentor_rules_at)
    assert (again.mentee_words, again.mentee_rules_at) == ("", None)
    assert tick_rules(pairing=pairing, words="", by=officer).mentee_rules_at is not None


def test_the_card_is_the_mentor_s(pairing, mentor, officer):
    card = write_card(pairing=pairing, shares="Buses", off_limits="My health", by=mentor)
    assert (card.shares, card.off_limits) == ("Buses", "My health")
    with pytest.raises(NotNow):
        write_card(pairing=pairing, shares="Everything", off_limits="", by=officer)


def test_each_half_turns_its_own_nudges(pairing, officer):
    off = turn_nudges(pairing=pairing, on=False, by=officer)
    assert (off.mentee_nudges_off, off.mentor_nudges_off) == (True, False)


def test_nothing_is_settled_after_the_end_or_by_a_stranger(pairing, mentor, resident):
    with pytest.raises(NotNow):
        tick_rules(pairing=pairing, words="", by=resident)
    end(pairing=pairing, call=False, another=False, by=mentor)
    with pytest.raises(NotNow):
        answer_offer(pairing=pairing, answer="YES", by=mentor)
