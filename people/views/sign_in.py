"""What stands beside allauth's sign-in: the demo people, and the page after signing out."""

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from people import limits
from people.adapters import first_page, let_in
from people.services import demo

DOOR = limits.Door("demo", times=60, seconds=60)


def own_path(address: str, otherwise: str) -> str:
    """The address, if it is a path of ours; else the other one."""
    return address if url_has_allowed_host_and_scheme(address, allowed_hosts=None) else otherwise


@login_not_required
@require_POST
def demo_sign_in(request: HttpRequest) -> HttpResponse:
    """One click is that demo person. There is no such page outside demo mode."""
    person = demo.demo_person(request.POST.get("person", "")) if settings.DEMO else None
    if person is None:
        raise Http404
    if not DOOR.allow(limits.client(request)):
        messages.error(request, _("Too many tries. Wait a minute, then try again."))
        return redirect("account_login")
    answer = let_in(request, person, shared=False)
    return answer or redirect(own_path(request.POST.get("next", ""), first_page(person)))


@login_not_required
@never_cache
@require_safe
def signed_out(request: HttpRequest) -> HttpResponse:
    """Nobody's name, nobody's code. What the browser kept of the person is cleared, and Back shows sign-in."""
    response = render(request, "people/signed_out.html")
    if not request.user.is_authenticated:
        response["Clear-Site-Data"] = '"cache", "storage"'
    return response
