"""Who does which kind of work. Every app's handlers module is imported at start-up and fills this table."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.core.exceptions import ImproperlyConfigured

QUICK = "quick"
DOCUMENTS = "documents"
QUEUES = (QUICK, DOCUMENTS)

Call = Callable[..., str | None]
_handlers: dict[str, "Handler"] = {}


class Retry(Exception):  # noqa: N818  a request, not an error
    """Raised by a handler that met a fault on the way out, such as mail being away: try later, no try used up."""

    def __init__(self, message: str, delay: timedelta = timedelta(minutes=1)) -> None:
        super().__init__(message)
        self.delay = delay


class Gone(Exception):  # noqa: N818  an answer, not an error
    """Raised by a handler whose subject is no longer there, or was withdrawn: the job is done, with this note."""


@dataclass(frozen=True, slots=True)
class Handler:
    """One kind of work: who does it, on which queue, and how often the house asks for it by itself."""

    kind: str
    call: Call
    queue: str = QUICK
    every: timedelta | None = None

    @property
    def label(self) -> str:
        """What this work is for, in words: the first line of the handler's docstring."""
        lines = (self.call.__doc__ or "").strip().splitlines()
        return lines[0].rstrip(".") if lines else self.kind


def handles(kind: str, *, queue: str = QUICK, every: timedelta | None = None) -> Callable[[Any], Any]:
    """Register the decorated function as the one that does this kind of work.

    The function takes the job's ids as keyword arguments, may be called twice for one job, and may return a
    note that stays on the job. With ``every`` the house asks for it once in each such period, without ids.
    Raises ImproperlyConfigured for a second handler of a kind, an unknown queue or a kind without a dot.
    """
    if queue not in QUEUES:
        raise ImproperlyConfigured(f"{kind}: there is no queue {queue!r}.")
    if kind.count(".") != 1 or kind.startswith(".") or kind.endswith("."):
        raise ImproperlyConfigured(f"{kind!r} is no kind: it must read <app>.<verb>.")

    def register(call: Call) -> Call:
        found = _handlers.get(kind)
        if found is not None and found.call is not call:
            raise ImproperlyConfigured(f"{kind} has two handlers: {found.call.__module__} and {call.__module__}.")
        _handlers[kind] = Handler(kind=kind, call=call, queue=queue, every=every)
        return call

    return register


def handler_for(kind: str) -> Handler | None:
    """The handler of a kind, or None where this release knows none."""
    return _handlers.get(kind)


def queue_of(kind: str) -> str:
    """The queue that a kind waits in; quick where this release knows no handler."""
    found = _handlers.get(kind)
    return found.queue if found else QUICK


def label_of(kind: str) -> str:
    """What this kind of work is for, in words."""
    found = _handlers.get(kind)
    return found.label if found else kind


def kinds() -> list[str]:
    """Every kind that has a handler, in order."""
    return sorted(_handlers)


def duties() -> dict[str, timedelta]:
    """The kinds that the house asks for by itself, in order, each with the length of its period."""
    return {kind: every for kind in kinds() if (every := _handlers[kind].every)}
