"""What both waiting lists keep to."""

import datetime

import pytest
from django.utils import timezone

from cohorts.models import Booking, PlaceRequest
from cohorts.models.line import offer_end, to_offer
from tests.factories.cohorts import make_cohort, make_member, make_session
from tests.factories.people import make_person

HOUR, NOW = datetime.timedelta(hours=1), timezone.now()


@pytest.mark.parametrize(("start", "end"), [(None, 2), (3, 2), (1, 1)], ids=["no start", "later", "sooner"])
def test_an_offer_stands_so_long_and_never_beyond_the_start(start, end):
    starts_at = None if start is None else NOW + start * HOUR
    assert offer_end(now=NOW, stands=2 * HOUR, start=starts_at) == NOW + end * HOUR


@pytest.mark.parametrize(("taken", "free"), [(0, 2), (1, 1), (2, 0), (3, 0)])
def test_as_many_are_offered_a_place_as_there_are_places_left(taken, free):
    assert to_offer(capacity=2, taken=taken) == free


@pytest.mark.django_db
def test_whoever_asked_first_is_number_one_in_either_line(django_assert_num_queries):
    cohort = make_cohort()
    session, asked = make_session(cohort, capacity=1), [timezone.now() - number * HOUR for number in range(3)]
    for at in asked:
        Booking.objects.create(session=session, membership=make_member(cohort), state="WAITING", asked_at=at)
        PlaceRequest.objects.create(cohort=cohort, person=make_person(), kind="WAITING", asked_at=at)
        PlaceRequest.objects.create(cohort=make_cohort(), person=make_person(), kind="APPROVAL", asked_at=at)
    for rows, numbers in ((Booking.objects.in_line().first_come(), [1, 2, 3]), (PlaceRequest.objects.in_line(), None)):
        with django_assert_num_queries(1):
            found = list(rows)
        assert [row.place_in_line for row in found] == (numbers or [1, None, 2, None, 3, None])


@pytest.mark.django_db
@pytest.mark.parametrize("ends_in", [-1, 1], ids=["lapsed", "stands"])
def test_an_offer_lapses_at_its_end(ends_in):
    cohort, until = make_cohort(), timezone.now() + ends_in * HOUR
    facts = {"offered_until": until}
    Booking.objects.create(session=make_session(cohort), membership=make_member(cohort), state="OFFERED", **facts)
    PlaceRequest.objects.create(cohort=cohort, person=make_person(), kind="WAITING", **facts)
    for model in (Booking, PlaceRequest):
        assert (model.objects.get().is_offered, model.objects.lapsed().exists()) == (ends_in > 0, ends_in < 0)
