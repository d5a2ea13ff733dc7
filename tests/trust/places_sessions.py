"""The places of somebody who has sessions to come: one, many, booked and in a calendar."""

import datetime
from collections.abc import Iterator

from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import Page

from cohorts.models import Booking, Cohort, Session
from tests.factories.cohorts import make_session
from tests.trust.place import Act, Place, press

LIST = "/learn/sessions/"


def sessions() -> Iterator[Place]:
    """The sessions of the learner, who has a place in the running cohort."""
    teacup = Cohort.objects.get(join_code="TEACUP")
    drop_in = Session.objects.filter(cohort=teacup, module=None).get()
    page = reverse("cohorts:my_session", args=[drop_in.uuid])
    yield Place("my sessions, many", LIST, while_there_are_many)
    yield Place("my sessions", LIST)
    yield Place("my session", page)
    yield Place("my session, full", page, while_it_is_full)
    yield Place("my session, booked", page, book_with("Large print"))
    yield Place("calendar, none", "/learn/sessions/calendar/")
    yield Place("calendar, made", "/learn/sessions/calendar/", press("Make my calendar address"))


def book_with(needs: str) -> Act:
    """Say what is needed, and book."""

    def act(page: Page) -> None:
        page.get_by_text("Say what you need").click()
        press("Book my place", What_do_you_need=needs)(page)

    return act


def while_there_are_many(page: Page) -> None:
    """Nine more sessions, so that the list can be narrowed."""
    teacup, day = Cohort.objects.get(join_code="TEACUP"), datetime.timedelta(days=1)
    made = [make_session(teacup, starts_at=timezone.now() + day * number) for number in range(1, 10)]
    page.reload()
    Session.objects.filter(pk__in=[session.pk for session in made]).delete()


def while_it_is_full(page: Page) -> None:
    """As many places as are taken."""
    drop_in = Session.objects.filter(bookings__state=Booking.State.BOOKED, cohort__join_code="TEACUP").get()
    Session.objects.filter(pk=drop_in.pk).update(capacity=1)
    page.reload()
    Session.objects.filter(pk=drop_in.pk).update(capacity=drop_in.capacity)
