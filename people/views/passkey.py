"""A passkey on this phone, for somebody who has just joined without e-mail: their way back."""

from allauth.mfa.webauthn.internal import auth, flows
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from people import permissions
from people.adapters.again import ask_again
from people.forms.factor import FirstPasskeyForm
from people.views.sign_in import own_path


@never_cache
@require_http_methods(["GET", "POST"])
def first_passkey(request: HttpRequest) -> HttpResponse:
    """The browser makes the passkey; it lets its owner in by itself from then on. Twice: the first one stands."""
    onward = own_path(request.POST.get("next") or request.GET.get("next", ""), "/")
    if not permissions.can_make_first_passkey(request.user):
        return redirect(onward)
    if asked := ask_again(request):  # a page left open is not enough to make somebody's way in
        return asked
    form = FirstPasskeyForm(request.POST or None, user=request.user)
    if request.method == "POST" and form.is_valid():
        flows.signup_authenticator(request, request.user, form.cleaned_data["name"], form.cleaned_data["credential"])
        messages.success(request, _("Next time, press “Use a passkey” on the sign-in page of this phone."))
        return redirect(onward)
    options = auth.begin_registration(request.user, True)
    context = {"form": form, "next": onward, "js_data": {"creation_options": options}}
    return render(request, "people/first_passkey.html", context)
