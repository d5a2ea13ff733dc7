"""Asked again: before what matters, whoever has not shown for 15 minutes who they are shows it once more."""

import time
from collections.abc import Callable
from functools import wraps
from typing import Any
from urllib.parse import urlencode

from allauth.account.adapter import get_adapter
from allauth.account.internal.flows.login import get_authentication_records
from allauth.account.internal.flows.reauthentication import STATE_SESSION_KEY
from django.conf import settings
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import resolve

from people import seal
from people.services import codes

AGAIN, HELD_FOR = "again", 30 * 60


def ask_again(request: HttpRequest, *, slip_anew: bool = False) -> HttpResponse | None:
    """The page that asks somebody once more who they are, where that was last shown over 15 minutes ago; else None.

    What they were sending is kept sealed in their session and done, as they sent it, once they have shown it.
    Somebody with nothing to show is not asked. With ``slip_anew``, whoever has a slip alone shows it even where they
    came in with it just now.
    """
    user: Any = request.user
    ways = get_adapter(request).get_reauthentication_methods(user)
    anew = slip_anew and not user.email and [way["id"] for way in ways] == ["people_again"]
    if not ways or time.time() - _shown_at(request, anew=anew) < settings.ACCOUNT_REAUTHENTICATION_TIMEOUT:
        return None
    sent = seal.seal(request.POST.urlencode(), purpose=AGAIN) if request.method == "POST" else ""
    path, until = request.get_full_path(), int(time.time()) + HELD_FOR
    state = {"path": path, "at": request.path_info, "sent": sent, "until": until}
    request.session[STATE_SESSION_KEY] = {"state": state, "callback": "people.adapters.again.go_on"}
    return redirect(f"{ways[0]['url']}?{urlencode({'next': state['path']})}")


def ask_before_all(request: HttpRequest) -> HttpResponse | None:
    """Before all that somebody has is taken away or forgotten: what holds them up, else None.

    Nobody does it within a week of a slip that somebody else made for them; having come in with a slip is not enough.
    """
    return slip_of_others(request) or ask_again(request, slip_anew=True)


def slip_of_others(request: HttpRequest) -> HttpResponse | None:
    """The page for somebody for whom somebody else made a slip this week: why not now, and whom to tell; else None."""
    user: Any = request.user
    made = codes.made_by_others(person=user)
    if made is None:
        return None
    context = {
        "made_at": made.issued_at,
        "until": made.issued_at + codes.QUIET,
        "organisation": user.organisation,
    }
    return render(request, "people/slip_of_others.html", context, status=403 if request.method == "POST" else 200)


def _shown_at(request: HttpRequest, *, anew: bool) -> float:
    """When somebody last showed who they are; ``anew``: when they were asked, not when they came in."""
    records = get_authentication_records(request, request.user)
    if anew:
        return max((record["at"] for record in records if record.get("reauthenticated")), default=0)
    return max([request.session.get("signed_in_at", 0), *(record["at"] for record in records)])


def go_on(request: HttpRequest, state: dict[str, Any]) -> HttpResponse:
    """Where somebody was asked again: what they had sent is done now; a page they only looked at is looked at."""
    asked_for = request.POST.get("next") or request.GET.get("next", "")
    if asked_for != state["path"] and get_adapter(request).is_safe_url(asked_for):
        return redirect(asked_for)  # that was for another page: what waited there is not done behind anybody's back
    if not state["sent"] or state["until"] < time.time():
        return redirect(state["path"])
    path, _mark, query = state["path"].partition("?")
    found = request.resolver_match = resolve(state["at"])
    request.method, request.path, request.path_info = "POST", path, state["at"]
    request.META |= {"REQUEST_METHOD": "POST", "PATH_INFO": state["at"], "QUERY_STRING": query}
    request.GET, request.POST = QueryDict(query), QueryDict(seal.unseal(state["sent"], purpose=AGAIN))
    return found.func(request, *found.args, **found.kwargs)


def asked_again(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """For a page that matters: whoever has not shown for 15 minutes who they are is asked before it."""

    @wraps(view)
    def inside(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return ask_again(request) or view(request, *args, **kwargs)

    return inside
