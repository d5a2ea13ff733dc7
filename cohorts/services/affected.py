"""Which sessions and cohorts a change to a page or a route touches."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.db.models import Q
from django.utils import timezone
from wagtail.models import Page

from cohorts.models import Cohort, Session
from courses.models import LessonPage, ModulePage, Route

SOON = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class Using:
    """How many sessions of the next seven days use a thing, and whether they use it as a module or as a course."""

    sessions: int
    as_module: bool


def sessions_soon(thing: Any) -> Using:
    """The sessions that begin within seven days, in words of this page or route. A lesson answers for its module."""
    now = timezone.now()
    coming = Session.objects.held().filter(starts_at__gt=now, starts_at__lte=now + SOON)
    if isinstance(thing, Route):
        using = Q(cohort__route=thing) | Q(cohort__staff_route=thing)
        return Using(coming.filter(using).count(), as_module=False)
    page = thing.specific
    if isinstance(page, LessonPage | ModulePage):
        path = page.path[: -page.steplen] if isinstance(page, LessonPage) else page.path
        return Using(coming.filter(module__path=path).count(), as_module=True)
    return Using(coming.filter(cohort__course__path__startswith=page.path).count(), as_module=False)


def is_used(page: Page) -> bool:
    """Whether any session, held or called off, or any cohort rests on this page or one below it."""
    sessions = Session.objects.filter(module__path__startswith=page.path)
    return sessions.exists() or Cohort.objects.filter(course__path__startswith=page.path).exists()
