import datetime

import pytest
from django.contrib.auth.models import AnonymousUser
from django.utils import timezone

from certificates.models import Certificate
from certificates.services.revoke import revoke
from tests.factories.certificates import make_certificate

pytestmark = pytest.mark.django_db


def test_visible_to_is_ones_own_and_all_for_an_administrator(officer, outsider, administrator, hr, trainer):
    mine = make_certificate(person=officer)
    seen = {person: set(Certificate.objects.visible_to(person)) for person in (officer, administrator, outsider, hr)}
    assert seen == {officer: {mine}, administrator: {mine}, outsider: set(), hr: set()}
    assert set(Certificate.objects.visible_to(trainer)) == set(Certificate.objects.visible_to(AnonymousUser())) == set()


def test_one_that_was_never_made_is_nobodys(officer):
    revoke(certificate=make_certificate(person=officer, state="PENDING"), reason="error", by=None)
    assert not Certificate.objects.visible_to(officer).exists()


def test_it_is_valid_through_its_last_day_in_london_and_ended_the_next(monkeypatch):
    certificate = make_certificate(route={"validity_months": 1}, happened_on=datetime.date(2026, 6, 15))
    assert certificate.valid_until == datetime.date(2026, 7, 15)
    ends = {
        datetime.datetime(2026, 7, 15, 22, 59, tzinfo=datetime.UTC): False,
        datetime.datetime(2026, 7, 15, 23, 30, tzinfo=datetime.UTC): True,
    }
    for now, ended in ends.items():
        monkeypatch.setattr(timezone, "now", lambda now=now: now)
        assert certificate.has_ended is ended


def test_words_of_a_row():
    certificate = make_certificate()
    assert str(certificate) == f"Community Connector ({certificate.number})"
    assert [str(event) for event in certificate.events.all()] == ["– → PENDING", "PENDING → ISSUED"]
    assert str(certificate.design_version).endswith(", 1")
    assert str(certificate.achievement).endswith(", 1")
    assert str(certificate.status_list) == "1"
