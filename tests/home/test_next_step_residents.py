"""Home of a resident: who is one, and what their page has that no other has."""

import datetime
import uuid

import pytest
from django.utils import timezone

from cohorts.models import Booking
from home.next_step import home_of
from learning.models import Obstacle
from tests.factories.certificates import make_certificate
from tests.factories.cohorts import make_attendance, make_cohort, make_member, make_place, make_session
from tests.factories.courses import make_course, make_home, make_route
from tests.factories.learning import make_course_completion, make_enrolment
from tests.factories.people import make_post

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def front():
    return make_home()


def page_of(client, person) -> str:
    client.force_login(person)
    return " ".join(client.get("/").content.decode().split())


def soon(**later):
    return timezone.now() + datetime.timedelta(**(later or {"days": 3}))


def test_a_resident_has_no_post_no_rights_and_no_course_for_staff(resident, officer, trainer, mentor):
    assert [home_of(person).is_resident for person in (resident, mentor, officer, trainer)] == [
        True,
        True,
        False,
        False,
    ]
    make_enrolment(mentor, make_route(make_course(), audience="STAFF"))
    make_post(resident)
    assert [home_of(person).is_resident for person in (resident, mentor)] == [False, False]


def test_somebody_new_reads_of_sessions_near_them_and_of_no_other(client, resident, other_organisation):
    place = make_place(resident.organisation, name="Low Mill Hub")
    near = make_cohort(organisation=resident.organisation, join_policy="CODE", state="OPEN", place=place)
    far = make_cohort(organisation=other_organisation, join_policy="CODE", state="OPEN")
    for cohort in (near, far):
        make_session(cohort, starts_at=soon())
    page = page_of(client, resident)
    assert "Nothing booked. Here are sessions near you." in page
    assert "Low Mill Hub" in page
    assert far.course.title not in page.replace(near.course.title, "") or far.course.title == near.course.title
    assert [row.cohort for row in home_of(resident).near] == [near]


def test_with_no_date_anywhere_it_says_what_will_stand_there(client, resident):
    assert "Nothing booked. New dates will stand here." in page_of(client, resident)


def test_the_next_session_comes_first_with_its_way_to_say_something(client, resident):
    cohort = make_cohort(organisation=resident.organisation)
    member = make_member(cohort, resident)
    session = make_session(cohort, starts_at=soon(), capacity=3, food="Soup and bread")
    page = page_of(client, resident)
    for line in ("Next session", "Soup and bread", "Book my place", "Add to my calendar", "Ask or tell your trainer"):
        assert line in page
    Booking.objects.create(session=session, membership=member)
    assert "Your place is booked." in page_of(client, resident)


def test_nothing_counts_days_and_nothing_is_a_duty(client, resident):
    make_course_completion(make_enrolment(resident, make_route(make_course(), audience="ANY", validity_months=24)))
    certificate = make_certificate(person=resident, route={"audience": "ANY"})
    page = page_of(client, resident)
    assert certificate.title in page
    for word in ("Refresh it by", "due by", "overdue", "expired", "My courses"):
        assert word not in page


def test_what_we_did_together_and_what_changed_are_on_the_page(client, resident):
    cohort = make_cohort(organisation=resident.organisation)
    mine = make_member(cohort, resident)
    session = make_session(cohort, module=None)
    for member in [mine, *(make_member(cohort) for _number in range(4))]:
        make_attendance(session, member)
    said = {"state": "ANSWERED", "answer": "The hall opens at nine now.", "answered_at": timezone.now()}
    Obstacle.objects.create(enrolment=mine.enrolment, form_key=uuid.uuid4(), text="The hall is shut", **said)
    Obstacle.objects.create(enrolment=mine.enrolment, form_key=uuid.uuid4(), text="The bus is late")
    others = make_enrolment(make_member(cohort).enrolment.person, make_route(make_course()))
    Obstacle.objects.create(
        enrolment=others, form_key=uuid.uuid4(), text="No tea", **(said | {"answer": "Tea at ten."})
    )
    page = page_of(client, resident)
    for line in (
        "What we did together",
        "5 people came.",
        "What changed because of you",
        "The hall opens at nine now.",
    ):
        assert line in page
    assert "Tea at ten." not in page
