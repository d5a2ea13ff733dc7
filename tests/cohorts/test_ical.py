from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import icalendar

from cohorts.ical import Event, calendar

LONDON = ZoneInfo("Europe/London")
STAMP = datetime(2026, 11, 22, 19, 30, tzinfo=UTC)
WINTER = Event(
    "one@academy.example", 0, datetime(2026, 12, 8, 14, tzinfo=UTC), datetime(2026, 12, 8, 16, tzinfo=UTC), "Ø"
)
SUMMER = Event(
    "two@academy.example",
    3,
    datetime(2027, 7, 6, 13, 30, tzinfo=UTC),
    datetime(2027, 7, 6, 15, tzinfo=UTC),
    "Everyday mediation, a first try; with tea " * 3,
    location="Low Mill, 1 Mill Lane",
    description="Getting in: step-free\nhttps://academy.example/learn/sessions/x/",
    url="https://academy.example/learn/sessions/x/",
    cancelled=True,
)


def parsed(*events: Event) -> icalendar.Calendar:
    return icalendar.Calendar.from_ical(calendar(events, name="Sessions", stamp=STAMP))


def test_what_was_put_in_is_read_back():
    winter, summer = parsed(WINTER, SUMMER).events
    assert [str(winter["UID"]), winter["SEQUENCE"], str(winter["STATUS"])] == ["one@academy.example", 0, "CONFIRMED"]
    assert [str(summer["UID"]), summer["SEQUENCE"], str(summer["STATUS"])] == ["two@academy.example", 3, "CANCELLED"]
    assert (winter.start, winter.end) == (WINTER.starts_at, WINTER.ends_at)
    assert (summer.start, summer.end, summer.DTSTAMP) == (SUMMER.starts_at, SUMMER.ends_at, STAMP)
    for name in ("summary", "location", "description", "url"):
        assert str(summer[name]) == getattr(SUMMER, name)


def test_times_are_london_s_with_its_own_rules_in_the_file():
    found = parsed(WINTER, SUMMER)
    assert [event["DTSTART"].params["TZID"] for event in found.events] == ["Europe/London"] * 2
    assert [event["DTSTART"].dt.strftime("%H:%M") for event in found.events] == ["14:00", "14:30"]
    (zone,) = found.timezones
    rules = zone.to_tz()  # from the file alone, not from this machine
    for moment in (WINTER.starts_at, SUMMER.starts_at):
        here = moment.astimezone(LONDON)
        assert rules.utcoffset(here.replace(tzinfo=None)) == here.utcoffset()


def test_lines_are_as_long_as_the_standard_allows_and_no_more_than_needed_is_said():
    made = calendar([WINTER, SUMMER], name="Sessions", stamp=STAMP)
    lines = made.split(b"\r\n")
    assert max(map(len, lines)) <= 75
    assert b"\n" not in made.replace(b"\r\n", b"")
    assert len(made) < 4000
    assert not {b"ATTENDEE", b"ORGANIZER"} & {line.partition(b":")[0].partition(b";")[0] for line in lines}


def test_a_calendar_without_sessions_is_whole():
    assert parsed().walk("VEVENT") == []
