"""allauth's pages that take a second factor away: one at a time, and whoever must have one keeps the last."""

from collections.abc import Callable
from functools import wraps

from allauth.mfa.adapter import get_adapter
from allauth.mfa.models import Authenticator
from allauth.mfa.webauthn.views import remove_webauthn
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from people.services.factors import alone_with_factors


def one_at_a_time(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """For a page that takes a factor away: it looks at what is left while nobody else takes another."""

    @wraps(view)
    def inside(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        if request.method != "POST":
            return view(request, *args, **kwargs)
        with alone_with_factors(person=request.user):
            return view(request, *args, **kwargs)

    return inside


@one_at_a_time
def remove_passkey(request: HttpRequest, pk: int) -> HttpResponse:
    """allauth's page, for any passkey but the last factor of somebody who must have one; it asks that for apps only."""
    passkey = Authenticator.objects.filter(user=request.user, type=Authenticator.Type.WEBAUTHN, pk=pk).first()
    adapter = get_adapter()
    if passkey is not None and not adapter.can_delete_authenticator(passkey):
        messages.error(request, adapter.error_messages["cannot_delete_authenticator"])
        return redirect("mfa_list_webauthn")
    return remove_webauthn(request, pk=pk)
