from datetime import UTC, datetime, timedelta

import pytest
from django.utils import timezone

from cohorts.models import Booking
from cohorts.services.reminding import sessions_soon
from tests.factories.cohorts import make_cohort, make_member, make_place, make_session

pytestmark = pytest.mark.django_db
NOON = datetime(2031, 3, 3, 12, tzinfo=UTC)  # London keeps the same time in March


def told(now=NOON) -> list[str]:
    return sorted(due.person.given_name for due in sessions_soon(now))


@pytest.fixture
def cohort():
    return make_cohort(place=make_place(name="Low Mill", address="1 Mill Lane", access="Step-free"))


def test_a_member_hears_of_the_session_after_tomorrow_in_words(cohort, officer):
    make_member(cohort, officer)
    session = make_session(cohort, starts_at=NOON + timedelta(days=2, hours=2))
    (due,) = sessions_soon(NOON)
    assert (due.person, due.kind) == (officer, "session")
    assert due.key == f"session:{session.uuid}:0:soon:{officer.uuid}"
    assert str(due.subject).startswith("The day after tomorrow: ")
    assert len(str(due.subject)) < 60
    assert str(due.text).split("\n\n") == [
        f"{session.module.title} is on Wednesday 5 March 2031, 2 pm.",
        "Where: Low Mill, 1 Mill Lane",
        "Getting in: Step-free",
        "Bring nothing. If you cannot come, say so on its page.",
    ]
    assert due.url.startswith("/learn/sessions/")
    assert str(due.label) == "See my session"
    words = [str(next(sessions_soon(NOON + timedelta(days=days))).subject).split(":")[0] for days in (1, 2)]
    assert words == ["Tomorrow", "Today"]


@pytest.mark.parametrize("ahead", [timedelta(days=3), timedelta(0), timedelta(hours=-1)])
def test_nobody_hears_too_early_or_once_it_has_begun(cohort, officer, ahead):
    make_member(cohort, officer)
    make_session(cohort, starts_at=NOON + ahead)
    assert told() == []


def test_only_whoever_counts_on_it_hears(cohort, officer, caretaker, resident, mentor):
    session = make_session(cohort, starts_at=NOON + timedelta(days=1), capacity=9)
    said = {officer: "BOOKED", caretaker: "GIVEN_UP", resident: "WAITING"}
    for person, state in said.items():
        Booking.objects.create(session=session, membership=make_member(cohort, person), state=state)
    make_member(cohort, mentor)  # has not booked
    make_member(cohort, left_at=timezone.now())
    assert told() == [officer.given_name]
    type(session).objects.update(cancelled_at=timezone.now())
    assert told() == []


def test_whoever_booked_a_later_date_of_the_module_is_not_told_of_the_first(cohort, officer, resident):
    make_session(cohort, starts_at=NOON + timedelta(days=1))
    later = make_session(cohort, starts_at=NOON + timedelta(days=9))
    Booking.objects.create(session=later, membership=make_member(cohort, officer), state="BOOKED")
    make_member(cohort, resident)
    assert told() == [resident.given_name]
    assert told(NOON + timedelta(days=8)) == sorted([officer.given_name, resident.given_name])
