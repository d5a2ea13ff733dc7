"""Moving open enrolments to what their route asks now. Never by itself: an editor looks and confirms; a job does it."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db import transaction
from django.db.models import Count, Q, QuerySet
from django.utils.translation import gettext as _
from wagtail.log_actions import log

from courses.models import ModulePage, Route
from courses.services import route_modules
from jobs.models import Job
from jobs.registry import Gone
from jobs.services import enqueue
from learning import emails
from learning.models import Enrolment, RequiredModule
from learning.services.completion import lock, settle_course, settle_module
from learning.services.settling import BATCH, Batch
from people.models import User


@dataclass(frozen=True, slots=True)
class Change:
    """One module that comes or goes, and for how many people."""

    module: ModulePage
    people: int


@dataclass(frozen=True, slots=True)
class Plan:
    """What a move would do: to how many, what comes, what goes, and how many would be complete at once."""

    modules: list[ModulePage]
    people: int
    added: list[Change]
    gone: list[Change]
    complete_at_once: int

    @property
    def version(self) -> str:
        """The set of modules as one text: whoever confirms confirms this one."""
        return ",".join(str(module.pk) for module in self.modules)


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a move has come, in the words of the page that shows it."""

    state: str
    done: int
    total: int


def behind(*, route: Route) -> QuerySet[Enrolment]:
    """The open enrolments by this route that hold another set of modules than it asks now; none of a draft route."""
    wanted = [module.pk for module in route_modules(route)]
    if not wanted or not route.live:
        return Enrolment.objects.none()
    same = Q(required_modules__module__in=wanted)
    held = Enrolment.objects.open().filter(route=route).order_by()
    held = held.annotate(
        held=Count("required_modules", distinct=True), shared=Count("required_modules", filter=same, distinct=True)
    )
    return held.exclude(held=len(wanted), shared=len(wanted))


def plan(*, route: Route) -> Plan:
    """What moving everybody would do now. Five queries, however many people there are."""
    modules = route_modules(route)
    wanted = [module.pk for module in modules]
    waiting = behind(route=route)
    people = waiting.count()
    rows = RequiredModule.objects.filter(enrolment__in=waiting.values("pk")).order_by()
    holding = dict(rows.values_list("module").annotate(Count("pk")))
    leaving = ModulePage.objects.filter(pk__in=set(holding) - set(wanted)).order_by("path")
    standing = Q(module_completions__revoked_at__isnull=True, module_completions__module__in=wanted)
    done = waiting.annotate(done=Count("module_completions", filter=standing, distinct=True))
    return Plan(
        modules=modules,
        people=people,
        added=[Change(each, lack) for each in modules if (lack := people - holding.get(each.pk, 0))],
        gone=[Change(each, holding[each.pk]) for each in leaving],
        complete_at_once=done.filter(done=len(wanted)).count(),
    )


def ask_to_move(*, route: Route, agreed: Plan, move: UUID, by: User) -> Job:
    """Afterwards a job moves the people of this plan. Asked twice with one key, the first one's job is returned."""
    key = _key(route, move)
    with transaction.atomic():
        known = Job.objects.filter(key=key).first()
        if known is not None:
            return known
        log(route, "learning.move_people", user=by, data={"route": route.pk, "people": agreed.people})
        return enqueue(
            "learning.move_people",
            key=key,
            route=route.pk,
            modules=[module.pk for module in agreed.modules],
            move=str(move),
            by=by.pk,
            total=agreed.people,
        )


def move_batch(*, route: int, modules: Sequence[int], move: str, by: int | None, after: int) -> Batch:
    """Afterwards the next 200 of them hold what was agreed, each locked in its own transaction.

    Raises Gone where the route asks something else by now: what was agreed is no longer true.
    """
    asked = Route.objects.filter(pk=route).first()
    wanted = route_modules(asked) if asked is not None else []
    if asked is None or [module.pk for module in wanted] != list(modules):
        raise Gone(_("The route has changed meanwhile."))
    actor = User.objects.filter(pk=by).first()
    waiting = list(behind(route=asked).filter(pk__gt=after).order_by("pk")[:BATCH])
    made = sum(_move(enrolment, wanted, move, actor) for enrolment in waiting)
    return Batch(made, waiting[-1].pk if len(waiting) == BATCH else None)


def progress_of(*, route: Route, move: UUID) -> Progress | None:
    """How far this move has come; None where nobody asked for it."""
    jobs = list(Job.objects.filter(key__startswith=_key(route, move)).order_by("pk"))
    if not jobs:
        return None
    total = jobs[0].args["total"]
    left = min(total, behind(route=route).count())
    return Progress(_state(jobs), total - left, total)


def _state(jobs: list[Job]) -> str:
    last = {job.status for job in jobs}
    if Job.Status.PARKED in last:
        return "parked"
    if last == {Job.Status.DONE}:
        return "done"
    waiting = [job for job in jobs if job.status == Job.Status.QUEUED]
    if any(job.error for job in waiting):
        return "retrying"
    return "waiting" if len(waiting) == len(jobs) else "running"


def _key(route: Route, move: UUID) -> str:
    return f"move:{route.pk}:{move}"


def _move(enrolment: Enrolment, wanted: list[ModulePage], move: str, by: User | None) -> bool:
    """Whether it was moved just now. Completions stay: only what is still asked for changes."""
    with transaction.atomic():
        locked = lock(enrolment)
        if locked.status != Enrolment.Status.OPEN or locked.route_id != enrolment.route_id:
            return False
        held = {row.module_id: row for row in locked.required_modules.select_related("module")}
        added = [module for module in wanted if module.pk not in held]
        gone = [row.module for key, row in held.items() if key not in {module.pk for module in wanted}]
        if not added and not gone:
            return False
        _replace(locked, wanted)
        what = {"added": [module.pk for module in added], "gone": [module.pk for module in gone]}
        log(locked, "learning.move", user=by, data={"enrolment": locked.pk, "route": locked.route_id} | what)
        for module in added:
            settle_module(enrolment=locked, module=module, by=None)
        finished = settle_course(enrolment=locked, by=None) is not None
        emails.moved(enrolment=locked, move=move, added=added, gone=gone, finished=finished)
        return True


def _replace(enrolment: Enrolment, wanted: list[ModulePage]) -> None:
    enrolment.required_modules.all().delete()
    RequiredModule.objects.bulk_create(
        RequiredModule(enrolment=enrolment, module=module, order=order) for order, module in enumerate(wanted)
    )
