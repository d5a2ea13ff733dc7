import datetime
import uuid

import pytest
from django.utils import timezone
from wagtail.models import ModelLogEntry

from academy.demo.clock import at
from cohorts.code import poster_codes, screen_code, step_at
from cohorts.models import CheckIn, Cohort, Membership
from cohorts.services.check_in import (
    NotNow,
    Scan,
    check_in,
    check_in_by_name,
    code_on_screen,
    drop_claim,
    forget_names,
    match,
    note_of,
    place_at,
    problem_at,
    read_note,
    renew_poster,
    said_at,
    scan_of,
    tell_trainer,
)
from people.services.sent_forms import FormUsed
from tests.factories.cohorts import make_cohort, make_member, make_session

pytestmark = pytest.mark.django_db
MINUTE = datetime.timedelta(minutes=1)


@pytest.fixture
def starts():
    """Yesterday at noon: every moment of the test is in the past, and none is near midnight."""
    noon = timezone.localtime().replace(hour=12, minute=0, second=0, microsecond=0)
    return noon - datetime.timedelta(days=1)


@pytest.fixture
def session(starts, trainer):
    return make_session(make_cohort(trainers=[trainer]), starts_at=starts)


def scan(session, moment) -> Scan:
    return Scan(session, moment)


def test_check_in_is_open_from_half_an_hour_before_to_the_end_and_never_less_than_an_hour(session, starts):
    def problems(*minutes):
        return [problem_at(session, starts + number * MINUTE) for number in minutes]

    assert problems(-31, -30, 0, 119, 120, 121) == ["early", "", "", "", "", "ended"]
    session.ends_at = starts + 45 * MINUTE
    assert problems(45, 60, 61) == ["", "", "ended"]
    assert problems(-24 * 60, 24 * 60) == ["wrong day", "wrong day"]
    session.starts_at = starts + 12 * 60 * MINUTE + 20 * MINUTE  # twenty past midnight: ten to is in time
    session.ends_at = session.starts_at + 60 * MINUTE
    assert problems(12 * 60 - 11, 12 * 60 - 10, 12 * 60 - 130, 12 * 60 - 131) == ["early", "", "early", "wrong day"]


def test_a_session_called_off_and_a_closed_cohort_each_have_their_own_answer(session, starts):
    session.cohort.state = Cohort.State.CLOSED
    assert problem_at(session, starts) == "ended"
    session.cancelled_at = starts
    assert problem_at(session, starts) == "called off"


def test_pressing_twice_is_one_row_and_one_line_in_the_log(session, starts):
    member = make_member(session.cohort)
    with at(starts + 5 * MINUTE):
        first = check_in(scan=scan(session, starts), membership=member)
    with at(starts + 9 * MINUTE):
        assert check_in(scan=scan(session, starts + 9 * MINUTE), membership=member) == first
    assert [(row.membership, row.at) for row in CheckIn.objects.all()] == [(member, starts)]
    assert ModelLogEntry.objects.filter(action="cohorts.check_in").count() == 1


@pytest.mark.parametrize(("minutes", "problem"), [(-40, "early"), (130, "ended"), (-24 * 60, "wrong day")])
def test_outside_its_time_a_press_records_nothing(session, starts, minutes, problem):
    moment = starts + minutes * MINUTE
    with at(moment), pytest.raises(NotNow) as refusal:
        check_in(scan=scan(session, moment), membership=make_member(session.cohort))
    assert refusal.value.problem == problem
    assert CheckIn.objects.count() == 0


def test_the_scan_is_judged_when_it_was_made_and_an_early_one_when_it_is_pressed_again(session, starts):
    late, early = make_member(session.cohort), make_member(session.cohort)
    with at(session.ends_at + 5 * MINUTE):  # scanned in time, pressed after signing in
        row = check_in(scan=scan(session, session.ends_at - MINUTE), membership=late)
    with at(starts - 10 * MINUTE):  # scanned forty minutes before, pressed when it had opened
        again = check_in(scan=scan(session, starts - 40 * MINUTE), membership=early)
    assert (row.at, again.at) == (session.ends_at - MINUTE, starts - 10 * MINUTE)


def test_the_poster_is_scanned_or_typed_and_the_screen_s_code_lives_a_minute(session, starts):
    with at(starts):
        by_token, typed = scan_of(session.poster_token), scan_of(poster_codes(session.poster_token)[0].lower())
        shown, step = code_on_screen(session), step_at(starts)
        assert shown == screen_code(session.uuid, step)
        by_screen = scan_of(f"{shown[:3]} {shown[3:]}")
    assert [each.session for each in (by_token, typed, by_screen)] == [session] * 3
    with at(starts + datetime.timedelta(seconds=59)):
        assert scan_of(shown).session == session
    with at(starts + 2 * MINUTE), pytest.raises(NotNow) as gone:
        scan_of(shown)
    assert gone.value.problem == "changed"
    with at(starts + 30 * MINUTE):
        assert [scan_of(text) for text in (shown, "no-such-token", "", "222222")] == [None] * 4


def test_before_its_time_the_screen_s_code_opens_nothing(session, starts):
    with at(starts - 40 * MINUTE):
        assert scan_of(screen_code(session.uuid, step_at(starts - 40 * MINUTE))) is None


def test_a_note_tells_of_the_scan_for_a_quarter_of_an_hour_and_cannot_be_made_up(session, starts):
    note = note_of(scan(session, starts))
    with at(starts + 15 * MINUTE):
        assert read_note(note) == scan(session, starts.astimezone(datetime.UTC))
        assert [read_note(text) for text in (note[:-1], "", "1:POSTER:2")] == [None] * 3
    with at(starts + 16 * MINUTE):
        assert read_note(note) is None


def test_only_whoever_has_a_place_is_on_the_list(session, officer):
    member = make_member(session.cohort)
    assert place_at(session, member.enrolment.person) == member
    assert place_at(session, officer) is None
    Membership.objects.update(left_at=timezone.now())
    assert place_at(session, member.enrolment.person) is None


def test_a_name_given_waits_to_be_matched_and_the_same_form_is_one_claim(session, starts, officer):
    key = uuid.uuid4()
    with at(starts):
        first = check_in_by_name(scan=scan(session, starts), name="  Rosa  Lind ", form_key=key)
        assert check_in_by_name(scan=scan(session, starts), name="Rosa Lind", form_key=key) == first
        told = [tell_trainer(scan=scan(session, starts), person=officer) for _time in range(2)]
    assert told[0] == told[1]
    members, claims = said_at(session)
    assert (members, [claim.name_given for claim in claims]) == ({}, ["Rosa Lind", str(officer)])


def test_a_form_of_one_session_is_not_a_claim_at_another(session, starts):
    key, other = uuid.uuid4(), make_session(session.cohort, starts_at=starts)
    with at(starts):
        check_in_by_name(scan=scan(session, starts), name="Rosa", form_key=key)
        with pytest.raises(FormUsed):
            check_in_by_name(scan=scan(other, starts), name="Rosa", form_key=key)
    assert CheckIn.objects.get().session == session


@pytest.mark.parametrize("token", ["\0", "\0" * 20, "ABC\x07EFGHIJKLMNOP"])
def test_control_characters_are_no_code_and_the_database_is_not_asked(token, django_assert_num_queries):
    with django_assert_num_queries(0):
        assert scan_of(token) is None


def test_a_claim_is_matched_to_a_member_once(session, starts, trainer):
    member = make_member(session.cohort)
    with at(starts):
        one, two = (
            check_in_by_name(scan=scan(session, starts), name="Rosa", form_key=uuid.uuid4()) for _time in range(2)
        )
    for claim in (one, two, one):
        assert match(claim=claim, membership=member, by=trainer) == member
    assert {pk: (row.pk, row.name_given) for pk, row in said_at(session)[0].items()} == {member.pk: (one.pk, "")}
    assert CheckIn.objects.count() == 1


def test_a_claim_of_somebody_new_is_a_walk_in_also_when_pressed_twice(session, starts, trainer):
    with at(starts):
        claim = check_in_by_name(scan=scan(session, starts), name="Rosa Lind", form_key=uuid.uuid4())
    first = match(claim=claim, membership=None, by=trainer)
    assert match(claim=claim, membership=None, by=trainer) == first
    assert str(first) == "Rosa Lind"
    assert (list(said_at(session)[0]), session.cohort.memberships.count()) == ([first.pk], 1)


def test_a_name_of_nobody_is_taken_off_and_a_matched_one_stays(session, starts, trainer):
    with at(starts):
        gone, kept = (
            check_in_by_name(scan=scan(session, starts), name=name, form_key=uuid.uuid4()) for name in ("Joke", "Rosa")
        )
    match(claim=kept, membership=None, by=trainer)
    for claim in (gone, kept, gone):
        drop_claim(claim=claim, by=trainer)
    assert list(CheckIn.objects.all()) == [kept]
    assert ModelLogEntry.objects.filter(action="cohorts.drop_check_in").count() == 1


def test_names_that_nobody_matched_are_forgotten_after_a_month(trainer):
    old = make_session(make_cohort(), starts_at=timezone.now() - datetime.timedelta(days=31))
    new = make_session(old.cohort, starts_at=timezone.now() - datetime.timedelta(days=29))
    for session in (old, new):
        CheckIn.objects.create(session=session, name_given="Rosa")
    CheckIn.objects.create(session=old, membership=make_member(old.cohort))
    assert [forget_names(), forget_names()] == [1, 0]
    assert CheckIn.objects.count() == 2


def test_a_new_poster_code_ends_the_printed_one_and_one_form_makes_one(session, trainer):
    printed, key = session.poster_token, uuid.uuid4()
    renewed = [renew_poster(session=session, form_key=key, by=trainer).poster_token for _time in range(2)]
    assert renewed[0] == renewed[1] != printed
    assert (scan_of(printed), scan_of(renewed[0]).session) == (None, session)
    assert ModelLogEntry.objects.filter(action="cohorts.renew_poster").count() == 1
