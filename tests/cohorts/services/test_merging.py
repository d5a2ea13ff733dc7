"""Places and cohorts of two entries become one person's."""

import pytest
from django.utils import timezone

from cohorts.models import Cohort, Invitation, Membership
from cohorts.services.inviting import accept
from cohorts.services.merging import (
    hand_over_cohorts,
    hand_over_invitations,
    hand_over_places,
    hand_over_requests,
    places_in_one_cohort,
)
from learning.models import Enrolment
from learning.services.merging import hand_over_enrolments
from people.models import Message
from people.permissions import TRAINERS
from tests.factories.cohorts import (
    make_attendance,
    make_cohort,
    make_invitation,
    make_member,
    make_request,
    make_session,
)
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


@pytest.mark.parametrize("complete", ["gone", "kept"])
def test_of_two_places_the_one_whose_course_is_complete_stands(complete):
    cohort = make_cohort()
    places = {"gone": make_member(cohort), "kept": make_member(cohort)}
    Enrolment.objects.filter(pk=places[complete].enrolment_id).update(status="COMPLETED", closed_at=timezone.now())
    merged(places["gone"].enrolment.person, places["kept"].enrolment.person)
    assert list(cohort.memberships.present()) == [places[complete]]
    assert Membership.objects.filter(enrolment__person=places["kept"].enrolment.person).count() == 2


def test_of_two_places_with_both_courses_complete_the_kept_person_s_stands():
    cohort = make_cohort()
    place, theirs = make_member(cohort), make_member(cohort)
    Enrolment.objects.update(status="COMPLETED", closed_at=timezone.now())
    merged(place.enrolment.person, theirs.enrolment.person)
    assert list(cohort.memberships.present()) == [theirs]


def test_an_open_invitation_moves_to_the_address_that_goes_on_with_a_new_link():
    gone, kept = make_person(), make_person()
    kept_place = make_invitation(make_cohort(), email=gone.email, name="Om")
    over = make_invitation(make_cohort(), email=gone.email, expires_at=timezone.now())
    assert hand_over_invitations(gone, kept) == 2
    found = Invitation.objects.get(pk=kept_place.pk)
    assert (found.email, found.is_open, found.times_sent) == (kept.email, True, 2)
    assert found.digest != kept_place.digest
    assert [letter.address for letter in Message.objects.all()] == [kept.email]
    assert Invitation.objects.get(pk=over.pk).email == kept.email
    assert accept(invitation=found).enrolment.person == kept
    gone.email = None  # as the merge leaves it
    assert hand_over_invitations(gone, kept) == 0


def test_an_invitation_is_answered_where_the_person_has_a_place_and_kept_once_where_both_are_invited():
    gone, kept = make_person(), make_person()
    cohort, other = make_cohort(capacity=2), make_cohort()
    place = make_member(cohort, kept)
    here = make_invitation(cohort, email=gone.email)
    twice = [make_invitation(other, email=person.email) for person in (gone, kept)]
    assert hand_over_invitations(gone, kept) == 2
    here.refresh_from_db()
    assert (here.accepted_as, cohort.invitations.keeping_a_place().count()) == (place, 0)
    assert list(other.invitations.keeping_a_place()) == [twice[1]]
    assert Message.objects.count() == 0


def test_a_closing_cohort_writes_no_letter_about_a_place():
    gone, kept = make_person(), make_person()
    make_invitation(make_cohort(state=Cohort.State.CLOSING), email=gone.email)
    hand_over_invitations(gone, kept)
    assert (Invitation.objects.get().email, Message.objects.count()) == (kept.email, 0)


def test_somebody_without_an_address_gets_the_other_s_and_the_links_go_on():
    gone, kept = make_person(), make_person(email=None)
    invitation = make_invitation(make_cohort(), email=gone.email)
    assert hand_over_invitations(gone, kept) == 0
    assert Invitation.objects.get().digest == invitation.digest


def test_the_kept_person_trains_what_the_other_trained(trainer):
    cohort, kept = make_cohort(trainers=[trainer]), make_person(groups=[TRAINERS])
    assert hand_over_cohorts(trainer, kept) == 1
    assert list(cohort.trainers.all()) == [kept]
    assert hand_over_cohorts(trainer, kept) == 0


def test_whoever_waits_goes_on_waiting_once_and_nowhere_that_either_has_a_place():
    gone, kept = make_person(), make_person()
    inside, both, one = make_cohort(), make_cohort(), make_cohort()
    make_member(inside, kept)
    requests = [make_request(cohort, gone) for cohort in (inside, both, one)] + [make_request(both, kept)]
    assert hand_over_requests(gone, kept) == 3
    for request in requests:
        request.refresh_from_db()
    assert {request.person for request in requests} == {kept}
    assert [request.closed_as for request in requests] == ["JOINED", "GIVEN_UP", "", ""]
