"""Claiming and running: compare-and-set, fence, back-off, poison."""

from datetime import datetime, timedelta

import pytest
from django.utils import timezone

from jobs import registry, services
from jobs.models import Job
from tests.factories.jobs import make_job

pytestmark = pytest.mark.django_db


def test_claim_takes_a_due_job_once(calls):
    job = make_job()
    mine = services.claim(job.pk)
    assert services.claim(job.pk) is None
    job.refresh_from_db()
    assert (job.status, job.attempts, job.claimed_until) == ("RUNNING", 1, mine.claimed_until)
    assert timedelta(seconds=115) < job.claimed_until - timezone.now() <= timedelta(seconds=120)


def test_claim_lends_documents_ten_minutes(calls):
    mine = services.claim(make_job(queue="documents").pk)
    assert timedelta(seconds=595) < mine.claimed_until - timezone.now() <= timedelta(seconds=600)


def test_claim_loses_to_a_worker_that_was_quicker(calls, monkeypatch):
    job = make_job()
    read = Job.objects.get(pk=job.pk)
    services.claim(job.pk)
    # The other worker read the row before the first one's claim, and writes after it.
    monkeypatch.setattr("django.db.models.query.QuerySet.first", lambda jobs: read)
    assert services.claim(job.pk) is None
    assert Job.objects.get(pk=job.pk).attempts == 1


@pytest.mark.parametrize("status", ["DONE", "PARKED", "RUNNING"])
def test_claim_leaves_what_is_not_waiting(calls, status):
    assert services.claim(make_job(status=status).pk) is None


def test_claim_leaves_what_is_for_later_and_what_is_not_there(calls):
    assert services.claim(make_job(run_after=timezone.now() + timedelta(minutes=1)).pk) is None
    assert services.claim(10**9) is None


def test_claim_takes_over_from_a_worker_that_has_gone_until_the_tries_are_used_up(calls):
    past = timezone.now() - timedelta(seconds=1)
    lapsed = make_job(key="lapsed", status="RUNNING", claimed_until=past, attempts=4)
    spent = make_job(key="spent", status="RUNNING", claimed_until=past, attempts=5)
    assert services.claim(lapsed.pk).attempts == 5
    assert services.claim(spent.pk) is None


def test_run_calls_the_handler_with_its_ids_once(calls):
    job = make_job(args={"completion": 7})
    assert services.run(job.pk) is True
    assert services.run(job.pk) is False
    assert calls == [{"completion": 7}]
    job.refresh_from_db()
    assert (job.status, job.attempts, job.claimed_until, job.error, job.note) == ("DONE", 1, None, "", "")
    assert job.finished_at is not None


def test_run_keeps_the_note_that_a_handler_returns(no_kinds):
    registry.handles("tests.note")(lambda: "Nobody to tell.")
    services.run(make_job().pk)
    assert Job.objects.values_list("status", "note").get() == ("DONE", "Nobody to tell.")


def test_run_ends_a_job_whose_subject_is_gone(failing):
    failing(registry.Gone("The completion was withdrawn."))
    services.run(make_job().pk)
    assert Job.objects.values_list("status", "note", "error").get() == ("DONE", "The completion was withdrawn.", "")


def test_run_puts_a_failed_job_back_for_later(failing):
    failing(ValueError("no such day"))
    for attempts, minutes in [(0, 2), (1, 4), (2, 8), (3, 16)]:
        job = make_job(key=f"try {attempts}", attempts=attempts)
        assert services.run(job.pk) is True
        job.refresh_from_db()
        assert (job.status, job.attempts, job.error) == ("QUEUED", attempts + 1, "ValueError: no such day")
        wait = (job.run_after - timezone.now()) / timedelta(minutes=minutes)
        assert 0.75 < wait <= 1.2


def test_run_parks_a_job_on_its_fifth_try(failing):
    failing(ValueError("no such day"))
    services.run(make_job(attempts=4).pk)
    job = Job.objects.get()
    assert (job.status, job.attempts, job.error) == ("PARKED", 5, "ValueError: no such day")
    assert services.run(job.pk) is False


def test_run_counts_no_try_for_a_fault_on_the_way_out(failing):
    failing(registry.Retry("Mail is away.", timedelta(minutes=3)))
    job = make_job(attempts=4)
    services.run(job.pk)
    job.refresh_from_db()
    assert (job.status, job.attempts, job.error) == ("QUEUED", 4, "Mail is away.")
    assert timedelta(minutes=2) < job.run_after - timezone.now() <= timedelta(minutes=3)


def test_run_keeps_a_long_error_short_and_its_words_out_of_the_log(failing, caplog):
    failing(ValueError("Amal Haddad " * 100))
    services.run(make_job().pk)
    assert len(Job.objects.get().error) == 500
    assert "ValueError" in caplog.text
    assert "Amal" not in caplog.text


def test_run_fails_a_job_whose_ids_the_handler_does_not_take(no_kinds):
    registry.handles("tests.note")(lambda: None)
    services.run(make_job(args={"completion": 7}).pk)
    assert Job.objects.get().error.startswith("TypeError")


def test_run_leaves_an_unknown_kind_to_the_next_release_for_an_hour(no_kinds):
    young = make_job(key="young")
    old = make_job(key="old", created_at=timezone.now() - timedelta(hours=2))
    assert (services.run(young.pk), services.run(old.pk)) == (True, True)
    words = "Nothing here knows how to do this kind of work."
    facts = Job.objects.order_by("pk").values_list("status", "attempts", "error")
    assert list(facts) == [("QUEUED", 0, words), ("PARKED", 1, words)]


def test_the_fence_stops_a_worker_whose_claim_ran_out(no_kinds, caplog):
    later = timezone.now() + timedelta(seconds=300)

    @registry.handles("tests.note")
    def overtaken() -> None:
        Job.objects.update(claimed_until=later, attempts=2)  # somebody else took it over meanwhile

    job = make_job()
    assert services.run(job.pk) is True
    job.refresh_from_db()
    assert (job.status, job.claimed_until, job.attempts, job.finished_at) == ("RUNNING", later, 2, None)
    assert "no longer ours" in caplog.text


def test_the_fence_also_stops_the_failure_of_such_a_worker(no_kinds):
    @registry.handles("tests.note")
    def overtaken() -> None:
        Job.objects.update(status="DONE", claimed_until=None, finished_at=timezone.now(), note="by another")
        raise ValueError("too late")

    services.run(make_job().pk)
    assert Job.objects.values_list("status", "note", "error").get() == ("DONE", "by another", "")


def soon() -> datetime:
    return timezone.now() + timedelta(seconds=20)


def test_run_due_works_through_one_queue_and_leaves_the_rest(calls):
    for number in range(6):
        make_job(key=f"note:{number}", args={"number": number})
    make_job(key="print", queue="documents")
    make_job(key="later", run_after=timezone.now() + timedelta(minutes=1))
    assert services.run_due(queue="quick", until=soon()) == 6
    assert services.run_due(queue="quick", until=soon()) == 0
    assert calls == [{"number": number} for number in range(6)]
    assert list(Job.objects.waiting().order_by("pk").values_list("key", flat=True)) == ["print", "later"]


def test_run_due_begins_nothing_after_its_time(calls):
    make_job()
    assert services.run_due(queue="quick", until=timezone.now()) == 0
    assert calls == []


def test_three_poison_jobs_are_parked_and_delay_nobody(no_kinds):
    done = []

    @registry.handles("tests.note")
    def note(*, number: int) -> None:
        if number % 13 == 0:
            raise ValueError("poison")
        done.append(number)

    for number in range(37):
        make_job(key=f"note:{number}", args={"number": number})
    assert services.run_due(queue="quick", until=soon()) == 37
    assert len(done) == 34
    for _round in range(4):
        Job.objects.retrying().update(run_after=timezone.now())
        assert services.run_due(queue="quick", until=soon()) == 3
    assert sorted(done) == [number for number in range(37) if number % 13]
    assert Job.objects.filter(status="DONE").count() == 34
    assert sorted(Job.objects.parked().values_list("key", flat=True)) == ["note:0", "note:13", "note:26"]
