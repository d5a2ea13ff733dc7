"""A course copied: a course of its own, whose parts point at each other and no longer at the first."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Model
from django.utils.translation import gettext as _
from wagtail.blocks import StreamBlock
from wagtail.fields import StreamField
from wagtail.models import Page, Revision

from courses.models import CoursePage, Translation
from courses.models import SeededContent as Brought
from courses.models.review import writers_of
from courses.services.routes import copy_routes
from courses.services.transfer.blocks import stored, told


def copy_course(*, source: CoursePage, title: str, code: str, key: str, by: Any = None) -> CoursePage:
    """There is a draft copy of the course under this code, with all below it; called again with the key, that one.

    Blocks keep their ids: answers hang on (page, block), and the pages are new. Raises ValidationError for a code
    that is taken.
    """
    with transaction.atomic():
        parent = source.get_parent()
        Page.objects.select_for_update().get(pk=parent.pk)  # two copies at once wait for each other
        known = Brought.objects.filter(path=f"copy/{key}").select_related("revision").first()
        if known is not None and known.revision is not None:
            return CoursePage.objects.get(pk=known.revision.object_id)
        check_code(code, parent=parent)
        copy = source.copy(
            recursive=True, update_attrs={"title": title, "slug": code, "code": code}, keep_live=False, user=by
        )
        settle_copy(source=source, copy=copy, by=by)
        copy = CoursePage.objects.get(pk=copy.pk)
        Brought.objects.create(path=f"copy/{key}", revision=copy.latest_revision)
        return copy


def check_code(code: str, *, parent: Page) -> None:
    """Raises ValidationError where a course has this code, or a page its address."""
    taken = CoursePage.objects.filter(code=code).exists() or parent.get_children().filter(slug=code).exists()
    if taken:
        raise ValidationError({"code": _("Another course has the code “%(code)s”.") % {"code": code}})


def settle_copy(*, source: CoursePage, copy: CoursePage, by: Any = None) -> None:
    """Each page of the copy is a draft, links and stories inside lead to the copy, and the routes are drafts on it.

    The copy has the newest drafts of the first, and of its history only who wrote what is not public yet.
    """
    with transaction.atomic():
        pairs = list(zip(_tree(source), _tree(copy), strict=True))
        keys = {old.pk: new.pk for old, new in pairs}
        for old, new in pairs:
            _settle(new, keys, [*(person for person in writers_of(old) if person != by), by])
        keep_waiting(source=source, copy=copy)
        copy_routes(source=source, copy=CoursePage.objects.get(pk=copy.pk), keys=keys)


def keep_waiting(*, source: Page, copy: Page) -> None:
    """Where a page waits to be cleared as a translation, its copy waits too. The pages below may not be copied."""
    keys = {old.pk: new.pk for old, new in zip(_tree(source), _tree(copy), strict=False)}
    waiting = Translation.objects.filter(page__in=keys, cleared_at=None).values_list("page", flat=True)
    Translation.objects.bulk_create([Translation(page_id=keys[key]) for key in waiting], ignore_conflicts=True)


def _tree(course: Page) -> list[Page]:
    return list(course.get_descendants(inclusive=True).order_by("path"))


def _settle(page: Page, keys: Mapping[int, int], people: Sequence[Any]) -> None:
    """``people``: whose words these are, and last who copied them. Nobody of them may approve the copy."""
    draft = page.specific.get_latest_revision_as_object()
    for field in draft._meta.get_fields():
        if isinstance(field, StreamField):
            raw = list(getattr(draft, field.name).get_prep_value())
            setattr(draft, field.name, field.stream_block.to_python(_led(field.stream_block, raw, keys)))
    draft.save(clean=False)
    drafts = [draft.save_revision(user=person, changed=False, clean=False) for person in people]
    for number, revision in enumerate(drafts[:-1], start=1):
        revision.content["copied"] = number  # else it would say what the one before says, and count as nobody's
        revision.save(update_fields=["content"])
    Revision.objects.for_instance(draft).exclude(pk__in=[revision.pk for revision in drafts]).delete()


def _led(block: StreamBlock, raw: list[Any], keys: Mapping[int, int]) -> list[Any]:
    """The stored blocks, each page that was copied in the place of the first. Where none is named, as they were."""
    named: set[int] = set()

    def name(model: type[Model], key: Any) -> str:
        if issubclass(model, Page):
            named.add(int(key))
        return str(key)

    def key_of(model: type[Model], given: Any) -> int:
        key = int(given)
        return keys.get(key, key) if issubclass(model, Page) else key

    said = told(block, raw, name)
    return stored(block, said, key_of, "") if named & set(keys) else raw
