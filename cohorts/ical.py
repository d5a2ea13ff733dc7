"""Sessions as a calendar file: RFC 5545, times in Europe/London with the rules of its summer time."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass
from zoneinfo import ZoneInfo

import icalendar

LONDON = ZoneInfo("Europe/London")
PRODUCT = "-//Relationships Academy//Sessions//EN"
OFTEN = datetime.timedelta(hours=6)  # how often a calendar is asked to look again


@dataclass(frozen=True, slots=True)
class Event:
    """One session as a calendar shows it. The same ``uid`` with a higher ``sequence`` is the same session, changed."""

    uid: str
    sequence: int
    starts_at: datetime.datetime
    ends_at: datetime.datetime
    summary: str
    location: str = ""
    description: str = ""
    url: str = ""
    cancelled: bool = False


def calendar(events: Sequence[Event], *, name: str, stamp: datetime.datetime) -> bytes:
    """The file: each event with its state, and the time zone with its changes around them. Nobody is named in it."""
    found = icalendar.Calendar()
    found.add("prodid", PRODUCT)
    found.add("version", "2.0")
    found.add("calscale", "GREGORIAN")
    found.add("name", name)
    found.add("x-wr-calname", name)
    found.add("refresh-interval", OFTEN, parameters={"VALUE": "DURATION"})
    for event in events:
        found.add_component(_component(event, stamp))
    if events:
        first = min(event.starts_at for event in events).year - 1
        last = max(event.ends_at for event in events).year + 2
        found.add_missing_timezones(datetime.date(first, 1, 1), datetime.date(last, 1, 1))
    return bytes(found.to_ical())


def _component(event: Event, stamp: datetime.datetime) -> icalendar.Event:
    made = icalendar.Event()
    made.add("uid", event.uid)
    made.add("sequence", event.sequence)
    made.add("dtstamp", stamp.astimezone(datetime.UTC))
    made.add("dtstart", event.starts_at.astimezone(LONDON))
    made.add("dtend", event.ends_at.astimezone(LONDON))
    made.add("status", "CANCELLED" if event.cancelled else "CONFIRMED")
    made.add("transp", "TRANSPARENT" if event.cancelled else "OPAQUE")
    for key in ("summary", "location", "description", "url"):
        if words := getattr(event, key):
            made.add(key, words)
    return made
