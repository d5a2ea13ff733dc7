"""What somebody had typed when their sign-in ran out, where its own page can no longer show it."""

import re

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from people.adapters import browsers, first_page
from people.refill import Pair
from people.services import held_forms

# What a page sends along for itself, and what its choices are called inside.
OWN = {"section", "form_key", "version", "revision", "shown", "next", "act"}
MACHINE = re.compile(r"[0-9a-f]{8}-[0-9a-f-]{27}|\b\w\b|\d+", re.IGNORECASE)


@never_cache
@require_http_methods(["GET", "POST"])
def held_form(request: HttpRequest) -> HttpResponse:
    """All of it as text, with a button that sends it now. Sent here, it is thrown away."""
    secret = browsers.browser_of(request).secret
    held = held_forms.held_for(person=request.user, browser=secret)
    if request.method == "POST" or held is None:
        request.session.pop(held_forms.WAITS, None)
        if held is not None:
            held_forms.drop(person=request.user, browser=secret)
            messages.success(request, _("Thrown away. Nothing was saved."))
        return redirect(first_page(request.user))
    request.session[held_forms.WAITS] = held.address  # sending it from here settles it too
    typed = held_forms.opened(held=held, browser=secret)
    pairs = [(held_forms.MARK, held.mark), *typed.pairs]
    context = {"address": held.address, "pairs": pairs, "lines": lines(typed.pairs), "whole": typed.whole}
    return render(request, "people/held.html", context | {"held": True})


def lines(pairs: list[Pair]) -> list[Pair]:
    """What a person would recognise: words that somebody typed or chose, each with what its field is called."""
    told = [(_called(name), _said(text)) for name, text in pairs if name not in OWN]
    return [(label, text) for label, text in told if re.search(r"[^\W\d]", text)]


def _said(text: str) -> str:
    if re.fullmatch(r"[A-Z_]+", text):  # the name of a choice
        return text.replace("_", " ").capitalize()
    return "" if len(text) < 80 and not re.search(r"[^\W\d]", MACHINE.sub("", text)) else text


def _called(name: str) -> str:
    words = re.sub(r"[\W_]+", " ", MACHINE.sub("", name.replace("_", " "))).strip()
    return words.capitalize() or _("What you typed")
