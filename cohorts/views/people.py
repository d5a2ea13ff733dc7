"""T5: adding people, by name alone or with an e-mail."""

import uuid
from typing import Any
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from cohorts.forms.cohort import AddPeopleForm
from cohorts.models import Cohort
from cohorts.permissions import can_manage_cohort
from cohorts.services.adding import ALREADY_HERE, ELSEWHERE, FULL, NEW, Added, add_people
from cohorts.views.reach import find_cohort, parents_of, slip_for


@never_cache
@require_http_methods(["GET", "POST"])
def people(request: HttpRequest, cohort: UUID) -> HttpResponse:
    """A box for names. What became of each line answers the POST: claim codes are shown once and kept nowhere."""
    found = find_cohort(request, cohort)
    if not can_manage_cohort(request.user, found):
        raise PermissionDenied
    form = AddPeopleForm(request.POST) if request.method == "POST" else _empty()
    context: dict[str, Any] = {"cohort": found, "parents": parents_of(found)}
    if request.method == "POST" and form.is_valid():
        context |= _added(request, found, form)
        form = context["form"]
    return render(request, "cohorts/people.html", context | {"form": form})


def _empty(text: str = "") -> AddPeopleForm:
    return AddPeopleForm(initial={"form_key": uuid.uuid4(), "people": text})


def _added(request: HttpRequest, cohort: Cohort, form: AddPeopleForm) -> dict[str, Any]:
    """Adds every line that can be used; the others come back in the box, each with what to do about it."""
    read = form.cleaned_data["people"]
    usable = [(number, text, line) for number, text, line, _fix in read if line is not None]
    results = add_people(
        cohort=cohort,
        lines=[line for _number, _text, line in usable],
        form_key=form.cleaned_data["form_key"],
        by=request.user,
    )
    left = [(number, text, fix) for number, text, line, fix in read if line is None]
    reasons = _reasons()
    for (number, text, _line), result in zip(usable, results, strict=True):
        if result.outcome in reasons:
            left.append((number, text, reasons[result.outcome]))
    return {
        "added": [result for result in results if result.outcome == NEW],
        "already": [result for result in results if result.outcome == ALREADY_HERE],
        "slips": [claim_slip(result) for result in results if result.claim_code],
        "left": sorted(left),
        "form": _empty("\n".join(text for _number, text, _fix in sorted(left))),
    }


def _reasons() -> dict[str, str]:
    return {
        ELSEWHERE: _("We cannot add this e-mail here. Give them the join code instead"),
        FULL: _("Every place is taken"),
    }


def claim_slip(added: Added) -> dict[str, str]:
    """One slip to print and hand over."""
    return slip_for(str(added.membership), added.claim_code)
