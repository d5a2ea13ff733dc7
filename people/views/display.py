"""How this device shows the site: colours, text size, easy words and little data, a cookie each."""

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
    form = DisplayForm(request.POST) if request.method == "POST" else DisplayForm.as_kept(request.COOKIES)
    if request.method == "POST" and form.is_valid():
        response = redirect(own_path(request.POST.get("next", ""), reverse("people:display")))
        sent = {name: value for name, value in form.cleaned_data.items() if name in request.POST}
        for name, value in sent.items():  # a lesson asks about reading alone: the colours stay as they are
            if value:
                response.set_cookie(name, value, max_age=YEAR, secure=settings.SESSION_COOKIE_SECURE, samesite="Lax")
            else:
                response.delete_cookie(name, samesite="Lax")
        messages.success(request, _("Saved. This device will show the site like this."))
        return response
    return render(request, "people/display.html", {"form": form})
