"""Places and cohorts of two entries become one person's."""

import pytest

from cohorts.models import Membership
from cohorts.services.merging import hand_over_cohorts, hand_over_places, places_in_one_cohort
from learning.services.merging import hand_over_enrolments
from people.permissions import TRAINERS
from tests.factories.cohorts import make_attendance, make_cohort, make_member, make_session
from tests.factories.people import make_person

pytestmark = pytest.mark.django_db


def merged(gone, kept):
    """In the order of the house: upper apps first."""
    moved = hand_over_places(gone, kept)
    hand_over_enrolments(gone, kept)
    return moved


def test_a_place_goes_along_with_its_enrolment():
    place, kept = make_member(make_cohort()), make_person()
    assert merged(place.enrolment.person, kept) == 1
    assert Membership.objects.visible_to(kept).get() == place


def test_a_place_on_the_course_that_is_left_moves_to_the_one_that_goes_on():
    one = make_cohort()
    other = make_cohort(route=one.route)
    place, theirs = make_member(one), make_member(other)
    gone, kept = place.enrolment.person, theirs.enrolment.person
    assert places_in_one_cohort(gone, kept) == []
    merged(gone, kept)
    place.refresh_from_db()
    assert (place.enrolment, place.left_at) == (theirs.enrolment, None)


def test_of_two_places_in_one_cohort_one_stands_and_the_register_keeps_both_lines():
    cohort = make_cohort(name="Tuesday group")
    place, theirs = make_member(cohort), make_member(cohort)
    session = make_session(cohort)
    for member in (place, theirs):
        make_attendance(session, member)
    gone, kept = place.enrolment.person, theirs.enrolment.person
    assert "Tuesday group" in places_in_one_cohort(gone, kept)[0]
    merged(gone, kept)
    assert list(cohort.memberships.present()) == [theirs]
    assert session.attendances.filter(membership__enrolment__person=kept).count() == 2


def test_a_place_given_up_stands_again_where_the_other_one_stood():
    cohort = make_cohort()
    place, theirs = make_member(cohort), make_member(cohort)
    Membership.objects.filter(pk=theirs.pk).update(left_at=theirs.joined_at)
    merged(place.enrolment.person, theirs.enrolment.person)
    assert list(cohort.memberships.present()) == [theirs]


def test_the_kept_person_trains_what_the_other_trained(trainer):
    cohort, kept = make_cohort(trainers=[trainer]), make_person(groups=[TRAINERS])
    assert hand_over_cohorts(trainer, kept) == 1
    assert list(cohort.trainers.all()) == [kept]
    assert hand_over_cohorts(trainer, kept) == 0
