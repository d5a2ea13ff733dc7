"""A form from a page that was open for too long: its CSRF token is no longer the one of this sign-in."""

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render, resolve_url
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _

from people.adapters import browsers
from people.models import User
from people.services import held_forms
from people.views.held import lines


def late(request: HttpRequest, reason: str = "") -> HttpResponse:
    """What was typed is not lost, and nobody else sees it."""
    vars(request)["came_too_late"] = True  # whatever is answered now, nothing arrived
    if not browsers.same_origin(request):
        return render(request, "403.html", status=403)
    view = request.resolver_match.func if request.resolver_match else None
    if not request.user.is_authenticated and getattr(view, "login_required", True):
        return redirect_to_login(request.get_full_path(), resolve_url(settings.LOGIN_URL))  # where it is held
    typed = held_forms.typed_in(sent=request.POST.lists(), files=bool(request.FILES))
    writer = browsers.writer_of(request)
    if request.user.is_authenticated and writer is not None and writer != request.user:
        return _of_somebody_else(request, writer, typed)
    back = request.META.get("HTTP_REFERER", "")
    if not url_has_allowed_host_and_scheme(back, {request.get_host()}, require_https=request.is_secure()):
        back = "/"
    if not (typed.worth_keeping and typed.whole):
        messages.warning(request, _("That page was open for a long time. Send it once more."))
        return redirect(back)
    marks = [(held_forms.MARK, text) for text in request.POST.getlist(held_forms.MARK)[:1]]
    context = {"address": request.get_full_path(), "pairs": marks + typed.pairs, "lines": lines(typed.pairs)}
    return render(request, "people/held.html", context | {"whole": True, "back": back}, status=403)


def _of_somebody_else(request: HttpRequest, writer: User, typed: held_forms.Typed) -> HttpResponse:
    browser = browsers.browser_of(request).secret
    held_forms.hold(person=writer, browser=browser, address=request.get_full_path(), typed=typed)
    words = {
        "heading": _("That page was not yours"),
        "text": _("Somebody else opened it before you signed in. Nothing was saved."),
        "help": _("What they typed is kept for them for 30 minutes. Nobody else can see it."),
    }
    return render(request, "403.html", words, status=403)
