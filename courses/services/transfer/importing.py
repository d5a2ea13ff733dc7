"""A course file brought in: all of it, or nothing. What an editor changed here stays, unless told otherwise."""

import uuid
from collections.abc import Mapping
from typing import IO, Any

from django.core.exceptions import ValidationError
from django.core.validators import validate_slug
from django.db import transaction
from django.utils.translation import gettext as _
from wagtail.log_actions import log
from wagtail.models import Locale, Page

from courses.models import CourseIndexPage, CoursePage, LessonPage, LocalWord, ModulePage
from courses.services.transfer import lists as transfer_lists
from courses.services.transfer.file import Parcel, Refused, unpack
from courses.services.transfer.media import Bringing
from courses.services.transfer.pages import Filling
from courses.services.transfer.routes import Routes
from courses.services.transfer.writing import How, Outcome, Writing, mark_of, strings, was_here

LONGEST_CODE = 30


class _Undo(Exception):  # noqa: N818  it is not an error
    """Everything was tried; nothing is to stay."""


def import_course(file: IO[bytes], *, how: How | None = None, dry_run: bool = False, by: Any = None) -> Outcome:
    """The course of the file is here, or ``problems`` says why not and nothing has changed. Records are never touched.

    Called again with the same file, nothing changes. Two at once wait for each other.
    """
    outcome = Outcome()
    media: Bringing | None = None
    try:
        parcel = unpack(file)
        media = Bringing(parcel)
        media.scan()
        with transaction.atomic():
            _Import(parcel, media, Writing(how or How(), outcome, by)).run(_catalogue())
            if outcome.problems or dry_run:
                raise _Undo
            media.write()
    except Refused as refused:
        outcome.problems += refused.problems
    except _Undo:
        pass
    except BaseException:
        if media is not None:
            media.undo()
        raise
    return outcome


def _catalogue() -> CourseIndexPage:
    """The catalogue, which nobody else imports into now."""
    index = CourseIndexPage.objects.first()
    if index is None:
        raise Refused(_("There is no catalogue here yet. Make it first, with seed_catalogue."))
    Page.objects.select_for_update().get(pk=index.pk)
    return CourseIndexPage.objects.get(pk=index.pk)


class _Import:
    """One file, within a transaction of its caller."""

    def __init__(self, parcel: Parcel, media: Bringing, writing: Writing) -> None:
        self.parcel, self.media, self.writing = parcel, media, writing
        self.out, self.how = writing.out, writing.how
        self.pages: list[tuple[Any, str, Mapping[str, Any], bool]] = []  # page, place, what the file says, is new

    def run(self, index: CourseIndexPage) -> None:
        """Everything that the file says is written, or ``problems`` says why not."""
        said = self.parcel.part("course.yaml")
        locale = Locale.objects.filter(language_code=self.parcel.manifest.get("language")).first()
        if locale is None:
            raise Refused(_("This site has no courses in the language of the file."))
        lists = self.parcel.part("lists.yaml")
        keys, new, other = transfer_lists.bring(lists)
        self.media.rows(self.parcel.part("media.yaml"))
        self.writing.keys = keys | self.media.keys
        self.out.new += [*new, *self.media.new]
        self.out.notes += [_("Reads otherwise here, and stays so: %(row)s") % {"row": row} for row in other]
        self.out.course = course = self._course(index, locale, said)
        self._below(course, said)
        for page, place, words, is_new in self.pages:
            self.writing.page(page, place, words, is_new=is_new)
        Routes(self.writing, course, said.get("routes", [])).run()
        self._tell_words(lists.get(transfer_lists.LOCAL_WORDS))
        if self.how.publish and not self.out.problems:
            self.writing.publish()
        if self.out.new or self.out.changed:
            source = str(self.parcel.manifest.get("from"))[:200]
            log(course, "courses.import_course", user=self.writing.by, data={"from": source})

    def _tell_words(self, given: Any) -> None:
        words = [word for word in given if isinstance(word, str)] if isinstance(given, list) else []
        for word, places in LocalWord.objects.missing(words).items():
            told = {"word": word, "places": ", ".join(places)}
            self.out.notes.append(_("Fill the local word {%(word)s} for %(places)s.") % told)

    def _key(self, said: Mapping[str, Any], place: str) -> uuid.UUID:
        try:
            key = uuid.UUID(str(said.get("key")))
        except ValueError as fault:
            raise Refused(_("%(place)s has no key.") % {"place": place}) from fault
        return uuid.uuid5(key, self.how.code) if self.how.code else key

    def _code(self, said: Mapping[str, Any]) -> str:
        code = self.how.code or said.get("code")
        try:
            validate_slug(code)
        except (ValidationError, TypeError) as fault:
            raise Refused(_("“%(code)s” is no code. Use letters, numbers and hyphens.") % {"code": code}) from fault
        if len(str(code)) > LONGEST_CODE:
            raise Refused(_("The code “%(code)s” is too long. It may have 30 letters.") % {"code": code})
        return str(code)

    def _course(self, index: CourseIndexPage, locale: Locale, said: dict[str, Any]) -> CoursePage:
        """The page of the course: the one that the file means, or a new one."""
        code, key = self._code(said), self._key(said, "course.yaml")
        if self.how.code:
            said |= {"code": code, "slug": code}
        found = self._found(code, key, locale)
        if found is None and was_here(mark_of(key, locale)) and not self.how.over:
            self.out.deleted_here = True
            raise Refused(_("“%(code)s” was deleted here. Write over it to bring it back.") % {"code": code})
        taken = index.get_children().filter(slug=said.get("slug"))
        if taken.exclude(pk=found.pk if found else None).exists():
            raise Refused(_("Another course has the address “%(slug)s”. Give a new code.") % {"slug": said.get("slug")})
        page = found or self._make(CoursePage, index, key, locale, said, "course.yaml")
        self.pages.append((page, "course.yaml", said, found is None))
        return page

    def _found(self, code: str, key: uuid.UUID, locale: Locale) -> CoursePage | None:
        """The course of this key, or else of this code; a code stays with its course, and a course with its code."""
        same_code = CoursePage.objects.filter(code=code).order_by("pk").first()
        found = CoursePage.objects.filter(translation_key=key, locale=locale).first()
        if found is not None and found.code != code:
            raise Refused(_("This course is here under the code “%(code)s”. Its code stays.") % {"code": found.code})
        found = found or same_code
        if found is not None and found.locale_id != locale.pk:
            raise Refused(_("The course “%(code)s” is here in another language.") % {"code": code})
        return found

    def _below(self, course: CoursePage, said: Mapping[str, Any]) -> None:
        """Every module and lesson of the file has its page, so that they can point at each other."""
        names = self.writing.names
        for code in strings(said, "modules", "course.yaml"):
            place = f"modules/{code}/module.yaml"
            told = self.parcel.part(place)
            if told.get("code") != code:
                raise Refused(_("%(part)s cannot be read.") % {"part": place})
            known = ModulePage.objects.child_of(course).filter(code=code)
            module = self._page(ModulePage, course, course, told, place, known)
            if module is None:
                continue
            names[code] = module.pk
            for slug in strings(told, "lessons", place):
                place_of_lesson = f"modules/{code}/lessons/{slug}.yaml"
                words = self.parcel.part(place_of_lesson)
                same = LessonPage.objects.child_of(module).filter(slug=slug)
                lesson = self._page(LessonPage, course, module, words, place_of_lesson, same)
                if lesson is not None:
                    names[f"{code}/{slug}"] = lesson.pk

    def _page(self, model: Any, course: Any, parent: Any, said: dict[str, Any], place: str, same: Any) -> Any:
        """The page that the file means: by its key in this course, else by its code or address; else a new one."""
        key = self._key(said, place)
        everywhere = model.objects.filter(translation_key=key, locale=course.locale)
        page = everywhere.descendant_of(course).first() or same.first()
        if page is None and was_here(mark_of(key, course.locale)) and not self.how.over:
            self.out.kept.append(_("%(title)s (deleted here)") % {"title": said.get("title")})
            return None
        made = page is None
        if made:
            own = uuid.uuid5(key, str(course.translation_key)) if everywhere.exists() else key
            page = self._make(model, parent, own, course.locale, said, place)
        self.pages.append((page, place, said, made))
        return page

    def _make(self, model: Any, parent: Any, key: uuid.UUID, locale: Locale, said: Any, place: str) -> Any:
        page = model(live=False, translation_key=key, locale=locale, owner=self.writing.by)
        filling = Filling(place, self.writing.carry)
        filling.check_names(model, said)
        filling.plain(page, said)
        if filling.problems:
            raise Refused(*filling.problems)
        try:
            type(parent).objects.get(pk=parent.pk).add_child(instance=page)
        except ValidationError as fault:
            raise Refused(*(f"{place}: {words}" for words in fault.messages)) from fault
        return model.objects.get(pk=page.pk)
