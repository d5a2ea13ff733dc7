"""Who is due a refresh, because a module that they completed asks something else now. Nothing is withdrawn."""

from collections.abc import Iterable

from django.db import transaction
from django.db.models import Case, Exists, F, OuterRef, Q, QuerySet, Subquery, When
from django.db.models.functions import Left, Length
from wagtail.models import Page

from courses.models import Edition, Route
from courses.services import route_modules
from learning import emails
from learning.models import CourseCompletion, Enrolment, ModuleCompletion
from learning.permissions import is_for
from learning.services.enrolment import start_renewal
from learning.services.settling import BATCH, Batch, module_of


def refresh_due(*, completions: Iterable[ModuleCompletion]) -> dict[int, Edition]:
    """For each of these completions that is due a refresh, by its key: the latest edition that asks for it.

    Done once more since then, the module or the course, answers it. Two queries, however many.
    """
    standing = [each for each in completions if each.revoked_at is None]
    modules = {each.module_id for each in standing}
    above = Page.objects.filter(path=OuterRef("above"), pk__in=modules).values("pk")[:1]
    asking = _asking().annotate(module=Case(When(page__in=modules, then=F("page")), default=Subquery(above)))
    latest = {edition.module: edition for edition in asking.filter(module__in=modules).order_by("published_at", "pk")}
    if not latest:
        return {}
    keys = [each.pk for each in standing]
    newer = dict.fromkeys(_answered(ModuleCompletion.objects.filter(pk__in=keys)).values_list("pk", flat=True))
    return {
        each.pk: latest[each.module_id]
        for each in standing
        if each.module_id in latest and each.completed_at < latest[each.module_id].published_at and each.pk not in newer
    }


def ask_batch(*, edition: Edition, after: int) -> Batch:
    """Afterwards the next 200 people with a standing completion from before this edition have one letter each.

    Whoever has the course complete has their renewal open too, where there is a short way; home shows it.
    """
    module = module_of(edition.page_id)
    holders = ModuleCompletion.objects.standing().filter(
        module=module, completed_at__lt=edition.published_at, pk__gt=after
    )
    holders = holders.exclude(pk__in=_answered(holders).values("pk"))
    rows = list(holders.select_related("enrolment__person", "enrolment__course").order_by("pk")[:BATCH])
    for completion in rows:
        with transaction.atomic():
            renewal = _renew(completion, edition)
            emails.due_a_refresh(completion=completion, edition=edition, renewal=renewal)
    return Batch(len(rows), rows[-1].pk if len(rows) == BATCH else None)


def _renew(completion: ModuleCompletion, edition: Edition) -> Enrolment | None:
    """The renewal that answers this edition, opened once: whoever has left it since is not asked in again."""
    person, course = completion.enrolment.person, completion.enrolment.course
    mine = Enrolment.objects.filter(person=person, course=course)
    since = mine.filter(renews__isnull=False, opened_at__gte=edition.published_at).order_by("-pk").first()
    if since is not None:
        return since if since.status == Enrolment.Status.OPEN else None
    rest_on_it = CourseCompletion.objects.standing().filter(enrolment__in=mine, rests_on__module=completion.module_id)
    done = rest_on_it.order_by("-completed_on", "-pk").first()
    if done is None or not person.is_active or mine.open().exists():
        return None
    return start_renewal(completion=done, by=None) if _is_short(done.route, completion) else None


def _is_short(route: Route, completion: ModuleCompletion) -> bool:
    """Whether there is a way to renew that is open to this person and no longer than it must be."""
    way = route.renewed_by or route
    if not (completion.enrolment.course.live and way.live and way.closed_on is None):
        return False
    short = way != route or [module.pk for module in route_modules(route)] == [completion.module_id]
    return short and is_for(completion.enrolment.person, way)


def _asking() -> QuerySet[Edition]:
    """The editions that ask for a refresh, of modules and of lessons, each with the path of what it hangs below."""
    asking = Edition.objects.filter(effect=Edition.Effect.ASK_REFRESH, page__live=True)
    return asking.annotate(above=Left("page__path", Length("page__path") - Page.steplen))


def _answered(completions: QuerySet[ModuleCompletion]) -> QuerySet[ModuleCompletion]:
    """Those whose person did the module once more, or renewed the course, after the last edition that asks for it."""
    asking = _asking().filter(Q(page=OuterRef("module")) | Q(above=OuterRef("module__path"))).order_by("-published_at")
    person = {"enrolment__person": OuterRef("enrolment__person")}
    again = ModuleCompletion.objects.standing().filter(
        **person, module=OuterRef("module"), completed_at__gt=OuterRef("asked_at")
    )
    renewed = CourseCompletion.objects.standing().filter(
        **person,
        enrolment__course=OuterRef("enrolment__course"),
        enrolment__renews__isnull=False,
        enrolment__opened_at__gte=OuterRef("asked_at"),
    )
    last = Subquery(asking.values("published_at")[:1])
    return completions.order_by().annotate(asked_at=last).filter(Q(Exists(again)) | Q(Exists(renewed)))
