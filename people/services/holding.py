"""Whoever changes a person and what they share with others holds all of it first, in the house's one order."""

from collections.abc import Iterable

from people import registry
from people.models import User
from people.services.accounts import hold_rights


def hold_people(people: Iterable[User]) -> dict[int, User]:
    """Rights, then what these people share with others, then they themselves by id: held until the transaction ends.

    Returns each as they are now, by key. Without the key of the row: what others write about them meanwhile may still
    name them, and comes to its end.
    """
    hold_rights()
    wanted = list(people)
    registry.hold_shared(wanted)
    rows = User.objects.select_for_update(of=("self",), no_key=True).filter(pk__in=[person.pk for person in wanted])
    return {person.pk: person for person in rows.order_by("pk")}
