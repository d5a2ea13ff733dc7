"""The demo people, whom one click signs in. There are none unless demo mode is on, which production refuses."""

from django.conf import settings

from people.models import User

PARTS = ("learner", "resident", "trainer", "editor", "hr", "admin")
HOUSES = ("northbridge.example", "southmoor.example")
ADDRESSES = tuple(f"{part}@{house}" for house in HOUSES for part in PARTS)


def demo_people() -> list[User]:
    """The demo people that exist, in the order of the list; an empty list outside demo mode."""
    if not settings.DEMO:
        return []
    people = User.objects.active().filter(email__in=ADDRESSES).select_related("organisation")
    found = {person.email: person for person in people}
    return [found[address] for address in ADDRESSES if address in found]


def demo_person(address: str) -> User | None:
    """The demo person with this address; None for everybody else and outside demo mode."""
    return next((person for person in demo_people() if person.email == address), None)
