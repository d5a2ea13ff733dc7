"""When a course is due a refresh, and residents' yearly note."""

import datetime

import pytest

from certificates.models import Certificate
from certificates.services import remind
from certificates.services.erase import erase_all
from certificates.services.revoke import revoke
from learning.services.completion import withdraw_module
from learning.services.enrolment import leave_course, start_renewal
from people.models import Assignment
from tests.factories.certificates import make_certificate
from tests.factories.courses import make_course, make_module, make_route
from tests.factories.learning import make_course_completion, make_enrolment
from tests.factories.people import make_person, make_post

pytestmark = pytest.mark.django_db
DAY = datetime.timedelta(days=1)
DONE = datetime.date(2026, 3, 4)
UNTIL = datetime.date(2027, 3, 4)


def noon(day):
    return datetime.datetime.combine(day, datetime.time(12), tzinfo=datetime.UTC)


def keys(source, day):
    return [due.key for due in source(noon(day))]


@pytest.fixture
def completion(officer):
    """A staff course, done on 4 March 2026, that runs for twelve months; its certificate is issued."""
    done = certified(make_route(make_course(), validity_months=12, certificate_title="Community Connector"), officer)
    assert (done.completed_on, done.expires_on) == (DONE, UNTIL)
    return done


def certified(route, person, **facts):
    completion = make_course_completion(make_enrolment(person, route), **facts)
    make_certificate(completion=completion)
    return completion


@pytest.mark.parametrize(
    ("day", "offset"),
    [
        (datetime.date(2026, 9, 3), None),
        (datetime.date(2026, 9, 4), "6m"),
        (datetime.date(2026, 12, 3), "6m"),
        (datetime.date(2026, 12, 4), "3m"),
        (datetime.date(2027, 2, 18), "2w"),
        (datetime.date(2027, 3, 3), "2w"),  # after a break: the latest alone
        (datetime.date(2027, 3, 4), None),  # its date has come
    ],
)
def test_a_refresh_is_due_three_times_and_the_latest_counts(completion, day, offset):
    assert keys(remind.refresh, day) == ([f"renewal:{completion.pk}:{offset}"] if offset else [])


def test_a_moment_before_the_course_was_done_never_comes():
    done, until = datetime.date(2026, 11, 1), datetime.date(2027, 2, 1)
    assert remind.latest_offset(done, until, datetime.date(2026, 12, 1)) == ""  # half a year before lies before it
    assert remind.latest_offset(done, until, datetime.date(2027, 1, 20)) == "2w"


def test_the_letter_says_what_until_when_and_the_short_way(completion):
    (due,) = remind.refresh(noon(datetime.date(2026, 9, 4)))
    course = completion.enrolment.course
    begin = f"Your {completion.title} certificate is due a refresh on 4 March 2027."
    assert str(due.text) == f"{begin} Start when it suits you."
    assert due.url == course.url
    short = make_route(course, modules=[make_module(course, lessons=1)])
    completion.route.renewed_by = short
    completion.route.save()
    (due,) = remind.refresh(noon(datetime.date(2026, 9, 4)))
    assert str(due.text) == f"{begin} The refresh is short. {short.rule_in_words} Start when it suits you."


def test_a_refresh_that_is_begun_or_done_is_not_asked_for_and_one_that_was_left_is(completion):
    day = datetime.date(2026, 9, 4)
    renewal = start_renewal(completion=completion, by=None)
    assert keys(remind.refresh, day) == []
    leave_course(enrolment=renewal, by=None)
    assert len(keys(remind.refresh, day)) == 1
    make_course_completion(make_enrolment(completion.enrolment.person, completion.route))  # once more, as if new
    assert f"renewal:{completion.pk}:6m" not in keys(remind.refresh, day)


def test_what_was_withdrawn_is_not_asked_for(completion, officer):
    withdraw_module(completion=completion.rests_on.get(), why="Wrong person.", by=officer)
    assert keys(remind.refresh, datetime.date(2026, 9, 4)) == []


def test_what_has_no_certificate_any_more_is_not_asked_for(completion, officer):
    day = datetime.date(2026, 9, 4)
    revoke(certificate=Certificate.objects.get(), reason=Certificate.Reason.MISCONDUCT, by=officer)
    assert keys(remind.refresh, day) == []
    other = certified(completion.route, make_post(make_person()).person)
    assert keys(remind.refresh, day) == [f"renewal:{other.pk}:6m"]
    erase_all(person=other.enrolment.person, by=None)
    assert keys(remind.refresh, day) == []


def test_whoever_left_their_post_hears_nothing_of_a_staff_course(completion, officer):
    Assignment.objects.filter(person=officer).update(ends_on=datetime.date(2026, 8, 1))
    assert keys(remind.refresh, datetime.date(2026, 9, 4)) == []


def test_a_refresh_takes_as_many_queries_for_three_as_for_one(completion, django_assert_max_num_queries):
    others = [certified(completion.route, make_post(make_person()).person) for _number in range(2)]
    assert completion.enrolment.course.url  # where the site begins is asked for once, and kept
    with django_assert_max_num_queries(4):
        found = [str(due.text) for due in remind.refresh(noon(datetime.date(2026, 9, 4)))]
    assert len(found) == len(others) + 1


@pytest.fixture
def neighbour(resident):
    """A resident's course without a date, done on 4 March 2026."""
    return certified(make_route(make_course(), audience="RESIDENT"), resident)


@pytest.mark.parametrize(
    ("day", "year"),
    [
        (DONE, None),
        (datetime.date(2027, 3, 3), None),
        (datetime.date(2027, 3, 4), 2027),
        (datetime.date(2027, 3, 10), 2027),
        (datetime.date(2027, 3, 11), None),
        (datetime.date(2028, 3, 5), 2028),
    ],
)
def test_a_resident_hears_once_a_year_in_the_week_after_the_day(neighbour, resident, day, year):
    assert keys(remind.yearly, day) == ([f"yearly:{resident.pk}:{year}"] if year else [])


def test_the_yearly_note_asks_for_nothing(neighbour):
    (due,) = remind.yearly(noon(datetime.date(2027, 3, 4)))
    assert str(due.text).startswith(f"A year ago you completed {neighbour.title}.")
    assert str(due.text).endswith("There is nothing you have to do.")
    assert remind._yearly_text("Tea", 2).startswith("2 years ago you completed Tea.")


def test_the_yearly_note_is_for_residents_without_a_date_alone(neighbour, resident, completion):
    day = datetime.date(2027, 3, 4)
    make_post(resident)
    assert keys(remind.yearly, day) == []  # staff by now


def test_the_yearly_note_keeps_to_the_latest_course(neighbour, resident):
    certified(make_route(make_course(), audience="ANY"), resident, happened_on=DONE + 30 * DAY)
    assert keys(remind.yearly, datetime.date(2027, 3, 4)) == []
    assert keys(remind.yearly, datetime.date(2027, 4, 3)) == [f"yearly:{resident.pk}:2027"]
