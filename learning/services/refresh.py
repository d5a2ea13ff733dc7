"""Who is due a refresh, because a module that they completed asks something else now. Nothing is withdrawn."""

from collections.abc import Iterable

from django.db.models import Exists, OuterRef, QuerySet, Subquery

from courses.models import Edition
from learning import emails
from learning.models import ModuleCompletion
from learning.services.settling import BATCH, Batch


def refresh_due(*, completions: Iterable[ModuleCompletion]) -> dict[int, Edition]:
    """For each of these completions that is due a refresh, by its key: the latest edition that asks for it.

    One of the same module that the person made since then answers it. Two queries, however many.
    """
    standing = [each for each in completions if each.revoked_at is None]
    asking = Edition.objects.filter(
        page__in={each.module_id for each in standing}, effect=Edition.Effect.ASK_REFRESH
    ).order_by("number")
    latest = {edition.page_id: edition for edition in asking}
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
    """Afterwards the next 200 people with a standing completion from before this edition have one letter each."""
    holders = ModuleCompletion.objects.standing().filter(
        module=edition.page_id, completed_at__lt=edition.published_at, pk__gt=after
    )
    holders = holders.exclude(pk__in=_answered(holders).values("pk"))
    rows = list(holders.select_related("enrolment__person", "enrolment__course").order_by("pk")[:BATCH])
    for completion in rows:
        emails.due_a_refresh(completion=completion, edition=edition)
    return Batch(len(rows), rows[-1].pk if len(rows) == BATCH else None)


def _answered(completions: QuerySet[ModuleCompletion]) -> QuerySet[ModuleCompletion]:
    """Those whose person completed the same module once more, after the last edition that asks for it."""
    asking = Edition.objects.filter(page=OuterRef("module"), effect=Edition.Effect.ASK_REFRESH).order_by("-number")
    last = Subquery(asking.values("published_at")[:1])
    again = ModuleCompletion.objects.standing().filter(
        module=OuterRef("module"),
        enrolment__person=OuterRef("enrolment__person"),
        completed_at__gt=OuterRef("asked_at"),
    )
    return completions.order_by().annotate(asked_at=last).filter(Exists(again))
