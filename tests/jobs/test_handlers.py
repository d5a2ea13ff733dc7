from datetime import timedelta

import pytest
from django.utils import timezone

from jobs import handlers, registry
from jobs.models import Job
from tests.factories.jobs import make_job

pytestmark = pytest.mark.django_db


def test_purge_done_says_how_many_it_forgot():
    make_job(status="DONE", finished_at=timezone.now() - timedelta(days=31))
    assert handlers.purge_done() == "1 job forgotten."
    assert handlers.purge_done() == "0 jobs forgotten."
    assert Job.objects.count() == 0


def test_purge_done_is_a_daily_duty():
    assert registry.duties()["jobs.purge_done"] == timedelta(days=1)
