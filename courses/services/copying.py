"""A course copied: a course of its own, whose parts point at each other and no longer at the first."""

from collections.abc import Mapping
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Model
from django.utils.translation import gettext as _
from wagtail.blocks import StreamBlock
from wagtail.fields import StreamField
from wagtail.models import Page, Revision

from courses.models import CoursePage
from courses.models import SeededContent as Brought
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
        settle_copy(source=source, copy=copy)
        copy = CoursePage.objects.get(pk=copy.pk)
        Brought.objects.create(path=f"copy/{key}", revision=copy.latest_revision)
        return copy


def check_code(code: str, *, parent: Page) -> None:
    """Raises ValidationError where a course has this code, or a page its address."""
    taken = CoursePage.objects.filter(code=code).exists() or parent.get_children().filter(slug=code).exists()
    if taken:
        raise ValidationError({"code": _("Another course has the code “%(code)s”.") % {"code": code}})


def settle_copy(*, source: CoursePage, copy: CoursePage) -> None:
    """Each page of the copy is one draft, links and stories inside lead to the copy, and the routes are drafts on it.

    The copy has the newest drafts of the first, and none of its history.
    """
    with transaction.atomic():
        pairs = zip(_tree(source), _tree(copy), strict=True)
        keys = {old.pk: new.pk for old, new in pairs}
        for page in _tree(copy):
            _settle(page, keys)
        copy_routes(source=source, copy=CoursePage.objects.get(pk=copy.pk), keys=keys)


def _tree(course: Page) -> list[Page]:
    return list(course.get_descendants(inclusive=True).order_by("path"))


def _settle(page: Page, keys: Mapping[int, int]) -> None:
    draft = page.specific.get_latest_revision_as_object()
    for field in draft._meta.get_fields():
        if isinstance(field, StreamField):
            raw = list(getattr(draft, field.name).get_prep_value())
            setattr(draft, field.name, field.stream_block.to_python(_led(field.stream_block, raw, keys)))
    draft.save(clean=False)
    revision = draft.save_revision(changed=False, clean=False)
    Revision.objects.for_instance(draft).exclude(pk=revision.pk).delete()


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
