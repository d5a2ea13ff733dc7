"""What somebody has and what is missing, for many enrolments in a constant number of queries."""

import datetime
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db.models import Q
from django.utils.translation import gettext as _

from courses.models import CompletedBy, LessonPage, ModulePage
from learning.models import Enrolment, LessonProgress, ModuleCompletion, PracticeEntry, RequiredModule
from learning.rules import standing as rules


@dataclass(frozen=True, slots=True)
class ModuleStanding:
    """One module of one enrolment: whether it is complete, what we have, what is missing, who can help."""

    module: ModulePage
    complete: bool
    have: int
    needed: int
    missing: str
    completion: ModuleCompletion | None
    who_can_help: str = rules.YOU
    until: datetime.date | None = None
    started: bool = False

    @property
    def status(self) -> str:
        """Complete, started or not started, as the chips call it."""
        if self.complete:
            return "complete"
        return "started" if self.started else "not_started"


@dataclass(frozen=True, slots=True)
class Facts:
    """What was read once for many enrolments."""

    lessons: dict[int, list[LessonPage]]
    finished: dict[int, set[int]]
    begun: dict[int, set[int]]
    entries: dict[tuple[int, int], list[datetime.date]]


def standings(enrolments: Iterable[Enrolment]) -> dict[int, list[ModuleStanding]]:
    """The standing of every required module of each enrolment, in its order. Five queries, however many rows."""
    found = {enrolment.pk: enrolment for enrolment in enrolments}
    required = list(RequiredModule.objects.filter(enrolment__in=found).select_related("module"))
    kept = {
        (completion.enrolment_id, completion.module_id): completion
        for completion in ModuleCompletion.objects.standing().filter(enrolment__in=found).select_related("recorded_by")
    }
    facts = read_facts(list(found.values()), {row.module_id: row.module for row in required})
    answer: dict[int, list[ModuleStanding]] = {pk: [] for pk in found}
    for row in required:
        enrolment = found[row.enrolment_id]
        answer[enrolment.pk].append(_stand(enrolment, row.module, kept.get((enrolment.pk, row.module_id)), facts))
    return answer


def standing_by_rule(enrolment: Enrolment, module: ModulePage) -> rules.Standing:
    """How the module stands by the facts alone, whatever completion there is."""
    return _by_rule(enrolment, module, read_facts([enrolment], {module.pk: module}))


def read_facts(enrolments: Sequence[Enrolment], modules: dict[int, ModulePage]) -> Facts:
    """Lessons, progress and practice days of these enrolments in these modules, in three queries."""
    keys = [enrolment.pk for enrolment in enrolments]
    lessons = required_lessons(modules.values())
    finished: dict[int, set[int]] = defaultdict(set)
    begun: dict[int, set[int]] = defaultdict(set)
    progress = LessonProgress.objects.filter(enrolment__in=keys)
    for enrolment, lesson, finished_at in progress.values_list("enrolment", "lesson", "finished_at"):
        begun[enrolment].add(lesson)
        if finished_at:
            finished[enrolment].add(lesson)
    entries: dict[tuple[int, int], list[datetime.date]] = defaultdict(list)
    noted = PracticeEntry.objects.filter(enrolment__in=keys).order_by()
    for enrolment, module, day in noted.values_list("enrolment", "module", "happened_on"):
        entries[enrolment, module].append(day)
    return Facts(lessons, finished, begun, entries)


def required_lessons(modules: Iterable[ModulePage]) -> dict[int, list[LessonPage]]:
    """The live required lessons of each module, in order, without their bodies. One query."""
    by_path = {module.path: module.pk for module in modules}
    answer: dict[int, list[LessonPage]] = {pk: [] for pk in by_path.values()}
    below = Q(pk__in=[])
    for path in by_path:
        below |= Q(path__startswith=path)
    wanted = LessonPage.objects.live().filter(below, required=True).defer("body").order_by("path")
    for lesson in wanted:
        answer[by_path[lesson.path[: -lesson.steplen]]].append(lesson)
    return answer


def _stand(
    enrolment: Enrolment, module: ModulePage, completion: ModuleCompletion | None, facts: Facts
) -> ModuleStanding:
    by_rule = _by_rule(enrolment, module, facts)
    lessons = {lesson.pk for lesson in facts.lessons.get(module.pk, [])}
    return ModuleStanding(
        module=module,
        complete=completion is not None,
        have=by_rule.needed if completion else by_rule.have,
        needed=by_rule.needed,
        missing="" if completion else by_rule.missing or _("Your trainer needs to look at this."),
        completion=completion,
        who_can_help=by_rule.who_can_help,
        until=None if completion else by_rule.until,
        started=bool(by_rule.have or lessons & facts.begun[enrolment.pk]),
    )


def _by_rule(enrolment: Enrolment, module: ModulePage, facts: Facts) -> rules.Standing:
    lessons = facts.lessons.get(module.pk, []) if module.completed_by == CompletedBy.LESSONS else []
    left = [lesson for lesson in lessons if lesson.pk not in facts.finished[enrolment.pk]]
    have = rules.Have(
        lessons=len(lessons),
        lessons_left=tuple(lesson.title for lesson in left),
        entry_days=tuple(facts.entries[enrolment.pk, module.pk]),
        since=rules.london_day(enrolment.opened_at),
    )
    return rules.standing(rule_of(module), have)


def rule_of(module: ModulePage) -> rules.Rule:
    """The module's rule as plain values."""
    return rules.Rule(module.completed_by, module.needed, module.within_days, module.what_to_see)
