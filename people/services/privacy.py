"""What the house holds about one person, collected and forgotten by walking the registry."""

from typing import Any

from django.db import transaction
from wagtail.log_actions import log

from people import registry
from people.models import User
from people.services.accounts import deactivate_person


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


def forget(*, person: User, by: User | None) -> list[str]:
    """Afterwards nothing is left that need not be kept, and nobody can sign in as this person.

    Returns a sentence for each kind. Raises Refused for the last administrator. Called twice, the second call finds
    nothing more to forget. Entries that were merged into theirs are forgotten with them.
    """
    person, entries = _all_of(person)
    with transaction.atomic():
        deactivate_person(person=person, by=by)
        done = [[holding.erase(entry) for holding in registry.holdings()] for entry in entries]
        log(person, "people.forget", user=by, data={"kinds": len(done[0]), "entries": len(entries)})
    return done[0]


def _all_of(person: User) -> tuple[User, list[User]]:
    # Whoever was merged away and whoever they were merged into are the same human being.
    person = person.merged_into or person
    return person, [person, *person.merged_from.order_by("pk")]
