"""What a completion rests on, in one line of words, and where learning's own evidence comes from."""

import datetime
from dataclasses import dataclass

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from courses.models import CompletedBy, ModulePage
from learning.models import Enrolment, LessonProgress, PracticeEntry
from learning.rules import standing as rules
from learning.services.standing import required_lessons, standing_by_rule
from people.models import User


@dataclass(frozen=True, slots=True)
class Evidence:
    """Why a module counts: what kind, which row (key), one line in words, when, where, by whom led."""

    kind: str
    key: str
    line: str
    happened_on: datetime.date
    started_on: datetime.date | None = None
    place: str = ""
    led_by: str = ""
    minutes: int | None = None
    language: str = "en-gb"
    cohort_code: str = ""
    reason: str = ""


def grant_evidence(*, by: User, reason: str, day: datetime.date) -> Evidence:
    """A trainer's word. Raises ValueError without a reason."""
    if not reason.strip():
        raise ValueError("A grant has a reason.")
    line = _("Granted by %(name)s.") % {"name": by}
    return Evidence(CompletedBy.GRANT, "", line, day, led_by=str(by), reason=reason.strip()[:300])


def is_due(*, enrolment: Enrolment, module: ModulePage) -> bool:
    """Whether the facts of learning alone complete this module, and no later withdrawal stands against them."""
    if module.completed_by not in {CompletedBy.LESSONS, CompletedBy.PRACTICE}:
        return False
    if not standing_by_rule(enrolment, module).complete:
        return False
    withdrawn = enrolment.module_completions.filter(module=module, revoked_at__isnull=False)
    last = withdrawn.order_by("-revoked_at").first()
    if last is None or last.revoked_at is None:
        return True
    return newest_fact(enrolment=enrolment, module=module) > last.revoked_at


def own_evidence(*, enrolment: Enrolment, module: ModulePage) -> Evidence:
    """The finished lessons or the practice entries of a module that is due, dated today."""
    today = timezone.localdate()
    if module.completed_by == CompletedBy.PRACTICE:
        return _practice_evidence(enrolment, module, today)
    lessons = required_lessons([module])[module.pk]
    begun = _finished(enrolment, module).order_by("started_at").values_list("started_at", flat=True)[0]
    line = ngettext("One lesson finished.", "%(count)s lessons finished.", len(lessons)) % {"count": len(lessons)}
    return Evidence(
        CompletedBy.LESSONS,
        f"lessons:{enrolment.pk}",
        line,
        today,
        started_on=rules.london_day(begun),
        minutes=sum(lesson.minutes for lesson in lessons),
    )


def newest_fact(*, enrolment: Enrolment, module: ModulePage) -> datetime.datetime:
    """When the last of the facts behind a module that is due was written."""
    if module.completed_by == CompletedBy.PRACTICE:
        return _entries(enrolment, module).order_by("-noted_at").values_list("noted_at", flat=True)[0]
    finished = _finished(enrolment, module).order_by("-finished_at").values_list("finished_at", flat=True)
    return next(instant for instant in finished if instant is not None)


def _practice_evidence(enrolment: Enrolment, module: ModulePage, today: datetime.date) -> Evidence:
    since = rules.london_day(enrolment.opened_at)
    days = sorted(_entries(enrolment, module).filter(happened_on__gte=since).values_list("happened_on", flat=True))
    counted = rules.fullest_window(days, module.within_days)
    line = ngettext("One entry in the practice log.", "%(count)s entries in the practice log.", len(counted))
    line %= {"count": len(counted)}
    return Evidence(CompletedBy.PRACTICE, f"practice:{enrolment.pk}", line, today, started_on=counted[0])


def _entries(enrolment: Enrolment, module: ModulePage) -> QuerySet[PracticeEntry]:
    return PracticeEntry.objects.filter(enrolment=enrolment, module=module)


def _finished(enrolment: Enrolment, module: ModulePage) -> QuerySet[LessonProgress]:
    lessons = required_lessons([module])[module.pk]
    return LessonProgress.objects.filter(enrolment=enrolment, lesson__in=lessons, finished_at__isnull=False)
