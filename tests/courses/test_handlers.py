from datetime import timedelta
from io import StringIO

import pytest
from django.core.management import call_command
from django.utils import timezone

from courses.handlers import check_links, publish_scheduled
from courses.models import LessonPage, Resource
from courses.services import links
from jobs import registry, services
from jobs.models import Job
from tests.factories.courses import make_course

pytestmark = pytest.mark.django_db


def test_dates_are_a_duty_of_each_minute():
    assert registry.duties()["courses.publish_scheduled"] == timedelta(minutes=1)


def test_the_duty_says_what_it_did_and_does_it_once():
    make_course()
    LessonPage.objects.update(expire_at=timezone.now() - timedelta(minutes=1))
    assert publish_scheduled() == "Live: 0. Stopped: 0. Taken down: 1. Kept: 0."
    assert publish_scheduled() == "Live: 0. Stopped: 0. Taken down: 0. Kept: 0."


def test_wagtails_command_of_that_name_is_ours():
    make_course()
    LessonPage.objects.update(expire_at=timezone.now() - timedelta(minutes=1))
    said = StringIO()
    call_command("publish_scheduled", stdout=said)
    assert said.getvalue() == "Live: 0. Stopped: 0. Taken down: 1. Kept: 0.\n"


def test_links_are_looked_at_once_a_week(monkeypatch):
    for number in range(4):
        Resource.objects.create(title=str(number), why="Look.", link=f"https://{number}.example/")
    assert registry.duties()["courses.check_links"] == timedelta(days=7)
    monkeypatch.setattr(links, "answers", lambda link: "0" not in link)
    assert check_links() == "Asked: 4. Silent: 1."
    monkeypatch.setattr(links, "answers", lambda link: False)
    assert check_links() == "None of 4 links answered: this site cannot get out. Nothing was noted."


def test_more_links_than_one_batch_holds_are_looked_at_one_batch_after_the_other(monkeypatch):
    for number in range(links.AT_ONCE + 1):
        Resource.objects.create(title=str(number), why="Look.", link=f"https://{number}.example/")
    monkeypatch.setattr(links, "answers", lambda link: "//16." not in link)
    assert [check_links(), check_links()] == ["Asked: 16. Silent: 0."] * 2
    job = Job.objects.get()
    assert (job.kind, job.run_after > timezone.now()) == ("courses.check_links", True)
    Job.objects.update(run_after=timezone.now())
    assert services.run(job.pk)
    assert Job.objects.get().note == "Asked: 1. Silent: 1."
    assert Resource.objects.get(no_answer_on__isnull=False).title == "16"


def test_looking_at_links_keeps_no_quick_worker_from_its_letters():
    assert registry.queue_of("courses.check_links") == registry.DOCUMENTS
