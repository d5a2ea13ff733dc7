"""Forty workers, one completion. On SQLite and on PostgreSQL."""

import threading
from uuid import uuid4

import pytest
from django.db import IntegrityError

from certificates.models import Certificate, CertificateEvent
from certificates.services import award as awarding
from certificates.services import reissue as replacing
from certificates.services.award import award
from certificates.services.filing import read
from certificates.services.naming import agree, ask_name
from certificates.services.produce import produce
from jobs.models import Job
from people.models import Message
from tests.factories.certificates import make_certificate, make_completion
from tests.factories.people import make_person
from tests.races.together import at_once

pytestmark = pytest.mark.django_db(transaction=True)
WORKERS = 40


def test_forty_awards_at_once_are_one_certificate():
    completion = make_completion()
    outcomes = at_once([lambda: award(completion=completion).pk] * WORKERS)
    assert outcomes == [Certificate.objects.get().pk] * WORKERS
    assert CertificateEvent.objects.count() == 1
    assert Job.objects.filter(kind="certificates.produce").count() == 1


def test_forty_awards_at_once_without_lock_and_look_are_one_certificate_by_the_database_alone(monkeypatch):
    completion = make_completion()
    looked = threading.local()

    def blind(of):
        # The first look of each thread finds nothing, as if all had looked before anybody wrote.
        if not getattr(looked, "once", False):
            looked.once = True
            return None
        return Certificate.objects.filter(completion=of).order_by("-sequence").first()

    monkeypatch.setattr(awarding, "lock", lambda enrolment: enrolment)
    monkeypatch.setattr(awarding, "newest", blind)
    outcomes = at_once([lambda: award(completion=completion).pk] * WORKERS)
    assert [each for each in outcomes if isinstance(each, IntegrityError)] == []
    assert outcomes == [Certificate.objects.get().pk] * WORKERS


def test_forty_workers_at_one_file_issue_it_once():
    certificate = make_certificate(completion=make_completion(), state="PENDING")
    outcomes = at_once([lambda: produce(certificate=certificate)] * WORKERS)
    assert sorted(map(str, outcomes)) == ["False"] * (WORKERS - 1) + ["True"]
    certificate.refresh_from_db()
    assert read(certificate).startswith(b"%PDF")
    assert Message.objects.filter(key=f"certificate-issued:{certificate.pk}").count() == 1
    assert certificate.events.count() == 2


def test_two_approvers_at_once_make_one_newer_certificate():
    certificate = make_certificate()
    wish = ask_name(certificate=certificate, name="Asha R", why="", form_key=uuid4(), by=certificate.holder)
    approvers = [make_person(given_name=f"Ada {number}") for number in range(8)]
    outcomes = at_once([lambda who=who: agree(asked=wish, by=who).decided_by_id for who in approvers])
    assert len(set(outcomes)) == 1
    assert Certificate.objects.filter(replaces=certificate).count() == 1
    assert Job.objects.filter(kind="certificates.produce").count() == 2


def test_forty_that_replace_at_once_without_lock_and_look_make_one_by_the_database_alone(monkeypatch):
    certificate, looked = make_certificate(), threading.local()

    def blind(of):
        # The first look of each thread finds nothing, as if all had looked before anybody wrote.
        if not getattr(looked, "once", False):
            looked.once = True
            return None
        return Certificate.objects.filter(replaces=of).first()

    monkeypatch.setattr(replacing, "lock", lambda enrolment: enrolment)
    monkeypatch.setattr(replacing, "successor_of", blind)
    outcomes = at_once([lambda: replacing.reissue(certificate=certificate, reason="name", by=None).pk] * WORKERS)
    assert outcomes == [Certificate.objects.get(replaces=certificate).pk] * WORKERS


def test_forty_workers_at_a_newer_one_swap_it_once():
    certificate = make_certificate()
    newer = replacing.reissue(certificate=certificate, reason="name", by=None)
    outcomes = at_once([lambda: produce(certificate=newer)] * 8)
    assert sorted(map(str, outcomes)) == ["False"] * 7 + ["True"]
    assert sorted(Certificate.objects.values_list("state", flat=True)) == ["ISSUED", "SUPERSEDED"]
