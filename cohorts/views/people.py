"""Adding people, by name alone or with an e-mail. First a look at every line, then the good ones are added."""

import uuid
from typing import Any
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from cohorts.forms.people import EMAIL, WHOLE, AddPeopleForm, Pasted
from cohorts.models import Cohort
from cohorts.permissions import can_manage_cohort
from cohorts.services.adding import (
    ALREADY_HERE,
    ALREADY_INVITED,
    FULL,
    INVITED,
    NEW,
    WRITTEN_OFTEN,
    WROTE_MANY,
    Added,
    add_people,
    look_at,
)
from cohorts.views.checked import check_groups
from cohorts.views.reach import find_cohort, page_of, parents_of, slip_for
from people.adapters.again import ask_again

USABLE = {NEW, INVITED}
THERE = {ALREADY_HERE, ALREADY_INVITED}
WHY_NOT = {
    FULL: (WHOLE, gettext_lazy("Every place is taken")),
    WRITTEN_OFTEN: (
        EMAIL,
        gettext_lazy("We have written here three times today. Try tomorrow, or take the e-mail out"),
    ),
    WROTE_MANY: (
        EMAIL,
        gettext_lazy("You have sent 300 invitations today. Try tomorrow, or take the e-mail out"),
    ),
}


@never_cache
@require_http_methods(["GET", "POST"])
def people(request: HttpRequest, cohort: UUID) -> HttpResponse:
    """A box for names, then what would become of each. Adding answers the POST: claim codes are shown once."""
    found = find_cohort(request, cohort)
    if not can_manage_cohort(request.user, found):
        raise PermissionDenied
    if request.POST.get("act") == "add" and (asked := ask_again(request)):
        return asked
    form = AddPeopleForm(request.POST) if request.method == "POST" else _empty()
    context: dict[str, Any] = {"cohort": found, "parents": parents_of(found), "form": form}
    if request.method == "POST" and form.is_valid():
        adding = request.POST.get("act") == "add"
        context |= _added(request, found, form) if adding else _looked_at(found, form.cleaned_data["people"])
    told = {name: context.get(name, []) for name in ("ready", "there", "left")}
    context |= {"groups": check_groups(**told), "page": page_of(request, found.invitations.all())}
    context["asked"] = found.place_requests.open().select_related("person")
    return render(request, "cohorts/people.html", context)


def _empty(text: str = "") -> AddPeopleForm:
    return AddPeopleForm(initial={"form_key": uuid.uuid4(), "people": text})


def _looked_at(cohort: Cohort, read: list[Pasted]) -> dict[str, Any]:
    """Every line under what would become of it. Nothing is kept."""
    usable = [pasted for pasted in read if pasted.line is not None]
    outcomes = look_at(cohort=cohort, lines=[pasted.line for pasted in usable if pasted.line])
    words = {NEW: _("On the list, with a claim slip"), INVITED: _("We write to them")}
    there = {ALREADY_HERE: _("Already on the list"), ALREADY_INVITED: _("Already invited")}
    sorted_out = list(zip(usable, outcomes, strict=True))
    left = [pasted for pasted in read if pasted.line is None]
    left += [_not_now(pasted, outcome) for pasted, outcome in sorted_out if outcome in WHY_NOT]
    ready = [(pasted, words[outcome]) for pasted, outcome in sorted_out if outcome in USABLE]
    return {
        "looked_at": True,
        "ready": ready,
        "there": [(pasted, there[outcome]) for pasted, outcome in sorted_out if outcome in THERE],
        "left": _by_number(left),
        "add_label": ngettext("Add %(count)d person", "Add %(count)d people", len(ready)) % {"count": len(ready)},
    }


def _added(request: HttpRequest, cohort: Cohort, form: AddPeopleForm) -> dict[str, Any]:
    """Adds every line that can be used; the others come back in the box, each with what to do about it."""
    read = form.cleaned_data["people"]
    usable = [pasted for pasted in read if pasted.line is not None]
    results = add_people(
        cohort=cohort,
        lines=[pasted.line for pasted in usable],
        form_key=form.cleaned_data["form_key"],
        by=request.user,
    )
    left = [pasted for pasted in read if pasted.line is None]
    left += [
        _not_now(pasted, one.outcome) for pasted, one in zip(usable, results, strict=True) if one.outcome in WHY_NOT
    ]
    left = _by_number(left)
    return {
        "added": [result for result in results if result.outcome == NEW],
        "invited": [result for result in results if result.outcome == INVITED],
        "already": [result for result in results if result.outcome in THERE],
        "slips": [claim_slip(result) for result in results if result.claim_code],
        "left": left,
        "form": _empty("\n".join(pasted.text for pasted in left)),
    }


def _not_now(pasted: Pasted, outcome: str) -> Pasted:
    column, fix = WHY_NOT[outcome]
    return Pasted(pasted.number, pasted.text, column=column, fix=fix)


def _by_number(read: list[Pasted]) -> list[Pasted]:
    return sorted(read, key=lambda pasted: pasted.number)


def claim_slip(added: Added) -> dict[str, str]:
    """One slip to print and hand over."""
    return slip_for(str(added.membership), added.claim_code)
