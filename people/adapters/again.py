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
from django.shortcuts import redirect
from django.urls import resolve

from people import seal

AGAIN, HELD_FOR = "again", 30 * 60


def ask_again(request: HttpRequest) -> HttpResponse | None:
    """The page that asks somebody once more who they are, where that was last shown over 15 minutes ago; else None.

    What they were sending is kept sealed in their session and done, as they sent it, once they have shown it.
    Somebody with nothing to show is not asked.
    """
    records = get_authentication_records(request, request.user)
    shown = max([request.session.get("signed_in_at", 0), *(record["at"] for record in records)])
    if time.time() - shown < settings.ACCOUNT_REAUTHENTICATION_TIMEOUT:
        return None
    ways = get_adapter(request).get_reauthentication_methods(request.user)
    if not ways:
        return None
    sent = seal.seal(request.POST.urlencode(), purpose=AGAIN) if request.method == "POST" else ""
    path, until = request.get_full_path(), int(time.time()) + HELD_FOR
    state = {"path": path, "at": request.path_info, "sent": sent, "until": until}
    request.session[STATE_SESSION_KEY] = {"state": state, "callback": "people.adapters.again.go_on"}
    return redirect(f"{ways[0]['url']}?{urlencode({'next': state['path']})}")


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
