"""How this device shows the site: colours and text size, in two cookies."""

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from people.forms.account import DisplayForm
from people.views.sign_in import own_path

YEAR = 365 * 86400


@login_not_required
@require_http_methods(["GET", "POST"])
def display(request: HttpRequest) -> HttpResponse:
    """Open to everybody. Nothing is kept here, only on the device."""
    kept = {name: request.COOKIES.get(name, "") for name in ("theme", "text")}
    form = DisplayForm(request.POST or None, initial=kept)
    if request.method == "POST" and form.is_valid():
        response = redirect(own_path(request.POST.get("next", ""), reverse("people:display")))
        for name, value in form.cleaned_data.items():
            if value:
                response.set_cookie(name, value, max_age=YEAR, secure=settings.SESSION_COOKIE_SECURE, samesite="Lax")
            else:
                response.delete_cookie(name, samesite="Lax")
        messages.success(request, _("Saved. This device will show the site like this."))
        return response
    return render(request, "people/display.html", {"form": form})
