"""How every page here finds its object: from what the person may see, or 404."""

from collections.abc import Callable
from functools import wraps
from typing import Any
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.core.paginator import Page, Paginator
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _

from cohorts.models import Cohort, Membership, Session
from cohorts.permissions import can_train
from people.code import in_groups
from people.mail import absolute
from press import qr

PAGE_SIZE = 50
View = Callable[..., HttpResponse]
Parents = list[dict[str, str]]


def for_trainers(view: View) -> View:
    """A page of the trainers' part that belongs to no one cohort: 403 for anybody else."""

    @wraps(view)
    def inside(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not can_train(request.user):
            raise PermissionDenied
        return view(request, *args, **kwargs)

    return inside


def find_cohort(request: HttpRequest, key: UUID) -> Cohort:
    """The cohort of an address, if this person may see it."""
    cohorts = Cohort.objects.visible_to(request.user)
    return get_object_or_404(
        cohorts.select_related("course", "route", "staff_route", "place", "organisation"), uuid=key
    )


def find_session(request: HttpRequest, cohort: UUID, key: UUID) -> Session:
    """The session of an address, if this person may see its cohort."""
    sessions = Session.objects.visible_to(request.user).with_places()
    return get_object_or_404(sessions.select_related("cohort__course"), uuid=key, cohort__uuid=cohort)


def find_member(cohort: Cohort, key: UUID) -> Membership:
    """The member of an address, in a cohort that was found before."""
    members = cohort.memberships.select_related("enrolment__person__organisation", "enrolment__route", "cohort")
    return get_object_or_404(members, uuid=key)


def parents_of(cohort: Cohort | None = None, session: Session | None = None) -> Parents:
    """The way back from a page below these."""
    found = [{"title": _("Cohorts"), "url": reverse("cohorts:all")}]
    if cohort is not None:
        found.append({"title": cohort.name, "url": reverse("cohorts:cohort", args=[cohort.uuid])})
    if cohort is not None and session is not None:
        found.append({"title": _("Session"), "url": reverse("cohorts:session", args=[cohort.uuid, session.uuid])})
    return found


def page_of(request: HttpRequest, rows: QuerySet) -> Page:
    """Fifty rows: the page that the address names, or the nearest there is."""
    return Paginator(rows, PAGE_SIZE).get_page(request.GET.get("page"))


def slip_for(name: str, code: str) -> dict[str, str]:
    """A code on a slip: whose it is, the code in groups, where to type it, and the same as a QR code."""
    page = reverse("people:return_code")
    return {
        "name": name,
        "code": in_groups(code),
        "typed_address": absolute(page),
        "qr": qr.svg(absolute(f"{page}?code={code}"), title=_("QR code of the slip for %(name)s") % {"name": name}),
    }
