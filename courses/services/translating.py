"""A course in another language: docs/decisions/0031-languages-of-courses.md."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from wagtail.log_actions import log
from wagtail.models import Locale, Page

from courses.models import CoursePage, Translation
from courses.models.review import has_written
from courses.services.copying import check_code, settle_copy


def translate_course(*, source: CoursePage, language: str, title: str, code: str, by: Any = None) -> CoursePage:
    """There is a draft of the course in this language, with all below it, to be written; asked again, the same one.

    It stands beside the first, under its own code and address. Each page has the translation key of the first, its
    blocks keep their ids, and each waits to be cleared. Raises ValidationError for a code that is taken.
    """
    with transaction.atomic():
        parent = source.get_parent()
        Page.objects.select_for_update().get(pk=parent.pk)  # two at once wait for each other
        locale, _made = Locale.objects.get_or_create(language_code=language)
        known = CoursePage.objects.filter(translation_key=source.translation_key, locale=locale).first()
        if known is not None:
            return known
        check_code(code, parent=parent)
        told = {"title": title, "slug": code, "code": code}
        copy = _copied(source, parent, locale, by, told)
        settle_copy(source=source, copy=copy)
        pages = copy.get_descendants(inclusive=True)
        waiting = [Translation(page_id=key) for key in pages.values_list("pk", flat=True)]
        Translation.objects.bulk_create(waiting, ignore_conflicts=True)  # what waited in the first waits already
        return CoursePage.objects.get(pk=copy.pk)


def _copied(page: Page, parent: Page, locale: Locale, by: Any, told: dict[str, str]) -> Any:
    copy = page.specific.copy(
        to=type(parent).objects.get(pk=parent.pk),
        recursive=False,
        update_attrs={"locale": locale, **told},
        keep_live=False,
        reset_translation_key=False,
        user=by,
    )
    for child in page.get_children():
        _copied(child, copy, locale, by, {})
    return copy


def waiting_below(course: Page) -> list[Page]:
    """The pages of this course that nobody has cleared yet, in their order."""
    waiting = Translation.objects.filter(cleared_at=None).values("page")
    return list(course.get_descendants(inclusive=True).filter(pk__in=waiting).order_by("path"))


def clear_translation(*, course: CoursePage, by: Any) -> int:
    """Every page of the course that waited is cleared, and its history names who cleared it; twice clears none.

    Raises PermissionDenied for somebody who wrote part of it: nobody clears their own words.
    """
    with transaction.atomic():
        Page.objects.select_for_update().get(pk=course.pk)
        waiting = waiting_below(course)
        if any(has_written(page, by) for page in waiting):
            raise PermissionDenied
        Translation.objects.filter(page__in=waiting, cleared_at=None).update(cleared_at=timezone.now())
        for page in waiting:
            log(page, "courses.clear_translation", user=by)
        return len(waiting)
