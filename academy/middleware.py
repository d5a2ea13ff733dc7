"""What every request passes: an id and a log line, headers, redirects for scripts, the guard of records."""

import re
import time
import uuid

import structlog
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import ProtectedError
from django.http import HttpResponse, HttpResponseNotAllowed
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

log = structlog.get_logger("academy.request")

REQUEST_ID = re.compile(r"[A-Za-z0-9-]{8,64}")
PERMISSIONS_POLICY = ", ".join(
    f"{feature}=()" for feature in ("camera", "geolocation", "microphone", "payment", "usb", "display-capture")
)
METHODS = ("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS")
CMS_POLICY = {
    "default-src": ["'none'"],
    "script-src": ["'self'", "'unsafe-inline'"],
    "style-src": ["'self'", "'unsafe-inline'"],  # the page editor sets styles from its scripts: 0015
    "img-src": ["'self'", "data:", "blob:"],
    "font-src": ["'self'"],
    "connect-src": ["'self'"],
    "media-src": ["'self'"],
    "frame-src": ["'self'"],
    "form-action": ["'self'"],
    "base-uri": ["'none'"],
    "frame-ancestors": ["'self'"],
}


class RequestIdMiddleware:
    """Gives each request an id, in and out, and one log line that names the route and nobody."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        given = request.headers.get("X-Request-ID", "")
        if request.path.startswith("/-/"):
            request.COOKIES = {}  # health knows nobody: with no cookie no part of the site asks for a session
        request.id = given if REQUEST_ID.fullmatch(given) else uuid.uuid4().hex
        structlog.contextvars.bind_contextvars(request_id=request.id)
        begun = time.perf_counter()
        try:
            response = self.get_response(request)
            match = request.resolver_match
            log.info(
                "request.answered",
                route=match.view_name if match else "",
                method=request.method,
                status=response.status_code,
                ms=round((time.perf_counter() - begun) * 1000),
            )
        finally:
            structlog.contextvars.unbind_contextvars("request_id")
        response["X-Request-ID"] = request.id
        return response


class HeadersMiddleware:
    """Headers that hold everywhere; the CMS policy under /cms/; nothing kept by caches once signed in."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        if request.method not in METHODS:
            return HttpResponseNotAllowed(METHODS)  # TRACE would pass for safe, and shows cookies to scripts
        response: HttpResponse = self.get_response(request)
        if request.path.startswith("/cms/"):
            response.headers.pop("Content-Security-Policy", None)  # a preview brings the page's own
            vars(response)["_csp_replace"] = CMS_POLICY  # where django-csp looks for it
            response["X-Frame-Options"] = "SAMEORIGIN"
        response.headers.setdefault("Permissions-Policy", PERMISSIONS_POLICY)
        response.headers.setdefault("Cross-Origin-Resource-Policy", "same-origin")
        person = getattr(request, "_cached_user", None)  # only if somebody asked: the database may be away
        if person is not None and person.is_authenticated:
            response.headers.setdefault("Cache-Control", "private, no-store")
        return response


class SentByScriptMiddleware:
    """A form sent by a page's script is told where to go next, and goes there itself.

    Followed unseen, the redirect would use up the page after it, with the sentence that says what was saved.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        response = self.get_response(request)
        if request.headers.get("X-Sent-By") == "script" and response.status_code in (301, 302, 303):
            response.status_code = 204
            response["X-Next"] = response["Location"]
            del response["Location"]
        return response


class ProtectedRecordMiddleware:
    """Under /cms/: no room for anybody but editors, and what records rest on is kept, with a sentence."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        return self.get_response(request)

    def process_view(self, request, view, args, kwargs):
        """403 for people without the editors' side. Wagtail would send them to sign in, which sends them back."""
        if not request.path.startswith("/cms/") or request.resolver_match.view_name == "cms_login":
            return
        if request.user.is_authenticated and not request.user.has_perm("wagtailadmin.access_admin"):
            raise PermissionDenied

    def process_exception(self, request, exception):
        """A message and the page before, for a ProtectedError under /cms/; anything else is not ours."""
        if not isinstance(exception, ProtectedError) or not request.path.startswith("/cms/"):
            return None
        count = len(exception.protected_objects)
        kept = ngettext("Kept: %(count)d record rests on this.", "Kept: %(count)d records rest on this.", count)
        messages.error(request, kept % {"count": count} + " " + _("Unpublish it instead."))
        return redirect("wagtailadmin_home")
