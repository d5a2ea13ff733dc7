"""The coordinator's board: who waits, who is proposed, who meets, who has ended; and suggesting a match."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from cohorts.forms.pairing import WARNINGS, MatchForm
from cohorts.models import Pairing
from cohorts.models.pairing import MENTEE, MENTOR
from cohorts.services.board import lists_for
from cohorts.services.pairing import CannotPair, Match, propose, waiting
from cohorts.views.reach import for_trainers
from people.permissions import is_trainer
from people.services.sent_forms import read_key


@require_safe
@for_trainers
def pairings(request: HttpRequest) -> HttpResponse:
    """Five lists, in a constant number of queries. Dates of meetings only."""
    context = {"lists": lists_for(request.user), "may_propose": is_trainer(request.user)}
    return render(request, "cohorts/pairings.html", context)


@require_http_methods(["GET", "POST"])
@for_trainers
def new(request: HttpRequest) -> HttpResponse:
    """Suggest a match. The mentor is asked first; the mentee hears of it after the mentor's yes."""
    if not is_trainer(request.user):
        raise PermissionDenied
    who: dict[str, Any] = {f"{side}s": waiting(side=side, by=request.user) for side in (MENTOR, MENTEE)}
    form = MatchForm(request.POST, **who) if request.method == "POST" else MatchForm(**who)
    if request.method == "POST":
        made = _sent_before(request) or (_propose(request, form) if form.is_valid() else None)
        if made is not None:
            messages.success(request, _("The pairing is proposed. The mentor is asked first."))
            return redirect("cohorts:pairing", made.uuid)
    parents = [{"title": _("Pairings"), "url": reverse("cohorts:pairings")}]
    return render(request, "cohorts/pairing_new.html", {"form": form, "parents": parents})


def _sent_before(request: HttpRequest) -> Pairing | None:
    """What the same form made, when it is sent once more: the two no longer wait by then."""
    key = read_key(request.POST.get("form_key", ""))
    if key is None:
        return None
    return Pairing.objects.led_by(request.user).filter(form_key=key, coordinator_id=request.user.pk).first()


def _propose(request: HttpRequest, form: MatchForm) -> Pairing | None:
    cleaned = form.cleaned_data
    match = Match(
        mentor=cleaned["mentor"],
        mentee=cleaned["mentee"],
        form_key=cleaned["form_key"],
        reason=cleaned["reason"],
        **{name: name in cleaned["warnings"] for name in WARNINGS},
    )
    try:
        return propose(match=match, by=request.user)
    except CannotPair:
        form.add_error("mentee", _("One of them is paired by now, or no longer waits. Choose again."))
        return None
