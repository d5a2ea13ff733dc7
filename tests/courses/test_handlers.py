from datetime import timedelta
from io import StringIO

import pytest
from django.core.management import call_command
from django.utils import timezone

from courses.handlers import publish_scheduled
from courses.models import LessonPage
from jobs import registry
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
