"""Asking the site as somebody, and telling whether the database is as it was."""

import hashlib
import itertools
import time
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.core.handlers.base import BaseHandler
from django.db import connection
from django.http import HttpResponse, SimpleCookie
from django.test import Client, RequestFactory

from people.models import User

# Tables that a refused call or a look may change: who is signed in, how often somebody knocked, who edits what now,
# and, in Wagtail's own pages, what an editor wants to be told of.
OWN_BUSINESS = {"django_session", "people_tokenbucket", "shared_cache", "wagtailadmin_editingsession"}
OWN_BUSINESS |= {"wagtailcore_pagesubscription", "wagtailusers_userprofile"}
# What a look at somebody else's things rightly leaves behind: a line that says who looked.
WHO_LOOKED = {"wagtailcore_modellogentry"}
LONGER_THAN_ANY_RUN = 365 * 86400
SIGN_IN = ("/accounts/login/?next=", "/cms/login/?next=")  # the second leads to the first


@dataclass(frozen=True)
class Answer:
    """What came back, and the same in one word of the table."""

    word: str
    status: int
    headers: dict[str, str]
    body: bytes

    @classmethod
    def of(cls, response: HttpResponse) -> "Answer":
        """ok: the page. in: asked to sign in. on: sent on inside the site. Otherwise the number."""
        where = response.headers.get("Location", "")
        if response.status_code in {301, 302, 303}:
            word = "in" if where.startswith(SIGN_IN) else "on" if where.startswith("/") else f"away to {where}"
        else:
            word = "ok" if response.status_code == 200 else str(response.status_code)
        body = b"".join(response.streaming_content) if response.streaming else response.content
        for close in response._resource_closers:  # response.close() would close the database too
            close()
        return cls(word, response.status_code, dict(response.headers), body)


class Knocker:
    """Asks as anybody, without the ceremony of a test client. Each call comes from an address of its own."""

    def __init__(self, people: dict[str, User]) -> None:
        self.handler = BaseHandler()
        self.handler.load_middleware()
        self.addresses = itertools.count(1)
        self.sessions = {name: self._sign_in(person) for name, person in people.items()} | {"anyone": ""}

    @staticmethod
    def _sign_in(person: User) -> str:
        """A sign-in that stays fresh, however long the run: nobody is asked again who they are."""
        client = Client()
        client.force_login(person)
        session = client.session
        session["signed_in_at"] = int(time.time()) + LONGER_THAN_ANY_RUN
        session.save()
        return client.cookies[settings.SESSION_COOKIE_NAME].value

    def ask(self, who: str, method: str, path: str, data: dict[str, Any] | None = None, **headers: str) -> Answer:
        """One call. The session is the one of signing in, whatever the call before did to its cookie."""
        number = next(self.addresses)
        factory = RequestFactory(REMOTE_ADDR=f"10.{number >> 16}.{number >> 8 & 255}.{number & 255}", headers=headers)
        if self.sessions[who]:
            factory.cookies = SimpleCookie({settings.SESSION_COOKIE_NAME: self.sessions[who]})
        request = getattr(factory, method.lower())(path, data)
        request._dont_enforce_csrf_checks = True
        return Answer.of(self.handler.get_response(request))


def digest() -> dict[str, str]:
    """A hash for each table but those of ``OWN_BUSINESS`` and the lock-out's."""
    found = {}
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            if table in OWN_BUSINESS or table.startswith("axes_"):
                continue
            cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")  # noqa: S608 - a table of the catalogue
            rows = sorted(map(repr, cursor.fetchall()))
            found[table] = hashlib.sha256("\n".join(rows).encode()).hexdigest()
    return found


def changed(before: dict[str, str], after: dict[str, str]) -> set[str]:
    """The tables that are not as they were."""
    return {table for table in before | after if before.get(table) != after.get(table)}
