"""The practice log: conversations noted without names."""

import datetime
from dataclasses import asdict, dataclass, field
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.log_actions import log

from courses.models import ModulePage
from learning.models import CourseCompletion, Enrolment, ModuleCompletion, PracticeEntry
from learning.services.completion import lock, settle_module
from learning.services.progress import NotOpen
from people.models import User


@dataclass(frozen=True, slots=True)
class Entry:
    """What somebody notes of one conversation: two answers, and three that may stay empty."""

    happened_on: datetime.date
    topic: str
    did: list[str] = field(default_factory=list)
    place: str = ""
    feeling: int | None = None
    in_the_way: str = ""


@dataclass(frozen=True, slots=True)
class Noted:
    """The entry, and what it completed, if anything."""

    entry: PracticeEntry
    module: ModuleCompletion | None
    course: CourseCompletion | None


def add_entry(*, enrolment: Enrolment, module: ModulePage, entry: Entry, form_key: UUID, by: User | None) -> Noted:
    """Afterwards the conversation is in the log, once for each form key, and the module is settled.

    Raises ValidationError for an entry that cannot be, NotOpen where the enrolment is complete or left.
    """
    with transaction.atomic():
        locked = lock(enrolment)
        row = _sent_before(locked, form_key)
        if row is None:
            if locked.status != Enrolment.Status.OPEN:
                raise NotOpen
            row = PracticeEntry(enrolment=locked, module=module, form_key=form_key, **asdict(entry))
            check(row)
            row.save()
            log(row, "learning.add_entry", user=by, data={"enrolment": locked.pk, "module": module.pk})
        completion = settle_module(enrolment=locked, module=module, by=by)
        course = locked.course_completions.filter(revoked_at__isnull=True).first() if completion else None
        return Noted(row, completion, course)


def remove_entry(*, entry: PracticeEntry, by: User | None) -> None:
    """Afterwards the entry is gone. Raises ValidationError once its module is complete: the completion rests on it."""
    with transaction.atomic():
        locked = lock(entry.enrolment)
        if locked.module_completions.filter(module=entry.module_id, revoked_at__isnull=True).exists():
            raise ValidationError(_("This entry is part of a finished module, so it stays."))
        PracticeEntry.objects.filter(pk=entry.pk).delete()
        log(locked, "learning.remove_entry", user=by, data={"enrolment": locked.pk, "module": entry.module_id})


def check(row: PracticeEntry) -> None:
    """Raise ValidationError for an entry that cannot be: from the future, or without what was done."""
    row.full_clean(exclude=["enrolment", "module", "form_key"])
    if row.happened_on > timezone.localdate():
        raise ValidationError({"happened_on": _("Choose today or a day before it.")})
    if not row.did or not set(row.did) <= set(PracticeEntry.Did.values):
        raise ValidationError({"did": _("Choose what you did.")})


def _sent_before(enrolment: Enrolment, form_key: UUID) -> PracticeEntry | None:
    row = PracticeEntry.objects.filter(form_key=form_key).first()
    if row is not None and row.enrolment_id != enrolment.pk:
        raise ValidationError(_("This form was used before. Open the page again."))
    return row
