"""Publications: editions, and the content as a person saw it."""

from datetime import timedelta

from django.db import transaction
from django.db.models import Max
from django.utils import timezone
from wagtail.models import Page, Revision

from courses.models import Edition, LessonPage

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
        return Edition.objects.create(page_id=page.pk, revision=revision, number=last + 1)


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
