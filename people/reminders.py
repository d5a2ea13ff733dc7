"""What people are reminded of: each app registers who is due what, and one duty writes the letters.

A source is a function that derives from the facts of this moment who is due a reminder. Nothing is stored ahead, so
nobody is reminded of what is done by now. A source gives a window, such as "asked for in the last three days": what
was missed for longer is not sent late. People.services.reminding leaves out whoever may not or will not be written to,
and whatever went out under the same key before.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from typing import Any
from uuid import UUID

from django.core.exceptions import ImproperlyConfigured
from django.core.signing import BadSignature, Signer
from django.utils import timezone
from django.utils.functional import lazy

KIND_LENGTH = 20  # of the column
DAY_BEGINS, DAY_ENDS = time(8), time(20)  # in London; nothing goes out before or after, on no day of the week
SALT = "people.reminders.stop"


@dataclass(frozen=True, slots=True)
class Due:
    """One reminder that is due now, once: ``key`` names it for good, such as ``promise:412``.

    ``person`` is a User. ``subject`` is under 60 characters; it is also the line in a letter with several reminders.
    ``text`` is what the letter says, paragraphs parted by an empty line. ``url`` is a path of ours and ``label`` the
    words on its button. Words may be lazy: they are read in the person's language (see ``in_words``).
    """

    person: Any
    key: str
    kind: str
    subject: Any
    text: Any
    url: str
    label: Any


Source = Callable[[datetime], Iterable[Due]]
Candidates = Callable[[datetime], Any]  # gives a QuerySet


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of reminder: its words on "E-mails I get", and who knows what is due."""

    kind: str
    label: Any
    source: Source
    candidates: Candidates | None = None


_kinds: dict[str, Kind] = {}


def reminds(kind: str, *, label: Any, candidates: Candidates | None = None) -> Callable[[Source], Source]:
    """Register the decorated function as the source of one kind of reminder.

    It takes the moment and gives what is due then. ``label`` completes "E-mails I get:" in plain words. Where
    ``candidates`` finds no row at that moment the source is not asked: one query answers that for all kinds. Raises
    ImproperlyConfigured for a second source of a kind and for a name that is too long or could break a link.
    """
    if not kind.isidentifier() or len(kind) > KIND_LENGTH:
        raise ImproperlyConfigured(f"{kind!r} is no kind of reminder: one word of at most {KIND_LENGTH} letters.")

    def register(source: Source) -> Source:
        found = _kinds.get(kind)
        if found is not None and found.source is not source:
            raise ImproperlyConfigured(f"{kind} has two sources: {found.source.__module__} and {source.__module__}.")
        _kinds[kind] = Kind(kind=kind, label=label, source=source, candidates=candidates)
        return source

    return register


def kinds() -> list[Kind]:
    """Every kind of reminder, in the order of their names."""
    return [_kinds[kind] for kind in sorted(_kinds)]


def label_of(kind: str) -> Any:
    """What a kind is called, or its bare name where this release knows none."""
    found = _kinds.get(kind)
    return found.label if found else kind


def in_words(words: Callable[..., str], *args: Any) -> Any:
    """The words that a function makes, made only when the letter is written, in the person's language."""
    return _said(words, args)


_said = lazy(lambda words, args: words(*args), str)


def is_quiet(now: datetime) -> bool:
    """Whether it is before 8 am or after 8 pm in London. A Sunday is a day like the others."""
    return not DAY_BEGINS <= timezone.localtime(now).time() < DAY_ENDS


def next_morning(now: datetime) -> datetime:
    """The next 8 am in London after a quiet moment."""
    local = timezone.localtime(now)
    day = local.date() + timedelta(days=local.time() >= DAY_ENDS)
    return timezone.make_aware(datetime.combine(day, DAY_BEGINS))


def token_for(person: UUID, kinds: Iterable[str]) -> str:
    """What stands in the link that stops these kinds for this person: the same whenever it is made, ours alone.

    It has no end of its own; a new key of the site without the old one as a fallback ends all of them.
    """
    return Signer(salt=SALT).sign(".".join([person.hex, *sorted(set(kinds))]))


def read_token(token: str) -> tuple[UUID, list[str]] | None:
    """Whose letters, and which kinds; None for a token that we did not make."""
    try:
        person, *found = Signer(salt=SALT).unsign(token).split(".")
    except BadSignature:
        return None
    return UUID(hex=person), found
