"""Somebody has another address: the places kept at the one before follow them."""

import pytest
from allauth.account import signals
from allauth.account.models import EmailAddress
from django.db import OperationalError
from django.utils import timezone

from cohorts.models import Invitation
from cohorts.services import merging
from cohorts.services.inviting import accept
from jobs import services
from jobs.models import Job
from people.models import Message
from people.services.accounts import Refused, change_address
from tests.factories.cohorts import make_cohort, make_invitation, make_member
from tests.factories.people import make_person

pytestmark = pytest.mark.django_db
NEW = "new@northbridge.example"


def letters_about_places():
    return list(Message.objects.filter(template__startswith="cohorts/").values_list("address", flat=True))


def test_a_place_kept_at_the_address_before_is_kept_at_the_new_one_with_a_new_link():
    person = make_person()
    kept = make_invitation(make_cohort(), email=person.email)
    over = make_invitation(make_cohort(), email=person.email, expires_at=timezone.now())
    other = make_invitation(make_cohort(), email=make_person().email)
    change_address(person=person, email=NEW, by=person)
    found = Invitation.objects.get(pk=kept.pk)
    assert (found.email, found.is_open, found.digest != kept.digest) == (NEW, True, True)
    assert letters_about_places() == [NEW]
    assert [Invitation.objects.get(pk=each.pk).email for each in (over, other)] == [NEW, other.email]
    assert accept(invitation=found).enrolment.person == person


def test_where_the_person_has_a_place_already_it_is_kept_no_longer():
    person, cohort = make_person(), make_cohort()
    place, kept = make_member(cohort, person), make_invitation(cohort, email=person.email)
    change_address(person=person, email=NEW, by=person)
    kept.refresh_from_db()
    assert (kept.accepted_as, letters_about_places()) == (place, [])


def test_of_two_open_places_in_one_cohort_one_is_kept():
    person, cohort = make_person(), make_cohort()
    before, after = (make_invitation(cohort, email=email) for email in (person.email, NEW))
    change_address(person=person, email=NEW, by=person)
    assert list(cohort.invitations.keeping_a_place()) == [after]
    assert Invitation.objects.get(pk=before.pk).email == NEW


def test_without_an_address_any_more_the_link_opens_nothing():
    person = make_person()
    kept = make_invitation(make_cohort(), email=person.email)
    change_address(person=person, email=None, by=person)
    kept.refresh_from_db()
    assert (kept.is_open, kept.withdrawn_at is not None) == (False, True)


def test_an_address_that_is_refused_changes_nothing():
    person = make_person()
    kept = make_invitation(make_cohort(), email=person.email)
    with pytest.raises(Refused):
        change_address(person=person, email=make_person(email=NEW).email, by=person)
    assert Invitation.objects.get().digest == kept.digest


def test_the_same_address_once_more_changes_nothing():
    person = make_person()
    kept = make_invitation(make_cohort(), email=person.email)
    change_address(person=person, email=person.email.upper(), by=person)
    assert Invitation.objects.get().digest == kept.digest


def proves(rf, person, *, before, after=NEW, proved=True):
    """The person has typed the code that was sent to their new address, as allauth tells it. The job that asks."""
    type(person).objects.filter(pk=person.pk).update(email=after)
    request = rf.get("/")
    request.user = make_person()  # somebody else's browser: nobody is signed in again here
    was = EmailAddress(user=person, email=before, verified=proved)
    EmailAddress.objects.filter(user=person).delete()
    now = EmailAddress.objects.create(user=person, email=after, verified=True)
    given = {"request": request, "user": person, "from_email_address": was, "to_email_address": now}
    signals.email_changed.send(sender=EmailAddress, **given)
    return Job.objects.filter(kind="people.follow_address").last()


def test_whoever_proves_a_new_address_by_themselves_takes_their_places_along(rf):
    person = make_person()
    kept = make_invitation(make_cohort(), email=person.email)
    job = proves(rf, person, before=person.email)
    assert person.email not in str(job.args) + job.key
    assert services.run(job.pk)
    kept.refresh_from_db()
    assert (kept.email, letters_about_places()) == (NEW, [NEW])
    assert Job.objects.get(pk=job.pk).note == "1 rows moved."


def test_an_address_that_nobody_proved_takes_no_place_along(rf):
    person = make_person()
    kept = make_invitation(make_cohort(), email="victim@northbridge.example")
    assert proves(rf, person, before=kept.email, proved=False) is None
    assert Invitation.objects.get().digest == kept.digest


def test_a_lock_that_is_held_too_long_loses_nothing(rf, monkeypatch):
    person = make_person()
    kept = make_invitation(make_cohort(), email=person.email)
    job = proves(rf, person, before=person.email)

    def held(cohort):
        raise OperationalError("lock timeout")

    with monkeypatch.context() as during:
        during.setattr(merging, "locked", held)
        services.run(job.pk)
    assert Invitation.objects.get().email == kept.email
    Job.objects.retrying().update(run_after=timezone.now())
    services.run(job.pk)
    assert Invitation.objects.get().email == NEW


def test_whoever_changed_twice_meanwhile_finds_all_at_the_address_of_today(rf):
    person, third = make_person(), "third@northbridge.example"
    kept = make_invitation(make_cohort(), email=person.email)
    jobs = [proves(rf, person, before=person.email), proves(rf, person, before=NEW, after=third)]
    assert [services.run(job.pk) for job in jobs] == [True, True]
    assert Invitation.objects.get(pk=kept.pk).email == third


def test_what_waits_where_somebody_else_is_by_now_is_theirs(rf):
    person = make_person()
    before = person.email
    job = proves(rf, person, before=before)
    make_person(email=before)
    kept = make_invitation(make_cohort(), email=before)
    services.run(job.pk)
    assert Invitation.objects.get().digest == kept.digest
