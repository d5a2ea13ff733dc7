"""What people meet when something is wrong. A database that is away is a 503 with a way on, never a 500."""

import sys
from typing import Any

import structlog
from django.conf import settings
from django.contrib import messages
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import SuspiciousOperation
from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render, resolve_url
from django.template.loader import render_to_string
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.csrf import requires_csrf_token

from people.models import User
from people.services import browsers, held_forms
from people.views.kept import lines

log = structlog.get_logger("academy.errors")

LOCK_NOT_AVAILABLE = "55P03"


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
        response = static_page("409.html", 409, **sent_again(request))
        response["Retry-After"] = "1"
        return response
    if isinstance(exception, OperationalError | InterfaceError):
        log.error("database.away", kind=type(exception).__name__)
        return unavailable(request)
    return static_page("500.html", 500, request_id=getattr(request, "id", ""))


def same_origin(request: HttpRequest) -> bool:
    """Whether the browser says that one of our own pages sent this. Another site cannot make it say so."""
    origin = request.headers.get("Origin", "")
    if origin:
        return origin == f"{request.scheme}://{request.get_host()}"
    back = request.META.get("HTTP_REFERER", "")
    return url_has_allowed_host_and_scheme(back, {request.get_host()}, require_https=request.is_secure())


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
    token = [("csrfmiddlewaretoken", text) for text in request.POST.getlist("csrfmiddlewaretoken")[:1]]
    return {"address": request.get_full_path(), "pairs": token + typed.pairs}


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """A form from a page that was open too long. What was typed is not lost, and nobody else sees it."""
    if not same_origin(request):
        return render(request, "403.html", status=403)
    view = request.resolver_match.func if request.resolver_match else None
    if not request.user.is_authenticated and getattr(view, "login_required", True):
        return redirect_to_login(request.get_full_path(), resolve_url(settings.LOGIN_URL))  # where it is held
    typed = held_forms.typed_in(sent=request.POST.lists(), files=bool(request.FILES))
    writer = browsers.writer_of(request)
    if request.user.is_authenticated and writer is not None and writer != request.user:
        return _from_somebody_else(request, writer, typed)
    back = request.META.get("HTTP_REFERER", "")
    if not url_has_allowed_host_and_scheme(back, {request.get_host()}, require_https=request.is_secure()):
        back = "/"
    if not (typed.worth_keeping and typed.whole):
        messages.warning(request, _("That page was open for a long time. Please send it once more."))
        return redirect(back)
    context = {"address": request.get_full_path(), "pairs": typed.pairs, "lines": lines(typed.pairs)}
    return render(request, "people/kept.html", context | {"whole": True, "back": back}, status=403)


def _from_somebody_else(request: HttpRequest, writer: User, typed: held_forms.Typed) -> HttpResponse:
    browser = browsers.browser_of(request).secret
    held_forms.hold(person=writer, browser=browser, address=request.get_full_path(), typed=typed)
    words = {
        "heading": _("That page was not yours"),
        "text": _("Somebody else opened it before you signed in. Nothing was saved."),
        "help": _("What they typed is kept for them for 30 minutes. Nobody else can see it."),
    }
    return render(request, "403.html", words, status=403)
