"""Where somebody is signed in: written down at sign-in, listed for them alone, ended one by one."""

import datetime
import time
from dataclasses import dataclass

from django.contrib.sessions.models import Session
from django.db import transaction
from django.utils import timezone
from wagtail.log_actions import log

from people.models import SignIn, User

# Sought in this order: a browser names those that it would like to be taken for.
BROWSERS = (
    (("Edg/", "EdgA/", "EdgiOS/"), "Edge"),
    (("OPR/",), "Opera"),
    (("SamsungBrowser/",), "Samsung Internet"),
    (("Firefox/", "FxiOS/"), "Firefox"),
    (("Chrome/", "CriOS/"), "Chrome"),
    (("Safari/",), "Safari"),
)
DEVICES = (
    (("iPhone",), "iPhone"),
    (("iPad",), "iPad"),
    (("Android",), "Android"),
    (("CrOS",), "Chromebook"),
    (("Windows",), "Windows"),
    (("Macintosh",), "Mac"),
    (("Linux",), "Linux"),
)


@dataclass(frozen=True)
class SignInSession:
    """A browser that somebody is signed in with, as they read it."""

    sign_in: SignIn
    seen_at: datetime.datetime
    is_shared: bool
    is_this: bool


def note(*, person: User, session_key: str, agent: str) -> SignIn:
    """Afterwards this session stands in the person's list. Twice: the same line, and now this person's."""
    facts = {"person": person, "browser": named(agent, BROWSERS), "device": named(agent, DEVICES)}
    return SignIn.objects.update_or_create(session_key=session_key, defaults=facts)[0]


def sign_in_sessions(*, person: User, session_key: str | None) -> list[SignInSession]:
    """Where the person is signed in now, this browser first, then the latest use. Two queries, however many."""
    rows = SignIn.objects.filter(person=person)
    live = Session.objects.filter(session_key__in=rows.values("session_key"), expire_date__gt=timezone.now())
    kept = {session.session_key: session.get_decoded() for session in live}
    found = [
        SignInSession(
            row,
            datetime.datetime.fromtimestamp(kept[row.session_key].get("seen_at", time.time()), tz=datetime.UTC),
            bool(kept[row.session_key].get("shared_device")),
            row.session_key == session_key,
        )
        for row in rows
        if row.session_key in kept
    ]
    return sorted(found, key=lambda each: (not each.is_this, -each.seen_at.timestamp()))


def end(*, sign_in: SignIn, by: User) -> None:
    """Afterwards that browser is signed out, from its next request on. Twice: nothing more happens."""
    with transaction.atomic():
        Session.objects.filter(session_key=sign_in.session_key).delete()
        gone, _each = SignIn.objects.filter(pk=sign_in.pk).delete()
        if gone:
            log(sign_in.person, "people.end_sign_in", user=by)


def left(*, session_key: str | None) -> None:
    """Afterwards the list no longer has this session: its person signed out."""
    SignIn.objects.filter(session_key=session_key or "").delete()


def forget_over() -> int:
    """Remove the lines of sessions that have ended by themselves. Returns how many went."""
    return SignIn.objects.over().delete()[0]


def named(agent: str, names: tuple[tuple[tuple[str, ...], str], ...]) -> str:
    """The first name whose sign stands in what the browser says of itself; else nothing."""
    return next((name for signs, name in names if any(sign in agent for sign in signs)), "")
