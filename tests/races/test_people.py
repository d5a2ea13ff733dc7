"""Two at once: one merge, never a site without an administrator, and never somebody without the factor they need."""

import threading
from contextlib import nullcontext, suppress

import pytest
from allauth.mfa.models import Authenticator
from django.db import OperationalError, connections
from django.test import Client
from wagtail.models import ModelLogEntry

from learning.models import Enrolment
from people.adapters import MFAAdapter
from people.models import User
from people.permissions import ADMINISTRATORS, EDITORS
from people.services.accounts import Refused, deactivate_person, set_groups
from people.services.merging import merge_people
from people.views import factors
from tests.factories.courses import make_course, make_route
from tests.factories.learning import make_enrolment
from tests.factories.people import PASSWORD, make_organisation, make_person

pytestmark = pytest.mark.django_db(transaction=True)
TRIES = 20


def at_once(acts):
    """What each act came to, all let go together. One that finds the door busy knocks again."""
    start, answers = threading.Barrier(len(acts)), []

    def run(act):
        try:
            start.wait(timeout=30)
            for _try in range(TRIES):
                with suppress(OperationalError):
                    try:
                        answers.append(act())
                    except Refused as refusal:
                        answers.append(refusal)
                    return
        finally:
            connections.close_all()

    threads = [threading.Thread(target=run, args=[act]) for act in acts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(120)
    return answers


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
