"""Publications: editions, and the content as a person saw it."""

from datetime import date, timedelta

from django.db import transaction
from django.db.models import Max
from django.db.models.fields.json import KeyTextTransform
from django.utils import timezone
from wagtail.models import Page, Revision

from courses.models import Edition, LessonPage
from courses.models.effect import ChangesRule

OPEN_PAGE_COUNTS = timedelta(days=1)


def record_edition(*, page: Page, revision: Revision) -> Edition:
    """This publication of the page has its number. Called again for the same revision, the same edition comes back."""
    with transaction.atomic():
        # The page is locked, so that two publications at once do not take the same number.
        Page.objects.select_for_update().get(pk=page.pk)
        known = Edition.objects.filter(revision=revision).first()
        if known is not None:
            return known
        last = Edition.objects.filter(page_id=page.pk).aggregate(last=Max("number"))["last"] or 0
        # The page's own moment, so that all that follows from this publication agrees when it was.
        when = page.last_published_at or timezone.now()
        facts = {"number": last + 1, "effect": _effect(page), "published_at": when}
        return Edition.objects.create(page_id=page.pk, revision=revision, **facts)


def _effect(page: Page) -> str:
    """What the editor chose, where the page asks something else than its edition before; else from now on."""
    changed = isinstance(page, ChangesRule) and page.changes_rule()
    return page.effect if changed else Edition.Effect.FROM_NOW_ON


def taken_out_on(*, page: Page, block_id: str) -> date | None:
    """The day on which this block was taken out; None where it is there, or never was. Newest editions are read first.

    The body is searched as stored: the id of a block stands nowhere else in it.
    """
    gone: date | None = None
    editions = Edition.objects.filter(page_id=page.pk).order_by("-number")
    bodies = editions.annotate(body=KeyTextTransform("body", "revision__content"))
    for published_at, body in bodies.values_list("published_at", "body").iterator(chunk_size=20):
        if block_id in (body or ""):
            return gone
        gone = timezone.localdate(published_at)
    return None


def current_edition(page: Page) -> Edition | None:
    """The latest publication of the page; None if it was never published."""
    return Edition.objects.filter(page_id=page.pk).order_by("-number").first()


def live_revision(page: Page) -> Revision:
    """The revision that people read now. Raises Revision.DoesNotExist if the page was never published."""
    if page.live_revision is None:
        raise Revision.DoesNotExist(f"{page.title} was never published.")
    return page.live_revision


def lesson_at(lesson: LessonPage, revision_id: int | None) -> LessonPage:
    """The lesson as the person saw it: with the content of that revision, if it was live within the last day.

    Anything else, an older revision, a draft or a number of another page, is answered with the live lesson.
    """
    if revision_id is None or revision_id == lesson.live_revision_id:
        return lesson
    seen = Edition.objects.filter(page_id=lesson.pk, revision_id=revision_id).select_related("revision").first()
    if seen is None:
        return lesson
    replaced = Edition.objects.filter(page_id=lesson.pk, number__gt=seen.number).order_by("number").first()
    if replaced is not None and replaced.published_at < timezone.now() - OPEN_PAGE_COUNTS:
        return lesson
    return seen.revision.as_object()
