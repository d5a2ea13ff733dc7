"""Two at once: one merge, never a site without an administrator, and never somebody without the factor they need."""

import threading
from contextlib import nullcontext, suppress

import pytest
from allauth.mfa.models import Authenticator
from django.db import connection, transaction
from django.test import Client
from wagtail.models import ModelLogEntry

from cohorts.models import Membership
from cohorts.services.joining import locked as cohort_locked
from cohorts.services.joining import take_place
from learning.models import Enrolment
from people.adapters import MFAAdapter
from people.forms.admin import EditPersonForm
from people.models import User
from people.permissions import ADMINISTRATORS, EDITORS
from people.services import accounts
from people.services.accounts import Refused, deactivate_person, set_groups
from people.services.merging import merge_people
from people.views import factors
from tests.factories.cohorts import make_cohort, make_invitation
from tests.factories.courses import make_course, make_route
from tests.factories.learning import make_enrolment
from tests.factories.people import PASSWORD, make_organisation, make_person
from tests.races.together import at_once

pytestmark = pytest.mark.django_db(transaction=True)


def two_on_one_course():
    organisation, route = make_organisation(), make_route(make_course(modules=2))
    people = [make_person(organisation=organisation, email=None) for _person in range(2)]
    for person in people:
        make_enrolment(person=person, route=route)
    return people


def test_the_same_merge_eight_times_at_once_is_one_merge():
    gone, kept = two_on_one_course()
    answers = at_once([lambda: merge_people(gone=gone, kept=kept, by=None)] * 8)
    assert sum(bool(answer) for answer in answers) == 1
    assert len(answers) == 8
    assert Enrolment.objects.filter(person=kept).count() == 2
    assert Enrolment.objects.open().count() == 1
    assert ModelLogEntry.objects.filter(action="people.merge").count() == 2


def test_of_two_merges_both_ways_round_one_holds_and_nobody_vanishes():
    one, other = two_on_one_course()
    acts = [lambda: merge_people(gone=one, kept=other, by=None), lambda: merge_people(gone=other, kept=one, by=None)]
    answers = at_once(acts * 4)
    assert sum(isinstance(answer, dict) and bool(answer) for answer in answers) == 1
    kept = User.objects.standing().get(pk__in=[one.pk, other.pk])
    assert kept.is_active
    assert Enrolment.objects.filter(person=kept).count() == 2


@pytest.mark.parametrize("act", ["demote", "deactivate"])
def test_two_administrators_who_remove_each_other_leave_one(act):
    ada, bea = (make_person(groups=[ADMINISTRATORS]) for _person in range(2))
    verbs = {
        "demote": lambda person, by: set_groups(person=person, groups=[], by=by),
        "deactivate": lambda person, by: deactivate_person(person=person, by=by),
    }
    answers = at_once([lambda: verbs[act](ada, bea), lambda: verbs[act](bea, ada)])
    assert sum(isinstance(answer, Refused) for answer in answers) == 1
    assert User.objects.active().filter(groups__name=ADMINISTRATORS).count() == 1


def removes(person, address):
    """Somebody in a browser of their own, about to press the button."""
    client = Client()
    client.force_login(person)
    client.post("/accounts/reauthenticate/", {"password": PASSWORD})
    return lambda: client.post(address).status_code


@pytest.mark.parametrize(("locked", "left"), [(True, 1), (False, 0)], ids=["locked", "as it was without the lock"])
def test_of_two_factors_that_go_at_once_one_stays(monkeypatch, locked, left):
    editor = make_person(groups=[EDITORS], password=PASSWORD)
    passkey = Authenticator.objects.create(user=editor, type=Authenticator.Type.WEBAUTHN, data={"name": "Phone"})
    both_looked, look = threading.Barrier(2), MFAAdapter.can_delete_authenticator

    def look_together(adapter, factor):
        answer = look(adapter, factor)
        with suppress(threading.BrokenBarrierError):  # alone: nobody else may look now
            both_looked.wait(timeout=2)
        return answer

    pages = ["/accounts/2fa/totp/deactivate/", f"/accounts/2fa/webauthn/keys/{passkey.pk}/remove/"]
    acts = [removes(editor, page) for page in pages]
    monkeypatch.setattr(MFAAdapter, "can_delete_authenticator", look_together)
    if not locked:
        monkeypatch.setattr(factors, "alone_with_factors", lambda **_who: nullcontext())
    assert len(at_once(acts)) == 2
    assert Authenticator.objects.filter(user=editor).count() == left


@pytest.mark.parametrize("in_order", [True, False], ids=["in order", "as it was before"])
def test_somebody_takes_a_place_while_their_address_and_organisation_change(monkeypatch, in_order):
    person, cohort, elsewhere = make_person(), make_cohort(), make_organisation()
    make_invitation(cohort, email=person.email)
    both_hold, tried, first = threading.Barrier(2), [], [True]
    move, hold = accounts.move_person, accounts.hold_address

    def hold_until_both_do():
        with suppress(threading.BrokenBarrierError):  # alone: the other one waits for what is held here
            both_hold.wait(timeout=1)

    def takes():
        tried.append("takes")
        with transaction.atomic():
            cohort_locked(cohort)
            hold_until_both_do()
            take_place(cohort=cohort, person=person, by=person)

    def moves_slowly(**given):
        list(User.objects.select_for_update(no_key=in_order).filter(pk=person.pk))  # with its key nobody names them
        move(**given)
        hold_until_both_do()

    def hold_too_late(**given):
        if not (first and first.pop()):  # not as the form begins, only as the address changes
            hold(**given)

    def changes():
        tried.append("changes")
        typed = {"given_name": "Asha", "email": "new@example.org", "organisation": elsewhere.pk, "is_active": "on"}
        form = EditPersonForm(typed, instance=User.objects.get(pk=person.pk))
        assert form.is_valid(), form.errors
        form.save()

    monkeypatch.setattr(accounts, "move_person", moves_slowly)
    if not in_order:
        monkeypatch.setattr(accounts, "hold_address", hold_too_late)
    assert at_once([takes, changes]) == [None, None]
    # SQLite lets one in after the other; PostgreSQL, where both wait for each other, sends one of them away.
    assert len(tried) == (2 if in_order or connection.vendor == "sqlite" else 3)
    assert (User.objects.get(pk=person.pk).email, Membership.objects.count()) == ("new@example.org", 1)
