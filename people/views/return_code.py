"""The way in on paper: a claim code, once, or a return code, until it is replaced."""

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from people import limits, seal
from people.adapters import first_page, let_in
from people.forms.account import PaperCodeForm
from people.services.accounts import use_code
from people.views.sign_in import own_path

COOKIE, PURPOSE, MINUTES = "slip", "slip-cookie", 5
DOOR = limits.CodeDoor("paper_code", times=10, seconds=60, alarm=600)


@login_not_required
@never_cache
@require_http_methods(["GET", "POST"])
def return_code(request: HttpRequest) -> HttpResponse:
    """Asks for the code. The QR code of a slip brings it along; it leaves the address at once."""
    if request.method == "POST":
        return _sent(request)
    if "code" in request.GET:
        return _out_of_the_address(request)
    return _page(request, PaperCodeForm(initial={"code": _carried(request)}))


def _sent(request: HttpRequest) -> HttpResponse:
    form = PaperCodeForm(request.POST)
    if not form.is_valid():
        return _page(request, form)
    client = limits.client(request)
    if not DOOR.allow(client):
        form.add_error(None, _("Too many tries. Wait a minute, or ask your trainer."))
        return _page(request, form, status=429)
    person = use_code(code=form.cleaned_data["code"])
    if person is None:
        DOOR.note_wrong()
        form.add_error("code", _("We cannot find that code. Check for a missing letter, or ask your trainer."))
        return _page(request, form)
    DOOR.give_back(client)
    answer = let_in(request, person, shared=form.cleaned_data["shared"])
    if answer is None:
        messages.success(request, _("Welcome, %(name)s.") % {"name": person.get_short_name()})
        answer = redirect(own_path(request.POST.get("next", ""), first_page(person)))
    answer.delete_cookie(COOKIE, path=reverse("people:return_code"))
    return answer


def _page(request: HttpRequest, form: PaperCodeForm, status: int = 200) -> HttpResponse:
    way_back = request.POST.get("next") or request.GET.get("next", "")
    return render(request, "people/return_code.html", {"form": form, "next": own_path(way_back, "")}, status=status)


def _out_of_the_address(request: HttpRequest) -> HttpResponse:
    # A cookie of five minutes, sealed: nothing is written here by a GET, and no history or log keeps the code.
    response = redirect("people:return_code")
    response.set_cookie(
        COOKIE,
        seal.seal(request.GET["code"][:40], purpose=PURPOSE),
        max_age=MINUTES * 60,
        path=reverse("people:return_code"),
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )
    # Here only: a page whose own form is sent under no-referrer has the origin "null", which CSRF refuses.
    response["Referrer-Policy"] = "no-referrer"
    return response


def _carried(request: HttpRequest) -> str:
    try:
        return seal.unseal(request.COOKIES.get(COOKIE, ""), purpose=PURPOSE)
    except seal.BrokenSeal:
        return ""
