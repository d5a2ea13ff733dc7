"""What the catalogue knows of its courses: the ways through each, and where words are found."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from wagtail.models import Page

from courses.models import CoursePage, LessonPage, ModulePage, Route
from courses.models.translation import language_name

MOST_INSIDE, MOST_WORDS, MOST_NAMED = 12, 8, 3
WORD = re.compile(r"[^\W_]+")


@dataclass(frozen=True)
class Way:
    """One open route through one live course, as the filters see it."""

    course: int
    name: str
    audience: str
    minutes: int
    together: bool
    refresh: bool = False

    @property
    def in_words(self) -> str:
        """For whom, and how long as far as that is known: "Staff, 2 hours 40 minutes"."""
        return f"{self.name}, {time_in_words(self.minutes)}" if self.minutes else self.name


@dataclass(frozen=True)
class Found:
    """Where words stand: in courses (their keys, the best first), and in modules and open lessons inside courses."""

    courses: list[int] = field(default_factory=list)
    inside: list[Page] = field(default_factory=list)


def time_in_words(minutes: int) -> str:
    """ "40 minutes", "2 hours", "2 hours 40 minutes"."""
    hours, rest = divmod(minutes, 60)
    whole = ngettext("%(count)d hour", "%(count)d hours", hours) % {"count": hours}
    part = ngettext("%(count)d minute", "%(count)d minutes", rest) % {"count": rest}
    if not hours:
        return part
    return _("%(hours)s %(minutes)s") % {"hours": whole, "minutes": part} if rest else whole


def open_ways() -> list[Way]:
    """Each route of a live course that people may start today. Three queries, however many there are."""
    routes = Route.objects.open().with_refreshes().filter(course__live=True).select_related("course")
    routes = routes.prefetch_related("route_modules__module").order_by("course__path", "order", "pk")
    lessons = list(LessonPage.objects.live().filter(required=True).defer("body"))
    return [
        Way(
            course=route.course_id,
            name=route.name,
            audience=route.audience,
            minutes=route.minutes_with(lessons),
            together=route.is_together,
            refresh=route.is_refresh,
        )
        for route in routes
    ]


def tell_ways(courses: Iterable[CoursePage], ways: Iterable[Way]) -> list[CoursePage]:
    """The courses, each with the small words of its card: "Resident, 2 hours · Staff, 2 hours 40 minutes".

    Many ways are counted: "8 routes, from 1 hour 25 minutes". A refresh is for people who have been before, so a card
    does not name it. A course in another language than the site's says first which.
    """
    ways, told = [way for way in ways if not way.refresh], list(courses)
    for course in told:
        own = [way for way in ways if way.course == course.pk]
        said = [_many(own)] if len(own) > MOST_NAMED else [way.in_words for way in own]
        course.ways_in_words = " · ".join([*_language(course), *said])
    return told


def _language(course: CoursePage) -> list[str]:
    code = course.locale.language_code
    return [] if code == settings.LANGUAGE_CODE else [language_name(code)]


def _many(ways: list[Way]) -> str:
    count = ngettext("%(count)s route", "%(count)s routes", len(ways)) % {"count": len(ways)}
    known = [way.minutes for way in ways if way.minutes]
    return _("%(routes)s, from %(time)s") % {"routes": count, "time": time_in_words(min(known))} if known else count


def look_for(words: str) -> Found:
    """Live courses, modules of live courses and open lessons of live courses that hold all of these words.

    The last of them may be the beginning of a word. The same number of queries, however much is found.
    """
    words = " ".join(WORD.findall(words)[:MOST_WORDS])  # a mark of any other kind may mean something to a database
    if not words:
        return Found()
    courses = _holding(CoursePage, words)
    modules = _holding(ModulePage, words)
    lessons = [lesson for lesson in _holding(LessonPage, words) if lesson.public]
    parents = list(CoursePage.objects.live().order_by("path"))
    inside = []
    for page in [*modules, *lessons]:
        course = next((parent for parent in parents if page.is_descendant_of(parent)), None)
        if course is not None:
            page.course_above = course
            inside.append(page)
    return Found([course.pk for course in courses], inside[:MOST_INSIDE])


def _holding(model: type[Page], words: str) -> list[Page]:
    """The live pages of this kind that hold the words, the best first; then those that hold a longer last word."""
    live = model.objects.live()
    whole, begun = list(live.search(words)), list(live.autocomplete(words))
    return list({page.pk: page for page in [*whole, *begun]}.values())
