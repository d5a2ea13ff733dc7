"""What an import may write, and what it did: an editor's own words stay."""

import uuid
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import Model
from django.utils.translation import gettext as _
from wagtail.models import Locale, Page, Revision

from courses.models import CoursePage, Route
from courses.models import SeededContent as Brought
from courses.services.transfer.export import front_path
from courses.services.transfer.file import Refused
from courses.services.transfer.pages import Filling, tell


@dataclass(frozen=True)
class How:
    """What is asked for: another code, publishing at once, and writing over what was changed here."""

    code: str = ""
    publish: bool = False
    over: bool = False


@dataclass
class Outcome:
    """What an import did, or would do, each thing by its name. With problems, nothing has changed."""

    course: CoursePage | None = None
    new: list[str] = field(default_factory=list)
    changed: list[str] = field(default_factory=list)
    same: list[str] = field(default_factory=list)
    kept: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)
    deleted_here: bool = False  # writing over would bring it back


def strings(said: Mapping[str, Any], name: str, place: str) -> list[str]:
    """A list of names in a part. Raises Refused for anything else."""
    given = said.get(name, [])
    if not isinstance(given, list) or not all(isinstance(one, str) for one in given):
        raise Refused(_("%(part)s cannot be read.") % {"part": place})
    return given


def mark_of(key: uuid.UUID, locale: Locale, *more: str) -> str:
    """Under what an import keeps which draft of a thing it wrote."""
    return "/".join(["import", str(key), locale.language_code, *more])


def was_here(mark: str) -> bool:
    """Whether an import once wrote this thing."""
    return Brought.objects.filter(path=mark).exists()


def newest(thing: Any) -> Any:
    """The newest draft of a page or a route, as it is in the database now: nobody else holds this object."""
    return type(thing).objects.get(pk=thing.pk).get_latest_revision_as_object()


class Writing:
    """Writes things in new drafts, by the names that the file uses, and tells the outcome."""

    def __init__(self, how: How, outcome: Outcome, by: Any) -> None:
        self.how, self.out, self.by = how, outcome, by
        self.names: dict[str, int] = {}
        self.keys: dict[type[Model], dict[str, Any]] = {}
        self.drafts: list[Any] = []  # what may go live, if that is asked for

    def carry(self, model: type[Model], name: Any) -> Any:
        """The key of what the file calls so; None where it is not here."""
        if not isinstance(name, str):
            return None
        if model is CoursePage:
            return CoursePage.objects.filter(code=name).order_by("pk").values_list("pk", flat=True).first()
        if issubclass(model, Page):
            path = front_path() + name[1:] if name.startswith("/") else ""
            other = Page.objects.filter(url_path=path).values_list("pk", flat=True).first() if path else None
            return self.names.get(name) or other
        return self.keys.get(model, {}).get(name)

    def page(self, page: Any, place: str, said: Mapping[str, Any], *, is_new: bool) -> None:
        """The page says what the file says, in a new draft, if it may be written and says something else now."""
        draft, before = newest(page), newest(page)
        filling = Filling(place, self.carry)
        filling.check_names(type(page), said)
        filling.whole(draft, said)
        self.out.problems += filling.problems
        if not filling.problems:
            mark = mark_of(page.translation_key, page.locale)
            self.thing(draft, None if is_new else before, place=place, mark=mark)

    def thing(self, draft: Any, before: Any, *, place: str, mark: str) -> None:
        """The thing is kept as it stands in ``draft``. ``before``: as it was; None for a new one."""
        if not self._may_write(draft, before, mark):
            return
        try:
            if not draft.live:
                draft.save()
            revision = draft.save_revision(user=self.by)
        except ValidationError as fault:
            self.out.problems += [f"{place}: {words}" for words in fault.messages]
            return
        Brought.objects.update_or_create(path=mark, defaults={"revision": revision, "digest": ""})
        self.drafts.append(draft)

    def _may_write(self, draft: Any, before: Any, mark: str) -> bool:
        if before is None:
            self.out.new.append(str(draft))
            return True
        if _says(draft) == _says(before):
            self.out.same.append(str(draft))
            self.drafts += [] if draft.live else [draft]
            return False
        if not self.how.over and not _is_as_it_came(before, mark):
            self.out.kept.append(str(before))
            return False
        self.out.changed.append(str(draft))
        return True

    def publish(self) -> None:
        """What was written is what people read, routes last; or a gate says why not, and nothing is published."""
        things = sorted(self.drafts, key=lambda thing: isinstance(thing, Route))
        latest = [type(thing).objects.get(pk=thing.pk).latest_revision for thing in things]
        for revision in latest:
            draft = revision.as_object()
            self.out.problems += [f"{draft}: {problem}" for problem in draft.problems()]
        if not self.out.problems:
            for revision in latest:
                revision.publish(user=self.by)


def _is_as_it_came(thing: Any, mark: str) -> bool:
    """Whether it says what the starter catalogue or an import brought: then no editor has changed it since."""
    if Brought.objects.filter(revision=thing.latest_revision_id, revision__isnull=False).exists():
        return True
    came: Revision | None = next((row.revision for row in Brought.objects.filter(path=mark)), None)
    return came is not None and _says(came.as_object()) == _says(thing)


def _says(thing: Any) -> Any:
    """Everything that would travel, with keys for names."""
    said = tell(thing, lambda _model, key: key)
    if isinstance(thing, Route):
        said |= {"modules": [needed.module_id for needed in thing.route_modules.all()], "next": thing.renewed_by_id}
    return said
