"""What people meet when something is wrong. A database that is away is a 503 with a way on, never a 500."""

import sys
from typing import Any

import structlog
from django.core.exceptions import SuspiciousOperation
from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.views.decorators.csrf import requires_csrf_token

from people.adapters.browsers import same_origin
from people.services import held_forms

log = structlog.get_logger("academy.errors")

# A row was held too long, or two held what the other wanted and the database sent one of them away.
LOCK_NOT_AVAILABLE, DEADLOCK_DETECTED = "55P03", "40P01"


def static_page(template: str, status: int, **words: Any) -> HttpResponse:
    """A page that needs no database, no session and no context processor."""
    response = HttpResponse(render_to_string(template, words), status=status)
    response["Cache-Control"] = "no-store"
    return response


def unavailable(request: HttpRequest) -> HttpResponse:
    """503: we cannot save just now. Its button sends the same form again, with the same key."""
    response = static_page("503.html", 503, **sent_again(request))
    response["Retry-After"] = "5"
    return response


def is_lock_wait(error: BaseException) -> bool:
    """Whether the database answered, but somebody else held the row: PostgreSQL has codes for it, SQLite words."""
    held = {LOCK_NOT_AVAILABLE, DEADLOCK_DETECTED}
    return getattr(error.__cause__, "sqlstate", "") in held or "database is locked" in str(error)


@requires_csrf_token
def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """400."""
    return static_page("400.html", 400)


@requires_csrf_token
def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:
    """403: the page is not this person's."""
    return render(request, "403.html", status=403)


@requires_csrf_token
def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """404: the same page for a wrong address and for somebody else's object."""
    return render(request, "404.html", status=404)


@requires_csrf_token
def server_error(request: HttpRequest) -> HttpResponse:
    """500, or 503 where the database is away. Middleware cannot tell the two apart; the exception here can."""
    exception = sys.exc_info()[1]
    if isinstance(exception, OperationalError) and is_lock_wait(exception):
        log.warning("database.busy")
        response = static_page("409.html", 409, **sent_again(request))
        response["Retry-After"] = "1"
        return response
    if isinstance(exception, OperationalError | InterfaceError):
        log.error("database.away", kind=type(exception).__name__)
        return unavailable(request)
    return static_page("500.html", 500, request_id=getattr(request, "id", ""))


def sent_again(request: HttpRequest) -> dict[str, Any]:
    """What a page needs to send the same form once more: nothing where it was no form, or cannot be sent whole."""
    if request.method != "POST" or not same_origin(request):
        return {}
    try:
        typed = held_forms.typed_in(sent=request.POST.lists(), files=bool(request.FILES))
    except (SuspiciousOperation, OSError):
        return {}
    if not typed.whole:
        return {}
    along = [(name, request.POST[name]) for name in held_forms.SENT_ALONG if name in request.POST]
    return {"address": request.get_full_path(), "pairs": along + typed.pairs}
