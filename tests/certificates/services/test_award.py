import datetime

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from certificates import code
from certificates.models import Certificate, CertificateEvent
from certificates.services import award as awarding
from certificates.services.award import award
from jobs.models import Job
from learning.services.completion import withdraw_module
from people.models import Message
from tests.factories.certificates import make_certificate, make_completion
from tests.factories.people import make_person

pytestmark = pytest.mark.django_db


def test_award_copies_every_printed_word():
    completion = make_completion(place="Northbridge Library", led_by="Maya Lowe", minutes=150)
    certificate = award(completion=completion)
    assert (certificate.state, certificate.sequence, certificate.replaces) == ("PENDING", 1, None)
    assert certificate.holder_name == "Asha Patel"
    assert certificate.title == "Community Connector"
    assert certificate.statement == "completed Community Connector on 4 March 2026, at Northbridge Library."
    assert certificate.issuer_name == completion.organisation.name
    assert certificate.details["hours"] == "2.5"
    assert certificate.details["led_by"] == "Maya Lowe"
    assert certificate.completed_on == datetime.date(2026, 3, 4)
    assert certificate.valid_until is None
    assert certificate.code_hash == code.digest(certificate.code)
    assert certificate.achievement.words("en-gb")["what_it_is_not"] == "Not a professional qualification."


def test_valid_until_is_copied_from_the_completion():
    completion = make_completion(route={"validity_months": 12}, happened_on=datetime.date(2024, 2, 29))
    assert award(completion=completion).valid_until == datetime.date(2025, 2, 28) == completion.expires_on


def test_award_twice_is_one_certificate_one_event_one_job():
    completion = make_completion()
    first, second = award(completion=completion), award(completion=completion)
    assert first == second
    assert Certificate.objects.count() == CertificateEvent.objects.count() == 1
    jobs = Job.objects.filter(kind="certificates.produce")
    assert [(job.key, job.args) for job in jobs] == [(f"produce:{first.pk}:0", {"certificate": str(first.pk)})]


def test_nothing_is_looked_up_again():
    completion = make_completion()
    certificate = award(completion=completion)
    route, person = completion.route, completion.enrolment.person
    route.certificate_title, route.statement, person.given_name = "Other", "Other", "Other"
    route.save()
    person.save()
    award(completion=completion)
    certificate.refresh_from_db()
    assert (certificate.title, certificate.holder_name) == ("Community Connector", "Asha Patel")


def test_a_withdrawn_completion_gets_none():
    completion = make_completion()
    withdraw_module(completion=completion.rests_on.get(), why="Wrong person", by=make_person())
    with pytest.raises(awarding.Withdrawn):
        award(completion=completion)
    assert not Certificate.objects.exists()


def test_a_renewal_is_another_certificate_and_neither_points_at_the_other():
    person = make_person()
    first, second = (make_certificate(person=person) for _ in range(2))
    assert (first.sequence, second.sequence, second.replaces) == (1, 1, None)
    assert first.code != second.code


def test_a_code_number_or_place_drawn_before_is_drawn_again(monkeypatch):
    taken = make_certificate()
    draws = iter([taken.code, "ZZZZZZZZZZZZZZZZZZZZ"])
    monkeypatch.setattr(code, "draw", lambda: next(draws))
    assert award(completion=make_completion()).code == "ZZZZZZZZZZZZZZZZZZZZ"


def test_five_draws_in_a_row_that_are_taken_are_an_alarm(monkeypatch):
    taken = make_certificate()
    monkeypatch.setattr(code, "draw", lambda: taken.code)
    with pytest.raises(IntegrityError):
        award(completion=make_completion())


def test_the_database_takes_no_second_pending_or_issued_one_by_any_other_path():
    certificate = make_certificate()
    for sequence, replaces in ((1, None), (2, None), (2, certificate)):
        row = Certificate.objects.get(pk=certificate.pk)
        row.pk, row.sequence, row.replaces = None, sequence, replaces
        row.code = code.draw()
        row.code_hash, row.number, row.status_index = code.digest(row.code), code.draw_number(2026), 131_073
        with pytest.raises(IntegrityError), transaction.atomic():
            row.save(force_insert=True)


def test_a_name_that_cannot_be_printed_is_awarded_and_held():
    certificate = make_certificate(name="Hana 😀", state="PENDING")
    assert (certificate.state, certificate.hold) == ("PENDING", "name")
    assert not Message.objects.filter(key__startswith="certificate").exists()


def test_half_past_eleven_at_night_in_july_is_the_next_day_in_london(monkeypatch):
    completion = make_completion(happened_on=datetime.date(2026, 7, 15))
    late = datetime.datetime(2026, 7, 15, 23, 30, tzinfo=datetime.UTC)
    monkeypatch.setattr(timezone, "now", lambda: late)
    certificate = award(completion=completion)
    assert (certificate.completed_on, certificate.issued_on) == (datetime.date(2026, 7, 15), datetime.date(2026, 7, 16))
    assert "on 15 July 2026" in certificate.statement


def test_award_missing_asks_for_each_completion_without_a_certificate_once(monkeypatch):
    make_certificate()
    missing = make_completion()
    assert awarding.award_missing() == 0  # too fresh: its own job is on its way
    monkeypatch.setattr(awarding, "SETTLING", datetime.timedelta(days=-1))
    assert awarding.award_missing() == awarding.award_missing() == 1
    asked = Job.objects.filter(key__startswith=f"award:{missing.uuid}:")
    assert [job.args for job in asked] == [{"completion": missing.pk}]
    award(completion=missing)
    assert awarding.award_missing() == 0
