"""One cohort, with its code, its dates and its people; and closing it."""

from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_safe

from cohorts.models import Cohort, Membership
from cohorts.permissions import can_manage_cohort
from cohorts.services.cohort import RegistersOpen, close_cohort
from cohorts.views.reach import find_cohort, page_of, parents_of
from learning.services.standing import ModuleStanding, standings


@require_safe
def cohort(request: HttpRequest, cohort: UUID) -> HttpResponse:
    """Everything about one cohort. People by fifty, with their standing in a constant number of queries."""
    found = find_cohort(request, cohort)
    wanted = request.GET.get("name", "").strip()
    members = found.memberships.present().with_people()
    if wanted:
        members = members.filter(enrolment__person__given_name__icontains=wanted) | members.filter(
            enrolment__person__family_name__icontains=wanted
        )
    page = page_of(request, members)
    sessions = found.sessions.held().with_places()
    now = timezone.now()
    context = {
        "cohort": found,
        "parents": parents_of(),
        "page": page,
        "people": people_with_standing(list(page.object_list)),
        "wanted": wanted,
        "sessions": sessions,
        "register_due": sessions.register_open(now).order_by("starts_at").first(),
        "trainers": found.led_by,
        "may_manage": can_manage_cohort(request.user, found),
        "now": now,
    }
    return render(request, "cohorts/cohort.html", context)


def people_with_standing(members: list[Membership]) -> list[dict[str, object]]:
    """Each member with a status in one word, and the why of it."""
    found = standings([member.enrolment for member in members])
    return [_line(member, found[member.enrolment_id]) for member in members]


def _line(member: Membership, modules: list[ModuleStanding]) -> dict[str, object]:
    done = sum(1 for module in modules if module.complete)
    missing = [f"{module.module.title}: {module.missing}" for module in modules if not module.complete]
    if modules and done == len(modules):
        status, why = "complete", _("Every module this route needs is complete.")
    else:
        status = "started" if done or any(module.started for module in modules) else "not_started"
        have = ngettext(
            "%(done)d of %(count)d module complete.", "%(done)d of %(count)d modules complete.", len(modules)
        )
        left = _("Left: %(missing)s") % {"missing": " ".join(missing)}
        why = f"{have % {'done': done, 'count': len(modules)}} {left}"
    return {"member": member, "person": member.enrolment.person, "status": status, "why": why}


@require_http_methods(["GET", "POST"])
def close(request: HttpRequest, cohort: UUID) -> HttpResponse:
    """Says what closing does, then does it; or which registers are in the way."""
    found = find_cohort(request, cohort)
    if not can_manage_cohort(request.user, found):
        raise PermissionDenied
    if request.method == "POST":
        return _close(request, found)
    waiting = found.sessions.register_open(timezone.now()).with_places()
    return render(request, "cohorts/close.html", {"cohort": found, "parents": parents_of(found), "waiting": waiting})


def _close(request: HttpRequest, found: Cohort) -> HttpResponse:
    try:
        close_cohort(cohort=found, by=request.user)
    except RegistersOpen as refusal:
        context = {"cohort": found, "parents": parents_of(found), "waiting": refusal.sessions}
        return render(request, "cohorts/close.html", context, status=409)
    messages.success(request, _("The cohort is closed. Everybody keeps what they have done."))
    return redirect("cohorts:cohort", found.uuid)
