"""Which browser sends this, and whose pages it has open: one sealed cookie, for people who are signed in.

A form says by its own CSRF token in whose sign-in its page was made. That is how a form that comes too late finds
its writer, and never anybody else who uses the same browser.
"""

import json
import secrets
from dataclasses import dataclass, field

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.middleware import csrf
from django.utils.http import url_has_allowed_host_and_scheme

from people import seal
from people.models import User

COOKIE, PURPOSE, MOST = "browser", "browser-cookie", 6


@dataclass
class Browser:
    """The browser's own secret, and the last sign-ins in it: whose each was, and the CSRF secret of its pages."""

    secret: str = ""
    sign_ins: list[tuple[int, str]] = field(default_factory=list)


def browser_of(request: HttpRequest) -> Browser:
    """As its cookie says; a browser that we do not know has no secret."""
    try:
        kept = json.loads(seal.unseal(request.COOKIES.get(COOKIE, ""), purpose=PURPOSE))
    except seal.BrokenSeal:
        return Browser()
    return Browser(kept["secret"], [(pk, page) for pk, page in kept["sign_ins"]])


def writer_of(request: HttpRequest) -> User | None:
    """Who was signed in when the page of this form was made; None for a visitor's page and for one we do not know."""
    token = request.POST.get("csrfmiddlewaretoken", "")
    try:
        csrf._check_token_format(token)  # type: ignore[attr-defined]
    except csrf.InvalidTokenFormat:
        return None
    for pk, page in browser_of(request).sign_ins:
        if csrf._does_token_match(token, page):  # type: ignore[attr-defined]
            return User.objects.active().filter(pk=pk).first()
    return None


def same_origin(request: HttpRequest) -> bool:
    """Whether the browser says that one of our own pages sent this. Another site cannot make it say so."""
    origin = request.headers.get("Origin", "")
    if origin:
        return origin == f"{request.scheme}://{request.get_host()}"
    back = request.META.get("HTTP_REFERER", "")
    return url_has_allowed_host_and_scheme(back, {request.get_host()}, require_https=request.is_secure())


def remember(request: HttpRequest, response: HttpResponse, person: User) -> None:
    """Afterwards the browser's cookie says that pages of this sign-in are this person's."""
    page = request.META.get("CSRF_COOKIE", "")
    if len(page) != csrf.CSRF_SECRET_LENGTH:
        return
    browser = browser_of(request)
    if browser.secret and browser.sign_ins and browser.sign_ins[0] == (person.pk, page):
        return
    others = [(pk, other) for pk, other in browser.sign_ins if other != page]
    kept = {"secret": browser.secret or secrets.token_urlsafe(16), "sign_ins": [(person.pk, page), *others][:MOST]}
    response.set_cookie(
        COOKIE,
        seal.seal(json.dumps(kept), purpose=PURPOSE),
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )


def forget(response: HttpResponse) -> None:
    """Afterwards the browser says nothing of anybody."""
    response.delete_cookie(COOKIE, samesite="Lax")
