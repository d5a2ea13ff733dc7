"""What editors hear of cohorts: sessions soon, and why a page is kept."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Page

from cohorts.wagtail_hooks import planned, sessions
from tests.factories.cohorts import make_cohort, make_session
from tests.factories.courses import make_course, make_module, make_route

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("number", "of_module", "of_course"),
    [
        (
            1,
            "1 session in the next week uses this module.",
            "1 session in the next week belongs to it.",
        ),
        (
            2,
            "2 sessions in the next week use this module.",
            "2 sessions in the next week belong to it.",
        ),
    ],
)
def test_sessions_soon_are_said_in_words(number, of_module, of_course):
    cohort = make_cohort()
    for _one in range(number):
        make_session(cohort, starts_at=timezone.now() + timedelta(days=1))
    assert sessions(cohort.route.route_modules.get().module) == [of_module]
    assert sessions(cohort.course) == sessions(cohort.route) == [of_course]


def test_without_sessions_nothing_is_said():
    assert (sessions(make_course()), planned(make_course())) == ([], [])


def test_a_module_that_only_a_session_uses_cannot_be_deleted(client, editor):
    cohort = make_cohort(route=make_route(make_course(completed_by="ATTENDANCE", lessons=0), audience="ANY"))
    extra = make_module(cohort.course)
    make_session(cohort, module=extra)
    client.force_login(editor)
    page = client.post(reverse("wagtailadmin_pages:delete", args=[extra.pk]), follow=True).content.decode()
    assert "Kept: a cohort or a session needs it. Unpublish it instead." in page
    assert Page.objects.filter(pk=extra.pk).exists()
