"""Dates: what goes live and what comes down on its day, with the gates asked once more."""

from datetime import datetime
from typing import Any

from django.apps import apps
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.log_actions import registry as logs
from wagtail.models import DraftStateMixin, Page, Revision, WorkflowMixin, WorkflowState

from courses import emails, gates
from courses.models import Route
from courses.services.keeping import routes_that_need
from people.models import User
from people.permissions import ADMINISTRATORS


def publish_due(*, now: datetime | None = None) -> tuple[int, int]:
    """Every draft whose date has come is live, or was stopped and its people told why. Called again, nothing
    more happens. Returns how many went live and how many were stopped."""
    now = now or timezone.now()
    due = Revision.objects.filter(approved_go_live_at__lte=now).order_by("approved_go_live_at", "pk")
    done = [_publish(pk, now) for pk in due.values_list("pk", flat=True)]
    return done.count("live"), done.count("stopped")


@transaction.atomic
def _publish(pk: int, now: datetime) -> str:
    revision = Revision.objects.select_for_update().filter(pk=pk, approved_go_live_at__lte=now).first()
    if revision is None:
        return "done by another"
    thing, people = revision.as_object(), people_of(revision)
    if problems := _problems(thing) or _publishing(revision):
        planned, revision.approved_go_live_at = revision.approved_go_live_at, None
        revision.save(update_fields=["approved_go_live_at"])  # Wagtail writes the line of the log
        for person in people:
            emails.not_published(person=person, thing=thing, revision=revision, planned=planned, problems=problems)
        return "stopped"
    for person in people:
        emails.went_live(person=person, thing=thing, revision=revision)
    return "live"


def _publishing(revision: Revision) -> list[str]:
    """It is live, or, where something else took its place meanwhile, nothing has changed and the reasons are these.

    A page looks for itself as it is saved. Anything else is asked here, or the database would say no to the whole run.
    """
    thing = revision.as_object()
    try:
        if not isinstance(thing, Page):
            thing.full_clean()
        with transaction.atomic():
            revision.publish(log_action="wagtail.publish.scheduled")
    except ValidationError as fault:
        return fault.messages
    return []


def _problems(thing: Any) -> list[str]:
    if isinstance(thing, Route):
        modules = [needed.module for needed in thing.route_modules.all()]
        return [str(problem) for problem in gates.route_problems({each.title: each.problems() for each in modules})]
    return [str(problem) for problem in thing.problems()] if hasattr(thing, "problems") else []


def people_of(revision: Revision) -> list[User]:
    """Who wrote it, who submitted it, and who approved it or set its date. Nobody of them left: the administrators."""
    thing = revision.content_object
    lines = logs.get_logs_for_instance(thing).filter(revision=revision, action="wagtail.publish.schedule")
    wanted = {revision.user_id, *lines.values_list("user_id", flat=True)}
    if isinstance(thing, WorkflowMixin):
        reviews = WorkflowState.objects.for_instance(thing).filter(status=WorkflowState.STATUS_APPROVED)
        wanted.add(reviews.order_by("-pk").values_list("requested_by_id", flat=True).first())
    found = User.objects.active().filter(pk__in=wanted - {None}).order_by("pk")
    return list(found) or list(User.objects.active().filter(groups__name=ADMINISTRATORS).order_by("pk"))


def take_down_due(*, now: datetime | None = None) -> tuple[int, int]:
    """Everything past its end is down, but a page that an open route needs: it stays, and its people are told once.

    Once the route is closed it comes down too. Returns how many came down and how many stay.
    """
    now = now or timezone.now()
    drafts = [each for each in apps.get_models() if issubclass(each, DraftStateMixin)]
    kinds = [Page, *(each for each in drafts if not issubclass(each, Page))]
    due = [kind.objects.filter(live=True, expire_at__lte=now).order_by("expire_at", "pk") for kind in kinds]
    done = [_take_down(thing) for things in due for thing in things]
    return done.count(True), done.count(False)


@transaction.atomic
def _take_down(thing: Any) -> bool:
    if isinstance(thing, Page) and (routes := routes_that_need(thing, below=False, open_only=True)):
        reasons = [_("The route “%(route)s” needs it.") % {"route": route} for route in routes]
        for person in people_of(thing.live_revision or thing.latest_revision):
            emails.stays_up(person=person, page=thing, expires_at=thing.expire_at, reasons=reasons)
        return False
    thing.unpublish(set_expired=True, log_action="wagtail.unpublish.scheduled")
    return True
