"""What the house holds about one person, collected and forgotten by walking the registry."""

from typing import Any

from django.db import transaction
from wagtail.log_actions import log

from people import registry
from people.models import User
from people.services.accounts import deactivate_person


def collect(*, person: User, by: User | None) -> dict[str, dict[str, Any]]:
    """All that is held about a person, by kind: why, on what ground, how long, and the rows. The reading is logged."""
    found = {
        holding.label: {
            "purpose": holding.purpose,
            "basis": holding.basis,
            "retention": holding.retention,
            "rows": holding.collect(person),
        }
        for holding in registry.holdings()
    }
    log(person, "people.collect_data", user=by, data={"rows": sum(len(kind["rows"]) for kind in found.values())})
    return found


def forget(*, person: User, by: User | None) -> list[str]:
    """Afterwards nothing is left that need not be kept, and nobody can sign in as this person.

    Returns a sentence for each kind. Raises Refused for the last administrator. Called twice, the second call finds
    nothing more to forget.
    """
    with transaction.atomic():
        deactivate_person(person=person, by=by)
        done = [holding.erase(person) for holding in registry.holdings()]
        log(person, "people.forget", user=by, data={"kinds": len(done)})
    return done
