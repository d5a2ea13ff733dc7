"""A course as one file, for another site: docs/decisions/0030-courses-travel.md says what is in it and what is not."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import IO, Any

from django.conf import settings
from django.core.files.storage import Storage
from django.db.models import Model
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.documents.models import AbstractDocument
from wagtail.images.models import AbstractImage
from wagtail.models import Page, Site

from courses import gates
from courses.models import CoursePage, LessonPage, ModulePage
from courses.services.transfer import lists as transfer_lists
from courses.services.transfer import media as transfer_media
from courses.services.transfer.file import Refused, pack
from courses.services.transfer.pages import KNOWN_BY, tell


@dataclass
class Used:
    """Turns keys into names, and keeps the rows that were named."""

    inside: Mapping[int, str]
    rows: dict[type[Model], dict[str, Any]] = field(default_factory=dict)
    files: dict[str, Any] = field(default_factory=dict)

    def __call__(self, model: type[Model], key: Any) -> str | None:
        """The name of that row; None where it is gone."""
        if issubclass(model, Page) and model is not CoursePage:
            return self.inside.get(int(key)) or _address(int(key))
        if issubclass(model, AbstractImage | AbstractDocument):
            return self._file(model, key)
        known = KNOWN_BY[model]
        row = model._default_manager.filter(**{known if isinstance(key, str) else "pk": key}).first()
        if row is None:
            return None
        name = getattr(row, known)
        if model is not CoursePage:
            self.rows.setdefault(model, {})[name] = row
        return name

    def _file(self, model: Any, key: Any) -> str | None:
        row = model.objects.filter(pk=key).first()
        if row is None:
            return None
        try:
            name = transfer_media.name_of(row)
        except OSError as fault:
            raise Refused(_("The file of “%(title)s” is not there any more.") % {"title": row.title}) from fault
        self.files[name] = row
        return name


@dataclass(frozen=True)
class Stored:
    """A file as a storage keeps it, ready to be read."""

    storage: Storage
    name: str

    def open(self, mode: str = "rb") -> Any:
        """The file itself."""
        return self.storage.open(self.name, mode)


def _address(key: int) -> str | None:
    """The path of a page outside the course, from the front page on."""
    page = Page.objects.filter(pk=key).first()
    return "/" + page.url_path.removeprefix(front_path()) if page is not None else None


def front_path() -> str:
    """Where the front page stands in the tree, as the beginning of the path of every page."""
    site = Site.objects.filter(is_default_site=True).select_related("root_page").first()
    return site.root_page.url_path if site is not None else "/"


def _as_now(page: Any, live: bool) -> Any:
    return page if live else page.get_latest_revision_as_object()


def pages_below(parent: Page, model: type[Page], *, live: bool = False) -> list[Any]:
    """The pages of this kind right below, in the editors' order, as drafts or as people read them."""
    found = model.objects.child_of(parent).order_by("path")
    return [_as_now(page, live) for page in (found.live() if live else found)]


def names_inside(course: Page) -> dict[int, str]:
    """What a file calls the modules and lessons of this course: "ready", "ready/listen"."""
    names = {}
    for module in pages_below(course, ModulePage):
        names[module.pk] = module.code
        names |= {lesson.pk: f"{module.code}/{lesson.slug}" for lesson in pages_below(module, LessonPage)}
    return names


def parts_of(course: CoursePage, *, live: bool = False) -> dict[str, Any]:
    """Every part of the file by its name. Raises Refused where the course is not ready to travel."""
    if live and not course.live:
        raise Refused(_("“%(course)s” is not published. Leave out --live, and its drafts travel.") % {"course": course})
    used, parts = Used(names_inside(course)), dict[str, Any]()
    now = _as_now(course, live)
    modules = pages_below(course, ModulePage, live=live)
    codes = [module.code for module in modules]
    if len(set(codes)) != len(codes):
        raise Refused(_("Two modules of “%(course)s” have one code. Change one first.") % {"course": now.title})
    parts["course.yaml"] = _page(now, used) | {"modules": codes, "routes": _routes(course, used, live=live)}
    for module in modules:
        lessons = pages_below(module, LessonPage, live=live)
        slugs = [lesson.slug for lesson in lessons]
        parts[f"modules/{module.code}/module.yaml"] = _page(module, used) | {"lessons": slugs}
        for lesson in lessons:
            parts[f"modules/{module.code}/lessons/{lesson.slug}.yaml"] = _page(lesson, used)
    text = "\n".join(_words_in(list(parts.values())))
    lists = transfer_lists.say(used.rows | transfer_lists.mentioned(text, course.locale.language_code))
    if words := gates.local_words_in([parts]):
        lists[transfer_lists.LOCAL_WORDS] = sorted(words)
    parts |= {"lists.yaml": lists, "media.yaml": transfer_media.say(used.files)}
    return parts | {f"media/{name}": Stored(row.file.storage, row.file.name) for name, row in used.files.items()}


def _words_in(values: Any) -> Iterator[str]:
    """Every text at any depth: what people read, and not the names of fields."""
    if isinstance(values, str):
        yield values
    elif isinstance(values, Mapping | list):
        for value in values.values() if isinstance(values, Mapping) else values:
            yield from _words_in(value)


def _page(page: Any, used: Used) -> dict[str, Any]:
    return {"key": str(page.translation_key)} | tell(page, used)


def _routes(course: CoursePage, used: Used, *, live: bool) -> list[dict[str, Any]]:
    """Its routes, each with the codes of the modules that it needs. A closed one is over, and stays."""
    rows = course.routes.filter(closed_on=None).order_by("order", "pk")
    found = []
    for row in rows.filter(live=True) if live else rows:
        route = _as_now(row, live)
        modules = [used.inside.get(needed.module_id) for needed in route.route_modules.all()]
        said = tell(route, used) | {"modules": [code for code in modules if code]}
        if route.renewed_by_id and not route.renewed_by.closed_on:
            said["renewed_by"] = route.renewed_by.code
        found.append(said)
    return found


def export_course(course: CoursePage, file: IO[bytes], *, live: bool = False) -> None:
    """The file holds the course, its newest drafts or what people read now. Nothing here has changed.

    Raises Refused where something is missing.
    """
    manifest = {
        "course": course.code,
        "title": course.title,
        "language": course.locale.language_code,
        "holds": "live" if live else "drafts",
        "from": settings.SITE_URL,
        "created": timezone.now().replace(microsecond=0).isoformat(),
    }
    pack(file, manifest=manifest, parts=parts_of(course, live=live))
