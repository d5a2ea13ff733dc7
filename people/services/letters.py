"""Which reminders somebody wants: stopped by a link in a letter without sign-in, or ticked in the settings."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from wagtail.log_actions import log

from people import reminders
from people.models import StoppedReminder, User


@dataclass(frozen=True, slots=True)
class Choice:
    """One kind of reminder, and whether somebody gets it."""

    kind: str
    label: Any
    wanted: bool


def choices(*, person: User, kinds: Iterable[str] | None = None) -> list[Choice]:
    """Every kind, or those named, as far as this release knows them. One query."""
    stopped = set(StoppedReminder.objects.filter(person=person).values_list("kind", flat=True))
    known = {each.kind: each.label for each in reminders.kinds()}
    asked = known if kinds is None else [kind for kind in kinds if kind in known]
    return [Choice(kind, known[kind], kind not in stopped) for kind in asked]


def person_of(token: str) -> tuple[User, list[str]] | None:
    """Whose letters a link stops, and which kinds; None for a link that we did not make. Merged people are followed."""
    read = reminders.read_token(token)
    found = User.objects.select_related("merged_into").filter(uuid=read[0]).first() if read else None
    if read is None or found is None:
        return None
    return found.merged_into or found, read[1]


def stop(*, person: User, kinds: Iterable[str], by: User | None) -> None:
    """Afterwards the person gets none of these kinds. Twice is once."""
    _change(person, stopped=set(kinds), wanted=set(), by=by)


def start_again(*, person: User, kinds: Iterable[str], by: User | None) -> None:
    """Afterwards the person gets these kinds again: what is due from now on, nothing late. Twice is once."""
    _change(person, stopped=set(), wanted=set(kinds), by=by)


def choose(*, person: User, wanted: Iterable[str], by: User) -> None:
    """Afterwards the person gets the kinds named and no other. A kind that we do not know stays as it is."""
    known, given = {each.kind for each in reminders.kinds()}, set(wanted)
    _change(person, stopped=known - given, wanted=known & given, by=by)


def _change(person: User, *, stopped: set[str], wanted: set[str], by: User | None) -> None:
    with transaction.atomic():
        User.objects.select_for_update(no_key=True).get(pk=person.pk)
        rows = StoppedReminder.objects.filter(person=person)
        new = sorted(stopped - set(rows.values_list("kind", flat=True)))
        StoppedReminder.objects.bulk_create([StoppedReminder(person=person, kind=kind) for kind in new])
        gone = rows.filter(kind__in=wanted).delete()[0]
        if new or gone:
            log(person, "people.choose_letters", user=by)
