"""What the house holds about one person, collected and forgotten by walking the registry."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _
from wagtail.log_actions import log
from wagtail.models import ModelLogEntry

from people import registry
from people.models import User
from people.registry import Holding
from people.services.accounts import deactivate_person
from people.services.holding import hold_people


@dataclass(frozen=True, slots=True)
class Held:
    """One kind of thing that is held about somebody, and how many."""

    holding: Holding
    count: int


def held_about(*, person: User) -> list[Held]:
    """Every kind of which there is something, by its name. Shows how many, never what."""
    person, entries = _all_of(person)
    counts = ((each, sum(len(each.collect(entry)) for entry in entries)) for each in registry.holdings())
    return sorted((Held(each, count) for each, count in counts if count), key=lambda row: str(row.holding.words))


def may_keep_until(*, person: User) -> date | None:
    """Until which day something may stay if the person asks for it; None where there is no such thing."""
    _person, entries = _all_of(person)
    days = [each.sparing.until(entry) for each in registry.holdings() if each.sparing for entry in entries]
    return max((day for day in days if day is not None), default=None)


def collect(*, person: User, by: User | None) -> dict[str, dict[str, Any]]:
    """All that is held about a person, by kind: why, on what ground, how long, and the rows. The reading is logged.

    Entries that were merged into theirs are part of them.
    """
    person, entries = _all_of(person)
    found = {
        holding.label: {
            "purpose": holding.purpose,
            "basis": holding.basis,
            "retention": holding.retention,
            "rows": [row for entry in entries for row in holding.collect(entry)],
        }
        for holding in registry.holdings()
    }
    log(person, "people.collect_data", user=by, data={"rows": sum(len(kind["rows"]) for kind in found.values())})
    return found


def files_of(*, person: User) -> list[tuple[str, bytes]]:
    """What belongs to the person's own file beside the rows: names and bytes."""
    _person, entries = _all_of(person)
    with_files = [holding.files for holding in registry.holdings() if holding.files is not None]
    return [found for files in with_files for entry in entries for found in files(entry)]


def forget(*, person: User, by: User | None, sparing: bool = False) -> list[str]:
    """Afterwards nothing is left that need not be kept, and nobody can sign in as this person.

    Returns a sentence for each kind. Raises Refused for the last administrator. Called twice, the second call finds
    nothing more to forget. Entries that were merged into theirs are forgotten with them. ``sparing`` leaves what they
    asked to keep; ``forget_spared`` is for the day when that goes too.
    """
    person, entries = _all_of(person)
    with transaction.atomic():
        hold_people(entries)
        deactivate_person(person=person, by=by)
        for entry in entries:
            _forget_name(entry)
        done = [[_forget(holding, entry, sparing) for holding in _account_last()] for entry in entries]
        person.refresh_from_db()
        log(person, "people.erase", user=by, data={"kinds": len(done[0]), "entries": len(entries), "spared": sparing})
        for entry in entries:
            unname(User.objects.filter(pk=entry.pk))
    return done[0]


def forget_spared(*, person: User) -> int:
    """Afterwards what was spared is forgotten as well. Returns how many kinds there were."""
    person, entries = _all_of(person)
    spared = [holding for holding in registry.holdings() if holding.sparing is not None]
    with transaction.atomic():
        hold_people(entries)
        for entry in entries:
            for holding in spared:
                holding.erase(entry)
        log(person, "people.erase_spared", user=None, data={"kinds": len(spared)})
    return len(spared)


def unname(rows: QuerySet[Any]) -> int:
    """Afterwards the log says what was done to these rows and no longer whose they were. Returns how many lines."""
    keys = [str(pk) for pk in rows.values_list("pk", flat=True)]
    kind = ContentType.objects.get_for_model(rows.model, for_concrete_model=False)
    lines = ModelLogEntry.objects.filter(content_type=kind, object_id__in=keys)
    return lines.update(label=_("Somebody"))


def _forget_name(person: User) -> None:
    """The name goes before the rest: what is still written of this person then, in the log or a letter, is nameless."""
    named = {"given_name": _("Somebody"), "family_name": "", "known_as": "", "certificate_name": ""}
    User.objects.filter(pk=person.pk).update(**named)


def _account_last() -> list[Holding]:
    """The e-mail address is a key: with it the row is locked so that nobody can name it, so nothing is locked after."""
    return sorted(registry.holdings(), key=lambda holding: holding.model is User)


def _forget(holding: Holding, entry: User, sparing: bool) -> str:
    if sparing and holding.sparing is not None:
        return holding.sparing.erase_rest(entry)
    return holding.erase(entry)


def _all_of(person: User) -> tuple[User, list[User]]:
    # Whoever was merged away and whoever they were merged into are the same human being.
    person = person.merged_into or person
    return person, [person, *person.merged_from.order_by("pk")]
