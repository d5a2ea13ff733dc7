"""What people meet when something is wrong. A database that is away is a 503 with a way on, never a 500."""

import sys

import structlog
from django.contrib import messages
from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.csrf import requires_csrf_token

log = structlog.get_logger("academy.errors")

LOCK_NOT_AVAILABLE = "55P03"


def static_page(template: str, status: int, **words: str) -> HttpResponse:
    """A page that needs no database, no session and no context processor."""
    response = HttpResponse(render_to_string(template, words), status=status)
    response["Cache-Control"] = "no-store"
    return response


def unavailable() -> HttpResponse:
    """503: we cannot save just now; the same form may be sent again."""
    response = static_page("503.html", 503)
    response["Retry-After"] = "5"
    return response


def is_lock_wait(error: BaseException) -> bool:
    """Whether the database answered, but a row was held too long: SQLite says locked, PostgreSQL lock_not_available."""
    return getattr(error.__cause__, "sqlstate", "") == LOCK_NOT_AVAILABLE or "database is locked" in str(error)


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
        return static_page("409.html", 409)
    if isinstance(exception, OperationalError | InterfaceError):
        log.error("database.away", kind=type(exception).__name__)
        return unavailable()
    return static_page("500.html", 500, request_id=getattr(request, "id", ""))


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """A form from a page that was open too long: back to it, with a sentence. Nothing was saved."""
    back = request.META.get("HTTP_REFERER", "")
    if url_has_allowed_host_and_scheme(back, {request.get_host()}, require_https=request.is_secure()):
        messages.warning(request, _("That page was open for a long time. Please send it once more."))
        return redirect(back)
    return render(request, "403.html", status=403)
