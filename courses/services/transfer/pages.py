"""What a page or a route says, in the words of a course file, and how it takes such words in."""

from collections.abc import Iterator, Mapping
from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import CharField, Field, ForeignKey, ManyToManyField, Model, TextField
from django.utils.translation import gettext as _
from wagtail.fields import StreamField
from wagtail.models import Page

from courses.models import (
    CourseLanguage,
    CoursePage,
    ModulePage,
    Route,
)
from courses.services.transfer.blocks import Carry, Unreadable, stored, told
from courses.services.transfer.lists import LISTS

# By what a row is known on every site.
KNOWN_BY: dict[type[Model], str] = {CoursePage: "code"} | dict(LISTS.values())
PAGE = ("title", "slug", "seo_title", "search_description", "show_in_menus")
# What is true of one site alone: where a row stands there, its drafts, its dates, and which rows it hangs on.
STAYS = {field.name for field in Page._meta.local_fields} - set(PAGE) | {
    *("page_ptr", "uuid", "course", "renewed_by", "closed_on"),
}
EMPTY: tuple[Any, ...] = ("", None, [])


def fields_of(model: type[Model]) -> Iterator[Any]:
    """The fields that travel: of every page those in PAGE, then its own, each kind of list after the plain ones."""
    if issubclass(model, Page):
        yield from (model._meta.get_field(name) for name in PAGE)
    yield from (field for field in model._meta.local_fields if field.name not in STAYS and field.name not in PAGE)
    yield from (field for field in model._meta.local_many_to_many if field.name not in STAYS)


def names_of(model: type[Model]) -> set[str]:
    """The names that a part about such a thing may use."""
    more = {CoursePage: {"languages", "modules", "routes"}, ModulePage: {"lessons"}, Route: {"modules", "renewed_by"}}
    key = {"key"} if issubclass(model, Page) else set()
    return {field.name for field in fields_of(model)} | more.get(model, set()) | key


def is_many(field: Any) -> bool:
    """Whether the field holds several rows. Topics stand in a manager of their own, which Django counts as such."""
    return isinstance(field, ManyToManyField) or bool(field.many_to_many)


def tell(thing: Any, carry: Carry) -> dict[str, Any]:
    """What it says. Empty fields are left out; every other row is called by its name."""
    said = {field.name: _said(thing, field, carry) for field in fields_of(type(thing))}
    if isinstance(thing, CoursePage):
        said["languages"] = [language.code for language in thing.languages.all()]
    return {name: value for name, value in said.items() if value not in EMPTY}


def _said(thing: Any, field: Any, carry: Carry) -> Any:
    if is_many(field):
        rows = [carry(type(row), row.pk) for row in getattr(thing, field.name).all()]
        return sorted(name for name in rows if name is not None)
    if isinstance(field, StreamField):
        return told(field.stream_block, getattr(thing, field.name).get_prep_value(), carry)
    value = field.value_from_object(thing)
    if isinstance(field, ForeignKey):
        return carry(field.related_model, value) if value else None
    return value


class Filling:
    """Takes the words of a part into a thing. What does not fit is said in ``problems`` and left as it was."""

    def __init__(self, place: str, carry: Carry) -> None:
        self.place, self.carry, self.problems = place, carry, list[str]()

    def check_names(self, model: type[Model], said: Mapping[str, Any]) -> None:
        """A field that this site does not know is a problem: something would be lost."""
        words = _("%(place)s: there is no field “%(names)s” here.")
        if unknown := set(said) - names_of(model):
            self.problems.append(words % {"place": self.place, "names": ", ".join(sorted(map(str, unknown)))})

    def plain(self, thing: Any, said: Mapping[str, Any]) -> None:
        """Words, numbers and choices alone: enough to make the row."""
        for field in fields_of(type(thing)):
            if not (is_many(field) or isinstance(field, StreamField | ForeignKey)):
                setattr(thing, field.name, self._value(thing, field, said.get(field.name)))

    def whole(self, thing: Any, said: Mapping[str, Any]) -> None:
        """Everything that the part says."""
        self.plain(thing, said)
        for field in fields_of(type(thing)):
            given = said.get(field.name)
            if is_many(field):
                self._many(thing, field, given)
            elif isinstance(field, StreamField):
                self._stream(thing, field, given)
            elif isinstance(field, ForeignKey):
                setattr(thing, field.attname, self._row(field.related_model, given) if given else None)
        if isinstance(thing, CoursePage):
            self._languages(thing, said.get("languages"))

    def _value(self, thing: Any, field: Field, value: Any) -> Any:
        if value in EMPTY:
            return "" if isinstance(field, CharField | TextField) and not field.has_default() else field.get_default()
        try:
            if isinstance(value, list | dict):
                raise ValidationError(_("This does not belong here."))
            return field.clean(value, thing)
        except ValidationError as fault:
            self.problems += [f"{self.place}/{field.name}: {words}" for words in fault.messages]
            return getattr(thing, field.name)

    def _row(self, model: type[Model], name: Any) -> Any:
        found = self.carry(model, name) if isinstance(name, str) else None
        if found is None:
            words = _("%(place)s: “%(name)s” is not in the file.")
            self.problems.append(words % {"place": self.place, "name": name})
        return found

    def _many(self, thing: Any, field: Any, given: Any) -> None:
        model: Any = field.related_model
        known = self._strings(given)
        if model is CoursePage:  # another course may not be here: that is no fault of this one
            keys = [key for name in known if (key := self.carry(model, name)) is not None]
        else:
            keys = [key for name in known if (key := self._row(model, name)) is not None]
        getattr(thing, field.name).set(model._default_manager.filter(pk__in=keys))

    def _strings(self, given: Any) -> list[str]:
        if given is None or (isinstance(given, list) and all(isinstance(one, str) for one in given)):
            return given or []
        self.problems.append(_("%(place)s: this does not belong here.") % {"place": self.place})
        return []

    def _stream(self, thing: Any, field: StreamField, given: Any) -> None:
        try:
            made = stored(field.stream_block, given or [], self.carry, f"{self.place}/{field.name}")
        except Unreadable as fault:
            self.problems.append(str(fault))
        else:
            setattr(thing, field.name, field.stream_block.to_python(made))

    def _languages(self, course: CoursePage, given: Any) -> None:
        wanted = self._strings(given)
        if wanted != [language.code for language in course.languages.all()]:
            course.languages.set([CourseLanguage(code=code, sort_order=at) for at, code in enumerate(wanted)])
