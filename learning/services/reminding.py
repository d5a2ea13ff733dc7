"""What learners are reminded of: their practice, a promise, and four questions some weeks on. Derived, never stored."""

import datetime
from collections import defaultdict
from collections.abc import Iterator
from typing import Any, TypeAlias

from django.db.models import Exists, F, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce, Greatest
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from courses.models import CompletedBy
from learning.models import CourseCompletion, Enrolment, ModuleCompletion, PracticeEntry, Promise, RequiredModule
from learning.rules import standing as rules
from learning.services.standing import rule_of
from people.models import Reminder
from people.reminders import Due, in_words

FORTNIGHT = 14
PROMISE_DAYS = 3  # asked within so many days of its day, or not at all
FOLLOW_UP_AFTER = (84, 98)  # twelve weeks on, and once more two weeks later
FOLLOW_UP_DAYS = 7
Waiting: TypeAlias = Any  # a RequiredModule with ``last_at``, which the types cannot know
Entries = dict[tuple[int, int], list[datetime.date]]


def practice(now: datetime.datetime) -> Iterator[Due]:
    """Whoever noted nothing for a fortnight, while their practice runs. One course at a time. Four queries."""
    today = rules.london_day(now)
    rows: list[Waiting] = list(practising(now))
    entries = _entry_days(rows)
    asked: set[int] = set()
    for row in rows:
        person = row.enrolment.person
        if person.pk in asked or not _runs(row, entries[row.enrolment_id, row.module_id], today):
            continue
        asked.add(person.pk)
        since = rules.london_day(row.last_at)
        window = (today - since).days // FORTNIGHT
        yield Due(
            person=person,
            key=f"practice:{row.enrolment_id}:{row.module_id}:{since}:{window}",
            kind="practice",
            subject=gettext_lazy("How did it go?"),
            text=in_words(_practice_text, row.enrolment.course.title),
            url=reverse("learning:new_entry"),
            label=gettext_lazy("Add an entry"),
        )


def _practice_text(course: str) -> str:
    words = _(
        "You are on %(course)s. Have you had a chat since? Note it in half a minute. Who it was stays with you."
        "\n\nIf there was none, that is fine. Nothing is lost."
    )
    return words % {"course": course}


def practising(now: datetime.datetime) -> QuerySet[Waiting]:
    """Practice modules of open enrolments, their turn come, with nothing done or noted for a fortnight."""
    before = now - datetime.timedelta(days=FORTNIGHT)
    done = ModuleCompletion.objects.standing().filter(enrolment=OuterRef("enrolment"))
    earlier = RequiredModule.objects.filter(enrolment=OuterRef("enrolment"), order__lt=OuterRef("order"))
    open_earlier = earlier.exclude(Exists(done.filter(module=OuterRef("module"))))
    noted = PracticeEntry.objects.filter(enrolment=OuterRef("enrolment"), module=OuterRef("module"))
    lately = Reminder.objects.filter(person=OuterRef("enrolment__person"), kind="practice", sent_at__gt=before)
    opened = F("enrolment__opened_at")
    last_done = Coalesce(Subquery(done.order_by("-completed_at").values("completed_at")[:1]), opened)
    last_noted = Coalesce(Subquery(noted.order_by("-noted_at").values("noted_at")[:1]), opened)
    return (
        RequiredModule.objects.filter(module__completed_by=CompletedBy.PRACTICE)
        .filter(enrolment__status=Enrolment.Status.OPEN, enrolment__opened_at__lte=before)
        .exclude(Exists(done.filter(module=OuterRef("module"))))
        .exclude(Exists(lately))
        .annotate(last_at=Greatest(last_done, last_noted))
        .filter(Q(Exists(noted)) | ~Q(Exists(open_earlier)), last_at__lte=before)
        .select_related("enrolment__person")
        .prefetch_related("enrolment__course", "module")  # few pages, many rows
        .order_by("enrolment__person", "enrolment__opened_at", "order")
    )


def _entry_days(rows: list[Waiting]) -> Entries:
    days: Entries = defaultdict(list)
    noted = PracticeEntry.objects.filter(enrolment__in={row.enrolment_id for row in rows}).order_by()
    for enrolment, module, day in noted.values_list("enrolment", "module", "happened_on"):
        days[enrolment, module].append(day)
    return days


def _runs(row: Waiting, days: list[datetime.date], today: datetime.date) -> bool:
    """Whether an entry of today would still count with those that are there; with none, as long from the start."""
    begun = rules.london_day(row.enrolment.opened_at)
    until = rules.standing(rule_of(row.module), rules.Have(entry_days=tuple(days), since=begun)).until
    within = row.module.within_days
    if until is None and within:
        until = rules.london_day(row.last_at) + datetime.timedelta(days=within)
    return until is None or today <= until


def promise(now: datetime.datetime) -> Iterator[Due]:
    """Whoever asked for it, from the day on that they made out, for three days. Never what they promised. One query."""
    today = rules.london_day(now)
    for row in promises(now).select_related("enrolment__person").order_by("pk").iterator():
        yield Due(
            person=row.enrolment.person,
            key=f"promise:{row.pk}:{row.ask_on}",
            kind="promise",
            subject=gettext_lazy("Your promise: did it happen?"),
            text=in_words(_promise_text, (today - rules.london_day(row.written_at)).days),
            url=reverse("learning:notes"),
            label=gettext_lazy("Say how it went"),
        )


def promises(now: datetime.datetime) -> QuerySet[Promise]:
    """Promises to ask about in these days, as their people wished, of courses that were not left."""
    today = rules.london_day(now)
    since = today - datetime.timedelta(days=PROMISE_DAYS)
    asked = Promise.objects.filter(remind=True, skipped=False, answered_at=None, ask_on__gt=since, ask_on__lte=today)
    return asked.exclude(enrolment__status=Enrolment.Status.LEFT)


def _promise_text(days: int) -> str:
    if FORTNIGHT > days >= 7:
        begin = _("A week ago you made yourself a promise.")
    else:
        begin = ngettext(
            "%(days)s day ago you made yourself a promise.", "%(days)s days ago you made yourself a promise.", days
        ) % {"days": days}
    return begin + " " + _("Did it happen? Yes, partly or not yet: all three are fine.")


def follow_up(now: datetime.datetime) -> Iterator[Due]:
    """Whoever completed a course twelve weeks ago and has not answered, and once more two weeks on."""
    rows = completed_then(now).select_related("enrolment__person").prefetch_related("enrolment__course").order_by("pk")
    windows = _windows(now)
    for row in rows.iterator(chunk_size=500):
        offset = next(days for days, (first, last) in windows.items() if first < row.completed_on <= last)
        yield Due(
            person=row.enrolment.person,
            key=f"follow_up:{row.enrolment_id}:{offset}",
            kind="follow_up",
            subject=gettext_lazy("Twelve weeks on: four questions"),
            text=in_words(_follow_up_text, row.enrolment.course.title),
            url=reverse("learning:follow_up", args=[row.enrolment.uuid]),
            label=gettext_lazy("Answer four questions"),
        )


def completed_then(now: datetime.datetime) -> QuerySet[CourseCompletion]:
    """Courses completed in the weeks that are asked about now, for the first time, and not answered yet."""
    then = Q()
    for first, last in _windows(now).values():
        then |= Q(completed_on__gt=first, completed_on__lte=last)
    return CourseCompletion.objects.standing().filter(then, enrolment__follow_up=None, enrolment__renews=None)


def _windows(now: datetime.datetime) -> dict[int, tuple[datetime.date, datetime.date]]:
    """For each number of days since: after which day a course was completed, and until which."""
    lasts = {days: rules.london_day(now) - datetime.timedelta(days=days) for days in FOLLOW_UP_AFTER}
    return {days: (last - datetime.timedelta(days=FOLLOW_UP_DAYS), last) for days, last in lasts.items()}


def _follow_up_text(course: str) -> str:
    words = _(
        "Some weeks ago you completed %(course)s. Four short questions: did you use any of it?\n\n"
        "We ask so that we can change the course and clear what is in your way. Your manager does not see your "
        "answers. You may skip each question."
    )
    return words % {"course": course}
