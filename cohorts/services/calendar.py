"""A person's sessions for their own calendar: one file, or an address that a calendar asks by itself.

The address ends in the number of its row and a keyed digest; the row holds neither. Renewed, the old one is dead.
"""

import datetime
from collections.abc import Iterable
from urllib.parse import urlsplit

from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from wagtail.log_actions import log

from cohorts import ical
from cohorts.models import CalendarFeed, Session
from cohorts.services.my_sessions import CALLED_OFF, MySession, my_sessions
from people import code
from people.mail import absolute
from people.models import User

PURPOSE = "calendar"
KEPT = datetime.timedelta(days=90)  # how long a session stays in the feed after it


def feed_of(person: User) -> CalendarFeed | None:
    """The person's feed, as long as they have not stopped it."""
    return CalendarFeed.objects.filter(person=person, is_on=True).first()


@transaction.atomic
def renew_feed(*, person: User) -> CalendarFeed:
    """The person has a feed with an address that never was before; any older one opens nothing."""
    feed, new = CalendarFeed.objects.select_for_update().get_or_create(person=person)
    if not new:
        feed.number, feed.is_on = feed.number + 1, True
        feed.save(update_fields=["number", "is_on"])
    log(person, "cohorts.calendar_feed", user=person, data={"number": feed.number, "on": True})
    return feed


@transaction.atomic
def stop_feed(*, person: User) -> None:
    """The address opens nothing. Stopped twice, it stays stopped."""
    feed = CalendarFeed.objects.select_for_update().filter(person=person, is_on=True).first()
    if feed is not None:
        feed.is_on = False
        feed.save(update_fields=["is_on"])
        log(person, "cohorts.calendar_feed", user=person, data={"number": feed.number, "on": False})


def token_of(feed: CalendarFeed) -> str:
    """What the address of the feed ends in."""
    return f"{feed.pk}-{code.digest(_secret(feed), purpose=PURPOSE)}"


def person_for(token: str) -> User | None:
    """Whose feed this address is, if it is the one that works today. Changes nothing."""
    number, _dash, digest = token.partition("-")
    if not (number.isascii() and number.isdecimal()) or len(number) > 18:
        return None
    feed = CalendarFeed.objects.select_related("person").filter(pk=int(number), is_on=True).first()
    if feed is None or not feed.person.is_active or not code.matches(_secret(feed), digest, purpose=PURPOSE):
        return None
    return feed.person


def _secret(feed: CalendarFeed) -> str:
    return f"{feed.pk}:{feed.number}"


def events_of(person: User) -> list[ical.Event]:
    """What the person's calendar shows: sessions that count on them, and those called off, from the last 90 days on."""
    since = timezone.now() - KEPT
    found = my_sessions(person, Session.objects.of_member(person).filter(ends_at__gt=since))
    with translation.override(person.language if person.language in dict(settings.LANGUAGES) else None):
        return [event_of(row.session) for row in found if _belongs(row)]


def _belongs(row: MySession) -> bool:
    if row.booking is None:  # a place that nobody took is no date; one that needs none, or was called off, is
        return row.is_expected or row.session.capacity is None
    return row.booking.state == "BOOKED" or (row.state == CALLED_OFF and row.booking.state != "GIVEN_UP")


def event_of(session: Session) -> ical.Event:
    """One session, with what is good to know before coming. No person is named."""
    place = session.where
    page = absolute(reverse("cohorts:my_session", args=[session.uuid]))
    return ical.Event(
        uid=f"{session.uuid}@{urlsplit(settings.SITE_URL).hostname}",
        sequence=session.sequence,
        starts_at=session.starts_at,
        ends_at=session.ends_at,
        summary=session.module.title if session.module else session.cohort.course.title,
        location=", ".join(part for part in (place.name, place.address) if part) if place else "",
        description="\n".join([*_good_to_know(session), page]),
        url=page,
        cancelled=session.cancelled_at is not None,
    )


def _good_to_know(session: Session) -> Iterable[str]:
    if session.cancelled_at:
        yield _("This session is called off.")
    if session.where and session.where.access:
        yield _("Getting in: %(access)s") % {"access": session.where.access}
    if session.food:
        yield _("Food and drink: %(food)s") % {"food": session.food}
    if session.costs:
        yield _("Travel and care costs: %(costs)s") % {"costs": session.costs}


def file_of(events: list[ical.Event]) -> bytes:
    """The calendar file of these events, stamped now."""
    return ical.calendar(events, name=_("Relationships Academy"), stamp=timezone.now())
