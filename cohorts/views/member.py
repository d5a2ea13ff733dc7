"""One member. Every module with its why; a grant or an undoing, each with a reason; a new code on paper."""

from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from cohorts.forms.person import ReasonForm
from cohorts.models import Membership
from cohorts.permissions import can_make_code, can_manage_cohort
from cohorts.services.adding import CodeNotAllowed
from cohorts.services.adding import new_code as make_code
from cohorts.services.sharing import shared_with
from cohorts.views.reach import find_cohort, find_member, parents_of, slip_for
from learning.models import ModuleCompletion
from learning.services.completion import grant_module, withdraw_module
from learning.services.standing import ModuleStanding, standings
from people.adapters.again import ask_again
from people.models import PersonalCode


@require_safe
def member(request: HttpRequest, cohort: UUID, member: UUID) -> HttpResponse:
    """Every module: status, evidence, what is missing, why."""
    found = _find(request, cohort, member)
    modules = standings([found.enrolment])[found.enrolment_id]
    attendances = found.attendances.select_related("session").order_by("-session__starts_at")
    context = {
        "member": found,
        "person": found.enrolment.person,
        "cohort": found.cohort,
        "parents": parents_of(found.cohort),
        "modules": modules,
        "done": sum(1 for module in modules if module.complete),
        "attendances": attendances,
        "shared": shared_with(user=request.user, membership=found),
        "may_manage": can_manage_cohort(request.user, found.cohort),
        "may_make_code": can_make_code(request.user, found),
    }
    return render(request, "cohorts/member.html", context)


@require_http_methods(["GET", "POST"])
def grant(request: HttpRequest, cohort: UUID, member: UUID, module: str) -> HttpResponse:
    """Grant one module with a reason. Says first what else it completes."""
    found = _may_manage(request, cohort, member)
    modules = standings([found.enrolment])[found.enrolment_id]
    wanted = next((one for one in modules if one.module.code == module), None)
    if wanted is None:
        raise Http404
    form = ReasonForm(request.POST if request.method == "POST" else None)
    if wanted.complete:
        return _back(found)
    if request.method == "POST" and form.is_valid():
        grant_module(
            enrolment=found.enrolment, module=wanted.module, reason=form.cleaned_data["reason"], by=request.user
        )
        messages.success(request, _("%(module)s is now complete.") % {"module": wanted.module.title})
        return _back(found)
    context = {
        "title": _("Grant “%(module)s” to %(name)s?") % {"module": wanted.module.title, "name": found},
        "what_will": _what_a_grant_does(found, wanted, modules),
        "button": _("Grant this module"),
        "kind": "primary",
        "cancel_url": _address(found),
        "form": form,
    }
    return render(request, "components/confirm.html", context)


def _what_a_grant_does(found: Membership, wanted: ModuleStanding, modules: list[ModuleStanding]) -> list[str]:
    will = [_("The module is complete from today, and your name and the reason stand with it.")]
    if all(one.complete or one is wanted for one in modules):
        words = _("This also completes the course, %(course)s, and a certificate is made.")
        will.append(words % {"course": found.cohort.course.title})
    return will


@require_http_methods(["GET", "POST"])
def withdraw(request: HttpRequest, cohort: UUID, member: UUID, completion: UUID) -> HttpResponse:
    """Undo one completion with a reason. Says first what rests on it."""
    found = _may_manage(request, cohort, member)
    completions = ModuleCompletion.objects.filter(enrolment=found.enrolment).select_related("module")
    wanted = get_object_or_404(completions, uuid=completion)
    form = ReasonForm(request.POST if request.method == "POST" else None)
    if wanted.revoked_at is not None:
        return _back(found)
    if request.method == "POST" and form.is_valid():
        withdraw_module(completion=wanted, why=form.cleaned_data["reason"], by=request.user)
        messages.success(request, _("%(module)s is no longer complete.") % {"module": wanted.title})
        return _back(found)
    will = [_("The module is no longer complete. The row stays, with your name and the reason.")]
    if wanted.course_completions.filter(revoked_at__isnull=True).exists():
        will.append(_("The course completion and its certificate are withdrawn too."))
    context = {
        "title": _("Undo “%(module)s” for %(name)s?") % {"module": wanted.title, "name": found},
        "what_will": will,
        "button": _("Undo this completion"),
        "cancel_url": _address(found),
        "form": form,
    }
    return render(request, "components/confirm.html", context)


@never_cache
@require_POST
def new_code(request: HttpRequest, cohort: UUID, member: UUID) -> HttpResponse:
    """A fresh claim or return code, which answers the POST: it is shown once and kept nowhere."""
    found = _find(request, cohort, member)
    kind = request.POST.get("kind")
    if not can_make_code(request.user, found) or kind not in PersonalCode.Kind.values:
        raise PermissionDenied
    if asked := ask_again(request):
        return asked
    try:
        code = make_code(membership=found, kind=kind, by=request.user)
    except CodeNotAllowed as refusal:
        raise PermissionDenied from refusal
    context = {
        "slips": [slip_for(str(found), code)],
        "member": found,
        "kind": kind,
        "parents": parents_of(found.cohort),
        "back": _address(found),
    }
    response = render(request, "cohorts/code.html", context)
    response["Referrer-Policy"] = "strict-origin"
    return response


def _find(request: HttpRequest, cohort: UUID, member: UUID) -> Membership:
    return find_member(find_cohort(request, cohort), member)


def _may_manage(request: HttpRequest, cohort: UUID, member: UUID) -> Membership:
    found = _find(request, cohort, member)
    if not can_manage_cohort(request.user, found.cohort):
        raise PermissionDenied
    return found


def _address(found: Membership) -> str:
    return reverse("cohorts:member", args=[found.cohort.uuid, found.uuid])


def _back(found: Membership) -> HttpResponse:
    return redirect(_address(found))
