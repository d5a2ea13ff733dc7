"""Reminders: who is due one now, one letter a person and day, each thing once, and never in the quiet hours."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

import structlog
from django.db import IntegrityError, transaction
from django.db.models import Exists
from django.utils import timezone

from people import emails, reminders
from people.models import Message, Reminder, StoppedReminder, User
from people.reminders import Due, Kind

BATCH = 200
logger = structlog.get_logger("people.reminding")


@dataclass(frozen=True, slots=True)
class Sent:
    """What one batch came to: how many letters, where the next begins, and which parts went wrong."""

    letters: int = 0
    after: int | None = None
    faults: tuple[str, ...] = ()


def send_batch(*, after: int = 0, now: datetime | None = None) -> Sent:
    """Afterwards the next 200 people who are due something have one letter with all of it.

    Nothing in the quiet hours. Left out: kinds that somebody stopped, what went out before, closed and merged
    entries, and whoever has had a letter today. A fault of one source or letter stops no other; it is named.
    """
    now = now or timezone.now()
    if reminders.is_quiet(now):
        return Sent()
    due, faults = collect(now)
    people = sorted(pk for pk in due if pk > after)
    letters = 0
    for person, wanted in _wanted({pk: due[pk] for pk in people[:BATCH]}, now):
        try:
            letters += _write(person, wanted, now)
        except Exception as error:  # noqa: BLE001  one letter's fault is not the next person's
            faults.append(_fault(f"person {person.pk}", error))
    return Sent(letters, people[BATCH - 1] if len(people) > BATCH else None, tuple(faults))


def collect(now: datetime) -> tuple[dict[int, list[Due]], list[str]]:
    """All that is due, by person, and the sources that went wrong. What is due is asked of the facts each time."""
    due: dict[int, list[Due]] = defaultdict(list)
    faults = []
    for kind in _worth_asking(now):
        try:
            with transaction.atomic():
                found = [each for each in kind.source(now) if each.kind == kind.kind]
        except Exception as error:  # noqa: BLE001  one source's fault is not the next one's
            faults.append(_fault(kind.kind, error))
            continue
        for each in found:
            due[each.person.pk].append(each)
    return due, faults


def _worth_asking(now: datetime) -> list[Kind]:
    """The kinds that somebody may be due, of those that know beforehand which rows it takes. One query for all."""
    known = reminders.kinds()
    try:
        with transaction.atomic():
            some = {each.kind: Exists(each.candidates(now)) for each in known if each.candidates is not None}
            there = User.objects.order_by("pk").values(**{f"some_{kind}": found for kind, found in some.items()})
            answer = (there.first() or {}) if some else {}
    except Exception:  # noqa: BLE001  whichever it was is named where each is asked
        return known
    return [each for each in known if each.kind not in some or answer.get(f"some_{each.kind}")]


def _fault(where: str, error: Exception) -> str:
    logger.error("reminders.fault", kind=type(error).__name__)
    return f"{where}: {type(error).__name__}"


def _wanted(due: dict[int, list[Due]], now: datetime) -> list[tuple[User, list[Due]]]:
    """What each of these people gets. Four queries, however many they are."""
    day = timezone.localdate(now)
    people = User.objects.active().standing().filter(pk__in=due).order_by("pk")
    stopped = set(StoppedReminder.objects.filter(person__in=due).values_list("person", "kind"))
    keys = [each.key for found in due.values() for each in found]
    sent = set(Reminder.objects.filter(key__in=keys).values_list("key", flat=True))
    persons = {emails.reminder_key(person, day): person for person in people}
    had = set(Message.objects.filter(key__in=persons).values_list("key", flat=True))
    wanted = []
    for key, person in persons.items():
        new = {
            each.key: each for each in due[person.pk] if each.key not in sent and (person.pk, each.kind) not in stopped
        }
        if new and key not in had:
            wanted.append((person, list(new.values())))
    return wanted


def _write(person: User, due: Sequence[Due], now: datetime) -> bool:
    """One letter and one row for each thing in it, together or not at all. False where another worker was first."""
    day = timezone.localdate(now)
    try:
        with transaction.atomic():
            User.objects.select_for_update(no_key=True).get(pk=person.pk)
            if Message.objects.filter(key=emails.reminder_key(person, day)).exists():
                return False
            if len(due) == 1:
                message = emails.reminder(person=person, due=due[0], day=day)
            else:
                message = emails.reminders(person=person, due=due, day=day)
            Reminder.objects.bulk_create(
                Reminder(key=each.key, person=person, kind=each.kind, message=message, sent_at=now) for each in due
            )
    except IntegrityError:  # one of these things went out in this moment
        return False
    return True
