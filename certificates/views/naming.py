"""Another name on a certificate: its holder asks, somebody who may speak for them agrees or says why not."""

import uuid
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from certificates import typefaces
from certificates.forms.proof import RefuseForm, WishForm
from certificates.models import Certificate, NameRequest
from certificates.permissions import is_holder
from certificates.services import naming
from certificates.services.reissue import NotStanding
from certificates.views.name import preview
from learning.permissions import can_vouch
from people.adapters.again import ask_again

PAGE, LATEST = 50, 20
BESIDE = ("certificate__holder", "decided_by")


@require_http_methods(["GET", "HEAD", "POST"])
def ask(request: HttpRequest, certificate: UUID) -> HttpResponse:
    """Shown as often as one likes as it would print, sent by a button of its own. One wish waits at a time."""
    found = get_object_or_404(Certificate.objects.visible_to(request.user), pk=certificate)
    if not is_holder(request.user, found):
        raise PermissionDenied
    waits = NameRequest.objects.open().filter(certificate=found).exists()
    if waits or found.state != Certificate.State.ISSUED:
        return redirect("certificates:certificate", found.pk)
    initial = {"name": found.holder_name, "form_key": uuid.uuid4()}
    form = WishForm(request.POST if request.method == "POST" else None, initial=initial)
    name = found.holder_name
    if request.method == "POST" and form.is_valid():
        name = form.cleaned_data["name"]
        if request.POST.get("act") == "send" and _sent(request, found, form):
            messages.success(request, _("Sent. We will write to you when somebody has looked at it."))
            return redirect("certificates:certificate", found.pk)
    context = {
        "certificate": found,
        "form": form,
        "preview": None if form.errors else preview(typefaces.clean(name)),
        "looked": request.method == "POST",
    }
    return render(request, "certificates/ask_name.html", context)


@require_safe
def names(request: HttpRequest) -> HttpResponse:
    """What waits for this person to agree, the oldest first; below it what was decided last."""
    if not can_vouch(request.user):
        raise PermissionDenied
    page = Paginator(naming.waiting_for(request.user).select_related(*BESIDE), PAGE)
    decided = naming.decidable_by(request.user).exclude(state=NameRequest.State.OPEN).select_related(*BESIDE)
    context = {
        "page": page.get_page(request.GET.get("page")),
        "decided": list(decided.order_by("-decided_at", "-pk")[:LATEST]),
    }
    return render(request, "certificates/names.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def decide(request: HttpRequest, wish: UUID) -> HttpResponse:
    """The name now and as it would print, and what agreeing does. Agreed, or kept with a reason."""
    found = get_object_or_404(naming.decidable_by(request.user).select_related(*BESIDE), uuid=wish)
    stands = found.certificate.state == Certificate.State.ISSUED
    refusing = request.method == "POST" and request.POST.get("act") == "refuse"
    form = RefuseForm(request.POST if refusing else None)
    if request.method == "POST" and found.state == NameRequest.State.OPEN and stands:
        if asked := ask_again(request):
            return asked
        if not refusing:
            return _agree(request, found)
        if form.is_valid():
            decided = naming.refuse(asked=found, reason=form.cleaned_data["reason"], by=request.user)
            words = _("The name stays. Its holder has been told why.")
            return _say(request, decided, NameRequest.State.REFUSED, words)
    elif request.method == "POST":
        return redirect("certificates:decide_name", found.uuid)
    context = {
        "wish": found,
        "certificate": found.certificate,
        "form": form,
        "is_open": found.state == NameRequest.State.OPEN and stands,
        "preview": preview(found.name) if found.name else None,
    }
    return render(request, "certificates/decide_name.html", context)


def _agree(request: HttpRequest, wish: NameRequest) -> HttpResponse:
    try:
        decided = naming.agree(asked=wish, by=request.user)
    except NotStanding:
        messages.info(request, _("Nothing was agreed. %(why)s") % {"why": _not_standing()})
        return redirect("certificates:names")
    words = _("Agreed. The newer certificate is being made, and its holder will be told.")
    return _say(request, decided, NameRequest.State.AGREED, words)


def _say(request: HttpRequest, decided: NameRequest, wanted: str, words: str) -> HttpResponse:
    """What was wanted is so; or a colleague decided otherwise a moment before, and that is shown."""
    if decided.state == wanted:
        messages.success(request, words)
        return redirect("certificates:names")
    messages.info(request, _("Somebody decided otherwise meanwhile. Their decision stays."))
    return redirect("certificates:decide_name", decided.uuid)


def _not_standing() -> str:
    return _("This certificate was replaced or withdrawn meanwhile, or a newer one is being made.")


def _sent(request: HttpRequest, certificate: Certificate, form: WishForm) -> bool:
    """Whether the wish is kept. What stands in its way is said in the form."""
    try:
        naming.ask_name(certificate=certificate, by=request.user, **form.cleaned_data)
    except ValidationError as problem:
        form.add_error("name", problem)
    except NotStanding:
        form.add_error(None, _not_standing())
    return not form.errors
