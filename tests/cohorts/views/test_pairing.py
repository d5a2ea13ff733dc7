import pytest
from django.urls import reverse
from django.utils import timezone

from cohorts.models import Pairing
from cohorts.services.meeting_notes import clear_line, write_note
from cohorts.services.pairing import end, pause
from tests.factories.courses import make_word
from tests.factories.pairings import make_meeting, make_pairing

pytestmark = pytest.mark.django_db
CANARY = "zyxwhisper"


@pytest.fixture
def pairing(trainer, mentor, officer):
    return make_pairing(mentor=mentor, mentee=officer, trainer=trainer)


@pytest.fixture
def see(client):
    """The page as somebody sees it."""

    def look(person, pairing, name="pairing", *more):
        client.force_login(person)
        return client.get(reverse(f"cohorts:{name}", args=[pairing.uuid, *more]))

    return look


@pytest.fixture
def send(client):
    """One act of somebody."""

    def act(person, pairing, **data):
        client.force_login(person)
        return client.post(reverse("cohorts:pairing", args=[pairing.uuid]), data)

    return act


def text(answer) -> str:
    return answer.content.decode()


STATES = {
    "PROPOSED": {"agreed_at": None, "started_at": None},
    "MENTOR_AGREED": {"started_at": None},
    "MEETING": {},
    "PAUSED": {},
}


@pytest.mark.parametrize(
    ("state", "who", "status", "words"),
    [
        ("PROPOSED", "mentor", 200, "Would you like to meet?"),
        ("PROPOSED", "officer", 404, ""),
        ("MENTOR_AGREED", "mentor", 200, "You have said yes. Now Omar is asked."),
        ("MENTOR_AGREED", "officer", 200, "Mina would like to mentor you"),
        ("MEETING", "mentor", 200, "You choose when and where."),
        ("MEETING", "officer", 200, "Your mentor chooses when and where."),
        ("PAUSED", "officer", 200, "The pairing is paused."),
        ("MEETING", "trainer", 200, "You see the dates, and never what was said."),
        ("MEETING", "administrator", 200, "You see the dates, and never what was said."),
        ("MEETING", "other_trainer", 404, ""),
        ("MEETING", "hr", 404, ""),
        ("MEETING", "editor", 404, ""),
        ("MEETING", "resident", 404, ""),
    ],
)
def test_each_sees_their_part_in_each_state(request, see, state, who, status, words):
    trainer, mentor, officer = map(request.getfixturevalue, ("trainer", "mentor", "officer"))
    pairing = make_pairing(mentor=mentor, mentee=officer, trainer=trainer, state=state, **STATES[state])
    answer = see(request.getfixturevalue(who), pairing)
    assert answer.status_code == status
    assert words in text(answer)
    if status == 200:
        assert "Tess" in text(answer)  # the coordinator is named on every screen


def test_the_offer_is_for_the_mentor_and_the_coordinator(pairing, see, mentor, officer, trainer, administrator):
    make_word(pairing.cohort.organisation, word="benefits advice", value="Welfare Rights")
    seen = {person: "The offer" in text(see(person, pairing)) for person in (mentor, trainer, officer, administrator)}
    assert list(seen.values()) == [True, True, False, False]
    page = text(see(mentor, pairing))
    assert page.index("talk to Welfare Rights before") < page.index("We offer £25") < page.index('name="answer"')


def test_the_offer_is_marked_from_paper_by_the_coordinator_alone(pairing, send, trainer, administrator, officer):
    assert send(trainer, pairing, act="offer", answer="GIVE", detail="The food bank").status_code == 302
    pairing.refresh_from_db()
    assert (pairing.offer_answer, pairing.offer_detail, pairing.offer_marked_by) == ("GIVE", "The food bank", trainer)
    for person in (administrator, officer):
        assert send(person, pairing, act="offer", answer="NO").status_code == 403


def test_less_says_how_much_and_what_was_typed_stays(pairing, send, mentor):
    answer = send(mentor, pairing, act="offer", answer="LESS")
    assert answer.status_code == 200
    assert "Say how much less, or who should have it" in text(answer)
    assert 'value="LESS"' in text(answer)


def test_the_mentor_confirms_the_next_meeting_and_the_mentee_sees_it(pairing, send, see, mentor, officer):
    said = {"act": "plan", "number": 1, "day": "2031-03-04", "starts": "16:00", "place": "The chip shop"}
    for _time in range(2):
        assert send(mentor, pairing, **said).status_code == 302
    assert pairing.meetings.count() == 1
    assert "The chip shop" in text(see(officer, pairing))
    assert "Tuesday 4 March 2031" in text(see(officer, pairing))
    answer = send(mentor, pairing, **said | {"place": ""})
    assert "Say where you will meet" in text(answer)
    send(officer, pairing, **said | {"place": "My office"})
    assert pairing.meetings.get().place == "The chip shop"


def test_ground_rules_are_ticked_one_by_one_by_each_half(pairing, send, see, mentor, officer):
    assert "Tick each rule, or ring your coordinator about it" in text(send(mentor, pairing, act="rules", rules=["0"]))
    send(mentor, pairing, act="rules", rules=["0", "1"], rule_words="Dogs are welcome")
    pairing.refresh_from_db()
    assert (bool(pairing.mentor_rules_at), pairing.mentee_rules_at) == (True, None)
    page = text(see(officer, pairing))
    assert "No casework: Tess" in page
    assert "Dogs are welcome" in page


def test_the_card_nudges_and_going_on_after_a_pause(pairing, send, see, mentor, officer):
    send(mentor, pairing, act="card", shares="Buses", off_limits="My health")
    assert "My health" in text(see(officer, pairing))
    send(officer, pairing, act="nudges", nudges="off")
    pause(pairing=pairing, call=False, by=officer)
    send(mentor, pairing, act="resume")
    pairing.refresh_from_db()
    assert (pairing.mentee_nudges_off, pairing.state) == (True, "PAUSED")
    send(officer, pairing, act="resume")
    pairing.refresh_from_db()
    assert pairing.state == "MEETING"


def test_before_the_yes_there_is_nothing_to_fill_in_but_the_offer(trainer, mentor, officer, see):
    early = {"state": "PROPOSED", "agreed_at": None, "started_at": None, "offer_answer": "", "offer_answered_at": None}
    pairing = make_pairing(mentor=mentor, mentee=officer, trainer=trainer, **early)
    page = text(see(mentor, pairing))
    assert ("We offer £25" in page, "What I share" in page) == (True, False)
    assert '<details class="screen-only" >' in " ".join(page.split())
    Pairing.objects.update(state="MENTOR_AGREED", agreed_at=timezone.now())
    assert "What I share" in text(see(mentor, pairing))
    assert '<details class="screen-only" open>' in " ".join(text(see(mentor, pairing)).split())
    assert "One change" not in text(see(officer, pairing))


def test_the_mentor_is_led_from_the_next_meeting_to_an_offer_without_an_answer(pairing, see, mentor, officer):
    assert "Go to the offer" not in text(see(mentor, pairing))
    Pairing.objects.update(offer_answer="", offer_answered_at=None)
    assert 'href="#offer"' in text(see(mentor, pairing))
    assert "offer" not in text(see(officer, pairing)).lower()


def test_the_ground_rules_stand_once_as_boxes_to_tick_or_as_a_list(pairing, see, send, mentor):
    fresh = text(see(mentor, pairing))
    assert (fresh.count("The mentor leads."), 'class="print-only"' in fresh) == (2, True)
    send(mentor, pairing, act="rules", rules=["0", "1"])
    ticked = text(see(mentor, pairing))
    assert ("You ticked these on" in ticked, 'class="print-only"' in ticked) == (True, False)


def test_yes_and_no_to_a_pairing(trainer, mentor, officer, send):
    early = {"state": "PROPOSED", "agreed_at": None, "started_at": None}
    pairing = make_pairing(mentor=mentor, mentee=officer, trainer=trainer, **early)
    for person, state in ((mentor, "MENTOR_AGREED"), (officer, "MEETING")):
        send(person, pairing, act="agree")
        assert Pairing.objects.get().state == state
    send(mentor, pairing, act="decline")
    assert Pairing.objects.get().state == "MEETING"


def test_leaving_is_one_screen_and_asks_no_reason(pairing, client, see, send, officer):
    mentor, trainer = pairing.mentor.enrolment.person, pairing.coordinator
    page = see(mentor, pairing, "leave_pairing")
    assert "Tess" in text(page)
    assert "No reason is asked." in text(page)
    address = reverse("cohorts:leave_pairing", args=[pairing.uuid])
    assert "Choose one of the three" in text(client.post(address, {"call": "no"}))
    assert client.post(address, {"what": "swap", "call": "yes"}).status_code == 302
    assert "The pairing has ended." in text(see(officer, pairing))
    assert "Mina would like a call" in text(see(trainer, pairing))
    assert text(see(trainer, pairing, "leave_pairing")).count("Mina") == 0
    send(trainer, pairing, act="called")
    assert Pairing.objects.get().call_wanted_by is None
    assert see(mentor, pairing, "leave_pairing").status_code == 403


def test_a_wish_for_another_match_reaches_the_coordinator_alone_until_it_is_seen_to(
    pairing, see, send, officer, trainer, administrator
):
    end(pairing=pairing, call=False, another=True, by=officer)
    page = text(see(trainer, pairing))
    assert "Omar would like to meet somebody else." in " ".join(page.split())
    assert ("would like a call" in page, page.count("I have seen")) == (False, 1)
    assert "would like" not in text(see(administrator, pairing))
    for _time in range(2):
        assert send(trainer, pairing, act="called").status_code == 302
    assert "would like" not in text(see(trainer, pairing))


def test_the_coordinator_is_told_of_an_end_without_a_wish_and_never_by_whom(pairing, see, officer, trainer):
    end(pairing=pairing, call=False, another=False, by=officer)
    page = text(see(trainer, pairing))
    assert "would like" not in page
    assert "I have seen it" in page


def test_after_the_end_nothing_is_sent_any_more(pairing, send, mentor):
    end(pairing=pairing, call=False, another=False, by=mentor)
    assert send(mentor, pairing, act="card", shares="x").status_code == 403


@pytest.fixture
def others(trainer, administrator, hr, other_trainer):
    """Everybody who might look over somebody's shoulder."""
    return [trainer, administrator, hr, other_trainer]


def test_what_one_half_writes_reaches_no_byte_of_anybody_else(pairing, client, see, others):
    mentor, officer = pairing.mentor.enrolment.person, pairing.mentee.enrolment.person
    meeting = make_meeting(pairing)
    for person, word in ((mentor, f"{CANARY}-mentor"), (officer, f"{CANARY}-mentee")):
        write_note(meeting=meeting, text=word, by=person)
        clear_line(meeting=meeting, line=f"line of {person.given_name}", by=person)
    for person in others:
        for name, more in (("pairing", ()), ("meeting", (1,)), ("pairing_cards", ()), ("leave_pairing", ())):
            assert CANARY not in text(see(person, pairing, name, *more))
        for address in ("/cohorts/", "/cohorts/pairings/"):
            assert CANARY not in text(client.get(address))
    for person, word in ((mentor, "mentee"), (officer, "mentor")):
        pages = [text(see(person, pairing)), text(see(person, pairing, "meeting", 1))]
        assert f"{CANARY}-{word}" not in "".join(pages)
    page = text(see(others[0], pairing))
    assert ("line of Mina" in page, "line of Omar" in page) == (True, False)
    assert "line of Mina" not in text(see(others[1], pairing))


@pytest.mark.parametrize("side", ["mentor", "mentee", "coordinator"])
def test_the_same_queries_for_one_meeting_and_for_three(pairing, see, side, django_assert_max_num_queries):
    halves = [pairing.half(each).enrolment.person for each in ("mentor", "mentee")]
    person = dict(zip(("mentor", "mentee", "coordinator"), [*halves, pairing.coordinator], strict=True))[side]
    counted, change = [], {"changed_at": timezone.now(), "changed_by": "mentor", "day_before": "2026-01-02"}
    for number in (1, 3):
        while pairing.meetings.count() < number:
            meeting = make_meeting(pairing, pairing.meetings.count() + 1, held_on="2026-01-01", **change)
            for half in halves:
                clear_line(meeting=meeting, line="A line", by=half)
        see(person, pairing)
        with django_assert_max_num_queries(60) as queries:
            see(person, pairing)
        counted.append(len(queries))
    assert counted[0] == counted[1]
    assert counted[0] < 40
