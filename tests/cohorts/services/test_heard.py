"""Notices of a session are put away by whoever has answered on its page."""

from datetime import timedelta

import pytest
from django.utils import timezone

from cohorts import emails
from cohorts.models import Booking
from cohorts.services.heard import put_away_notices
from people.models import Message
from tests.factories.cohorts import make_cohort, make_member, make_session
from tests.factories.people import make_person

pytestmark = pytest.mark.django_db
SOON = timedelta(days=9)


def unread(person) -> list[str]:
    notices = Message.objects.of(person).filter(read_at__isnull=True).order_by("pk")
    return [notice.template.removeprefix("cohorts/emails/") for notice in notices]


@pytest.fixture
def cohort():
    return make_cohort()


def test_notices_and_the_offer_of_this_session_go_and_every_other_stays(cohort):
    joss, ines = make_person(email=None), make_person(email=None)
    member, session, other = (
        make_member(cohort, joss),
        *(make_session(cohort, starts_at=timezone.now() + SOON) for _ in "ab"),
    )
    offered = {"state": "OFFERED", "offered_until": timezone.now() + timedelta(hours=3)}
    emails.place_offered(booking=Booking.objects.create(session=session, membership=member, **offered))
    for person, about in ((joss, session), (joss, other), (ines, session)):
        emails.your_session(person=person, session=about)
    assert put_away_notices(session=session, person=joss) == 2
    assert (unread(joss), unread(ines)) == (["your_session"], ["your_session"])
    assert put_away_notices(session=session, person=joss) == 0


def test_letters_that_went_by_e_mail_are_left_alone(cohort, officer):
    session = make_session(cohort, starts_at=timezone.now() + SOON)
    emails.your_session(person=officer, session=session)
    assert put_away_notices(session=session, person=officer) == 0
