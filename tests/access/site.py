"""The site of one test file: its world, somebody to knock at its doors, and how its database was before."""

import logging
import re
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache

import pytest
from django.db import transaction

from tests.access import world
from tests.access.facts import SENT, names_in
from tests.access.knock import WHO_LOOKED, Answer, Knocker, changed, digest
from tests.access.routes import Route

# What differs from one look to the next: the token of a form, and the seconds until a page signs out.
TOKEN = re.compile(rb'name="csrfmiddlewaretoken" value="\w+"|data-left="\d+"')
# What the menu marks as the place one is in, so that a page below it may say so.
PART = re.compile(r"/\w+(/(log|exports|people|all|new|questions|names)(?=/))?")

# These say what to do about a wrong code, and health answers everybody as nobody.
SPEAKING = ("/cohorts/check-in/", "/join/", "/verify/", "/-/")


@contextmanager
def undone() -> Iterator[None]:
    """Whatever happens inside never happened."""
    point = transaction.savepoint()
    try:
        yield
    finally:
        transaction.savepoint_rollback(point)


class Site:
    """Looks, sends, and tells what changed."""

    def __init__(self) -> None:
        self.world = world.build()
        self.knocker = Knocker(self.world.people)
        self.before = digest()
        self.unknown = cache(self._unknown)
        self.canaries: dict[str, dict[str, list[str]]] = {}

    def path(self, route: Route, whose: str) -> str:
        """The address for somebody's thing."""
        return route.path(names_in(route.name, self.world.objects[whose]))

    def look(self, who: str, path: str) -> Answer:
        """What looking gets."""
        return self.knocker.ask(who, "GET", path)

    def send(self, who: str, route: Route, path: str) -> Answer:
        """What sending gets; its word has a plus where it changed something. A refused call is let stand."""
        point = transaction.savepoint()
        answer = self.knocker.ask(who, "POST", path, SENT.get(route.name, dict)())
        if answer.word not in {"ok", "on"}:
            transaction.savepoint_commit(point)
            return answer
        plus = "+" if self.changes() else ""
        transaction.savepoint_rollback(point)
        return Answer(answer.word + plus, answer.status, answer.headers, answer.body)

    def changes(self) -> set[str]:
        """The tables that are not as they were before."""
        return changed(self.before, digest()) - WHO_LOOKED

    def differs_from_unknown(self, who: str, path: str, answer: Answer) -> bool:
        """Whether a 404 can be told from the one of a wrong address, by its words or by its headers."""
        if answer.word != "404" or path.startswith(SPEAKING):
            return False
        part = PART.match(path)
        return bare(answer) != self.unknown(who, part[0] if part else "")

    def _unknown(self, who: str, part: str) -> tuple:
        return bare(self.look(who, f"{part}/no/where/"))


def bare(answer: Answer) -> tuple:
    """All of an answer but what differs from one request to the next."""
    headers = {name: value for name, value in answer.headers.items() if name not in {"X-Request-ID", "Content-Length"}}
    return answer.status, headers, TOKEN.sub(b"", answer.body)


@pytest.fixture(scope="module")
def site(django_db_setup: None, django_db_blocker) -> Iterator[Site]:
    """One world for a whole file, in a transaction that is never kept."""
    logging.disable(logging.CRITICAL)
    with django_db_blocker.unblock(), transaction.atomic():
        yield Site()
        transaction.set_rollback(True)
    logging.disable(logging.NOTSET)
