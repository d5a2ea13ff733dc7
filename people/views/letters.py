"""Which reminders one gets: the page behind the link in each letter, open without sign-in, and the settings' ticks."""

import json
import time

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt, csrf_protect
from django.views.decorators.http import require_http_methods, require_POST

from people import limits, seal
from people.models import User
from people.services import letters

WRONG, PRESSED = limits.Door("stop_wrong", times=20, seconds=60), limits.Door("stop", times=30, seconds=3600)
COOKIE, PURPOSE, MINUTES = "stopped", "stopped-letters", 15


# Stopping is without a CSRF token on purpose: a mail program sends it for its reader (RFC 8058), and the address itself
# is the key. It is no key to start again: a letter may have been passed on.
@csrf_exempt
@login_not_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def stop(request: HttpRequest, token: str) -> HttpResponse:
    """One button. The page says which letters, never whose. Looking stops nothing: programs open links."""
    found = letters.person_of(token)
    if found is None:
        if not WRONG.allow(limits.client(request)):
            return _wait(request)
        raise Http404
    person, kinds = found
    if request.method == "POST":
        if not PRESSED.allow(str(person.pk)):
            return _wait(request)
        if request.POST.get("act") == "start":
            return _start(request, token, person, kinds)
        answer = _stop(request, token, person, kinds)
        if "List-Unsubscribe" not in request.POST:  # a mail program wants its answer here and now
            return answer
    choices = letters.choices(person=person, kinds=kinds)
    stopped, may_start = not any(choice.wanted for choice in choices), bool(_may_start(request, token, person, kinds))
    context = {"choices": choices, "stopped": stopped, "may_start": may_start}
    response = render(request, "people/stop.html", context)
    response["X-Robots-Tag"] = "noindex, nofollow"
    return response


def _stop(request: HttpRequest, token: str, person: User, kinds: list[str]) -> HttpResponse:
    """This browser remembers for a quarter of an hour what it stopped just now, so that it can be taken back."""
    wanted = [choice.kind for choice in letters.choices(person=person, kinds=kinds) if choice.wanted]
    letters.stop(person=person, kinds=kinds, by=person if request.user == person else None)
    answer = redirect("people:stop", token=token)
    if wanted:
        kept = json.dumps({"token": token, "kinds": wanted, "until": int(time.time()) + MINUTES * 60})
        answer.set_cookie(
            COOKIE,
            seal.seal(kept, purpose=PURPOSE),
            max_age=MINUTES * 60,
            path=answer.url,
            secure=settings.SESSION_COOKIE_SECURE,
            httponly=True,
            samesite="Lax",
        )
    return answer


@csrf_protect
def _start(request: HttpRequest, token: str, person: User, kinds: list[str]) -> HttpResponse:
    """For whoever it is, signed in, or the browser that stopped them just now. Others choose in their settings."""
    allowed = _may_start(request, token, person, kinds)
    if not allowed:
        return redirect("people:settings")
    letters.start_again(person=person, kinds=allowed, by=person if request.user == person else None)
    answer = redirect("people:stop", token=token)
    answer.delete_cookie(COOKIE, path=answer.url)
    return answer


def _may_start(request: HttpRequest, token: str, person: User, kinds: list[str]) -> list[str]:
    """Which kinds may be started again here."""
    if request.user == person:
        return kinds
    try:
        kept = json.loads(seal.unseal(request.COOKIES.get(COOKIE, ""), purpose=PURPOSE))
    except seal.BrokenSeal:
        return []
    return kept["kinds"] if kept["token"] == token and kept["until"] > time.time() else []


def _wait(request: HttpRequest) -> HttpResponse:
    response = render(request, "people/stop_wait.html", status=429)
    response["Retry-After"] = "60"
    return response


@require_POST
def choose(request: HttpRequest) -> HttpResponse:
    """The ticks of "E-mails I get": saves these alone and says so."""
    letters.choose(person=request.user, wanted=request.POST.getlist("wanted"), by=request.user)
    messages.success(request, _("Saved. You get the reminders that are ticked, and no other."))
    return redirect("people:settings")
