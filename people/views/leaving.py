"""Leaving for good: what goes, what stays and why, and the button; afterwards a page that knows nobody."""

from django.contrib.auth import logout
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from people.adapters import browsers
from people.adapters.again import ask_again, slip_of_others
from people.forms.leaving import DataFileForm, LeaveForm
from people.models import RightsRequest
from people.permissions import can_be_forgotten
from people.services import leaving, privacy


@login_not_required
@never_cache
@require_http_methods(["GET", "POST"])
def leave(request: HttpRequest) -> HttpResponse:
    """Open, so that a second press of the button, sent when the first has signed the person out, arrives as well."""
    if not request.user.is_authenticated:
        return _came_second(request) or render(request, "people/leave_signed_out.html")
    parents = [{"title": _("Settings"), "url": reverse("people:settings")}]
    if not can_be_forgotten(request.user):
        context = {"parents": parents, "organisation": request.user.organisation}
        return render(request, "people/leave_with_help.html", context, status=403 if request.method == "POST" else 200)
    if held_up := slip_of_others(request):
        return held_up
    until = privacy.may_keep_until(person=request.user)
    form = LeaveForm(request.POST or None, until=until)
    if (
        request.method == "POST"
        and form.is_valid()
        and (answer := ask_again(request, slip_anew=True) or _forget(request, form))
    ):
        return answer
    held = privacy.held_about(person=request.user)
    context = {
        "form": form,
        "goes": [row.holding.words for row in held if not row.holding.at_leaving],
        "stays": _by_reason(held),
        "parents": parents,
    }
    return render(request, "people/leave.html", context)


def _by_reason(held: list[privacy.Held]) -> dict[str, list[str]]:
    """What is called what, by the words that say what stays of it."""
    stays: dict[str, list[str]] = {}
    for row in held:
        if row.holding.at_leaving:
            stays.setdefault(str(row.holding.at_leaving), []).append(str(row.holding.words))
    return stays


def _forget(request: HttpRequest, form: LeaveForm) -> HttpResponse | None:
    """The person is signed out, and the browser forgets them too. None where the form was used before."""
    try:
        leaving.forget_me(person=request.user, keep=form.keeps, form_key=form.cleaned_data["form_key"])
    except ValidationError as problem:
        form.add_error(None, problem)
        return None
    logout(request)
    response = redirect("people:forgotten")
    browsers.forget(response)
    return response


def _came_second(request: HttpRequest) -> HttpResponse | None:
    sent = DataFileForm(request.POST)
    if request.method != "POST" or not sent.is_valid():
        return None
    done = RightsRequest.objects.filter(form_key=sent.cleaned_data["form_key"]).exists()
    return redirect("people:forgotten") if done else None


@login_not_required
@never_cache
@require_safe
def forgotten(request: HttpRequest) -> HttpResponse:
    """The letter of confirmation as a page, to print: no name, no code, the same for everybody."""
    response = render(request, "people/forgotten.html")
    if not request.user.is_authenticated:
        response["Clear-Site-Data"] = '"cache", "storage"'
    return response
