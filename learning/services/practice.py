"""The practice log: conversations noted without names."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass, field
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.log_actions import log

from courses.models import CompletedBy, ModulePage
from learning.models import CourseCompletion, Enrolment, ModuleCompletion, PracticeEntry
from learning.services.completion import lock, settle_module
from learning.services.obstacles import report, take_back
from learning.services.progress import NotOpen
from learning.services.standing import ModuleStanding, standings
from people.models import User
from people.services.sent_forms import sent_before

DAYS_TO_CHANGE = 7
FACTS = ("happened_on", "topic", "did", "place", "feeling", "in_the_way")


@dataclass(frozen=True, slots=True)
class Entry:
    """What somebody notes of one conversation: two answers, and the rest may stay empty."""

    happened_on: datetime.date
    topic: str
    did: list[str] = field(default_factory=list)
    place: str = ""
    feeling: int | None = None
    in_the_way: str = ""
    pass_on: bool = False  # to whoever answers for the course, without a name


@dataclass(frozen=True, slots=True)
class Noted:
    """The entry, and what it completed, if anything."""

    entry: PracticeEntry
    module: ModuleCompletion | None
    course: CourseCompletion | None


@dataclass(frozen=True, slots=True)
class LogLine:
    """One practice module that waits for entries: whose enrolment, and how it stands."""

    enrolment: Enrolment
    standing: ModuleStanding

    @property
    def module(self) -> ModulePage:
        """The module itself."""
        return self.standing.module


def log_lines(person: User) -> list[LogLine]:
    """The practice modules of the person's open courses that wait for entries. Constant in queries."""
    mine = list(Enrolment.objects.visible_to(person).open())
    found = standings(mine) if mine else {}
    return [
        LogLine(enrolment, row)
        for enrolment in mine
        for row in found[enrolment.pk]
        if row.module.completed_by == CompletedBy.PRACTICE and not row.complete
    ]


def add_entry(*, enrolment: Enrolment, module: ModulePage, entry: Entry, form_key: UUID, by: User | None) -> Noted:
    """Afterwards the conversation is in the log, once for each form key, and the module is settled.

    What was in the way goes to the trainers and writers of the course if the person says so.
    Raises ValidationError for an entry that cannot be, NotOpen where the enrolment is complete or left.
    """
    with transaction.atomic():
        locked = lock(enrolment)
        row = sent_before(PracticeEntry.objects.all(), form_key, enrolment_id=locked.pk)
        if row is None:
            if locked.status != Enrolment.Status.OPEN:
                raise NotOpen
            row = PracticeEntry(enrolment=locked, module=module, form_key=form_key)
            _write(row, entry)
            log(row, "learning.add_entry", user=by, data={"enrolment": locked.pk, "module": module.pk})
            report(entry=row, pass_on=entry.pass_on)
        return _settled(row, by)


def change_entry(*, entry: PracticeEntry, to: Entry, by: User | None) -> Noted:
    """Afterwards the entry says this, and counts as it did; what was completed keeps its dates.

    The day of an entry that a finished module rests on stays as it is. Sent twice, nothing more happens.
    Raises ValidationError for an entry that cannot be, and seven days after it was noted; NotOpen for a course left.
    """
    with transaction.atomic():
        locked = lock(entry.enrolment)
        row = PracticeEntry.objects.select_for_update().get(pk=entry.pk)
        row.enrolment = locked
        if locked.status == Enrolment.Status.LEFT:
            raise NotOpen
        if not may_change(row):
            raise ValidationError(too_late())
        day = row.happened_on
        if is_part_of_a_finished_module(row) and to.happened_on != day:
            raise ValidationError({"happened_on": _("This entry is part of a finished module, so its day stays.")})
        _write(row, to)
        log(row, "learning.change_entry", user=by, data={"enrolment": locked.pk, "module": row.module_id})
        report(entry=row, pass_on=to.pass_on)
        return _settled(row, by)


def remove_entry(*, entry: PracticeEntry, by: User | None) -> None:
    """Afterwards the entry is gone, and what it passed on too, unless the team has answered that.

    Raises ValidationError once its module is complete: the completion rests on it.
    """
    with transaction.atomic():
        locked = lock(entry.enrolment)
        if is_part_of_a_finished_module(entry):
            raise ValidationError(_("This entry is part of a finished module, so it stays."))
        take_back(entry=entry)
        PracticeEntry.objects.filter(pk=entry.pk).delete()
        log(locked, "learning.remove_entry", user=by, data={"enrolment": locked.pk, "module": entry.module_id})


def may_change(row: PracticeEntry) -> bool:
    """Whether its seven days are not over."""
    return timezone.now() < row.noted_at + datetime.timedelta(days=DAYS_TO_CHANGE)


def too_late() -> str:
    """Why an entry stays as it is."""
    return _("An entry can be changed for 7 days. This one is older, so it stays as it is.")


def is_part_of_a_finished_module(row: PracticeEntry) -> bool:
    """Whether a completion rests on it."""
    return bool(finished_of([row]))


def finished_of(rows: Iterable[PracticeEntry]) -> set[tuple[int, int]]:
    """The pairs of enrolment and module, among those of these entries, that are complete. One query."""
    pairs = {(row.enrolment_id, row.module_id) for row in rows}
    standing = ModuleCompletion.objects.standing().filter(enrolment__in={enrolment for enrolment, _module in pairs})
    return pairs & set(standing.values_list("enrolment", "module"))


def check(row: PracticeEntry) -> None:
    """Raise ValidationError for an entry that cannot be: from the future, or without what was done."""
    row.full_clean(exclude=["enrolment", "module", "form_key"])
    if row.happened_on > timezone.localdate():
        raise ValidationError({"happened_on": _("Choose today or a day before it.")})
    if not row.did or not set(row.did) <= set(PracticeEntry.Did.values):
        raise ValidationError({"did": _("Choose what you did.")})


def _write(row: PracticeEntry, entry: Entry) -> None:
    for name in FACTS:
        setattr(row, name, getattr(entry, name))
    check(row)
    row.save()


def _settled(row: PracticeEntry, by: User | None) -> Noted:
    completion = settle_module(enrolment=row.enrolment, module=row.module, by=by)
    standing = row.enrolment.course_completions.filter(revoked_at__isnull=True)
    return Noted(row, completion, standing.first() if completion else None)
