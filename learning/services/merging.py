"""Two entries were one person: their courses become one person's, and nothing that was done is lost.

One enrolment in a course may be open, so where both have one, the one with more done goes on. What was complete in
the other is carried over with its date; what may not change by the database's own rule stays where it is.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db import transaction
from django.db.models import Count, Q
from django.utils.translation import gettext as _
from wagtail.log_actions import log

from jobs.services import enqueue
from learning.models import Enrolment, LessonProgress, ModuleCompletion, PracticeEntry
from learning.services.completion import settle_course, settle_module, withdraw_module
from learning.services.enrolment import leave_course
from people.models import User

NEW_FOR_EACH = frozenset({"id", "uuid", "enrolment", "revoked_at", "revoked_by", "revoked_why"})


@dataclass(frozen=True, slots=True)
class Clash:
    """A course that both have under way: which enrolment goes on, and which is left."""

    stays: Enrolment
    goes: Enrolment


def clashes(*, gone: User, kept: User) -> list[Clash]:
    """The courses that both have under way. More modules complete, then more lessons begun; else the kept person's."""
    standing = Count("module_completions", filter=Q(module_completions__revoked_at__isnull=True), distinct=True)
    found = (
        Enrolment.objects.open()
        .filter(person__in=[gone, kept])
        .select_related("course")
        .annotate(done=standing, begun=Count("lesson_progress", distinct=True))
    )
    theirs = {person: {row.course_id: row for row in found if row.person_id == person.pk} for person in (gone, kept)}
    pairs = [(theirs[gone][course], theirs[kept][course]) for course in sorted(theirs[gone].keys() & theirs[kept])]
    return [
        Clash(left, right) if (left.done, left.begun) > (right.done, right.begun) else Clash(right, left)
        for left, right in pairs
    ]


def clashes_in_words(gone: User, kept: User) -> list[str]:
    """What the page that asks says of each course that both have under way."""
    words = _(
        "Both take “%(course)s”. The one with more done goes on. What is complete in the other is carried over, "
        "with its date."
    )
    return [words % {"course": clash.stays.course.title} for clash in clashes(gone=gone, kept=kept)]


def hold_enrolments(people: Iterable[User]) -> None:
    """Whoever changes the standing of one of these people waits; locked in one order, and before the people are."""
    list(Enrolment.objects.select_for_update(no_key=True).filter(person__in=people).order_by("pk"))


def hand_over_enrolments(gone: User, kept: User) -> int:
    """Afterwards every enrolment is the kept person's, one at most open in each course. Returns how many moved."""
    with transaction.atomic():
        hold_enrolments([gone, kept])
        found = clashes(gone=gone, kept=kept)
        for clash in found:
            leave_course(enrolment=clash.goes, by=None)
        moved = Enrolment.objects.filter(person=gone).update(person=kept)
        for clash in found:
            stays = Enrolment.objects.get(pk=clash.stays.pk)
            _carry_over(Enrolment.objects.get(pk=clash.goes.pk), stays)
        return moved


def _carry_over(goes: Enrolment, stays: Enrolment) -> None:
    begun = {row.lesson_id: row for row in LessonProgress.objects.filter(enrolment=stays, finished_at__isnull=True)}
    for done in LessonProgress.objects.filter(enrolment=goes, lesson__in=begun, finished_at__isnull=False):
        begun[done.lesson_id].delete()  # the same lesson, only opened: what was finished takes its place
    has = LessonProgress.objects.filter(enrolment=stays).values("lesson")
    LessonProgress.objects.filter(enrolment=goes).exclude(lesson__in=has).update(enrolment=stays)
    PracticeEntry.objects.filter(enrolment=goes).update(enrolment=stays)
    complete = stays.module_completions.filter(revoked_at__isnull=True).values("module")
    for completion in goes.module_completions.filter(revoked_at__isnull=True).exclude(module__in=complete):
        why = _("Carried over: two entries for one person were made one.")
        withdraw_module(completion=completion, why=why, by=None)
        _copy(completion, stays)
    for needed in stays.required_modules.select_related("module"):
        settle_module(enrolment=stays, module=needed.module, by=None)
    settle_course(enrolment=stays, by=None)


def _copy(completion: ModuleCompletion, stays: Enrolment) -> None:
    """The same fact in the other enrolment: every column as it was written that day, published to HR as new."""
    fields = [field for field in completion._meta.concrete_fields if field.name not in NEW_FOR_EACH]
    facts = {field.attname: getattr(completion, field.attname) for field in fields}
    copy = ModuleCompletion.objects.create(enrolment=stays, **facts)
    data = {"enrolment": stays.pk, "module": copy.module_id, "carried_from": completion.pk}
    log(copy, "learning.complete_module", data=data)
    source = str(copy.uuid)
    enqueue("records.publish_record", key=f"publish:module:{source}", kind="module", source=source)
