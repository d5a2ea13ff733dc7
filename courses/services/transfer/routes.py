"""The routes of a course file, on the modules that are here."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _

from courses.models import CoursePage, Route, RouteModule
from courses.services.transfer.file import Refused
from courses.services.transfer.pages import Filling
from courses.services.transfer.writing import Writing, mark_of, newest, strings


class Routes:
    """Brings them in, after every module of the file has its page."""

    def __init__(self, writing: Writing, course: CoursePage, said: Any) -> None:
        self.all, self.course, self.said = writing, course, said

    def run(self) -> None:
        """Each route is here, as a draft where it is new; renewed by one of the same file."""
        if not isinstance(self.said, list) or not all(isinstance(told, dict) for told in self.said):
            raise Refused(_("%(part)s cannot be read.") % {"part": "course.yaml"})
        made = [(told, *self._find(told)) for told in self.said]
        for told, route, is_new in made:
            self._write(told, route, is_new=is_new)

    def _place(self, told: Mapping[str, Any]) -> str:
        return f"course.yaml/routes/{told.get('code')}"

    def _find(self, told: dict[str, Any]) -> tuple[Route, bool]:
        route = self.course.routes.filter(code=told.get("code")).first()
        if route is not None:
            return route, False
        route = Route(course=self.course, live=False)
        filling = Filling(self._place(told), self.all.carry)
        filling.check_names(Route, told)
        filling.plain(route, told)
        if filling.problems or not route.code:
            raise Refused(*(filling.problems or [_("%(part)s cannot be read.") % {"part": self._place(told)}]))
        route.save()
        return route, True

    def _write(self, told: Mapping[str, Any], route: Route, *, is_new: bool) -> None:
        place = self._place(told)
        draft, before = newest(route), newest(route)
        filling = Filling(place, self.all.carry)
        filling.check_names(Route, told)
        filling.whole(draft, told)
        keys = [self.all.names.get(code) for code in strings(told, "modules", place)]
        if None in keys:
            filling.problems.append(_("%(place)s: one of its modules is not here.") % {"place": place})
        self.all.out.problems += filling.problems
        if filling.problems:
            return
        if [needed.module_id for needed in draft.route_modules.all()] != keys:
            draft.route_modules.set([RouteModule(module_id=key, sort_order=at) for at, key in enumerate(keys)])
        draft.renewed_by = self.course.routes.filter(code=told.get("renewed_by")).first()
        mark = mark_of(self.course.translation_key, self.course.locale, draft.code)
        self.all.thing(draft, None if is_new else before, place=place, mark=mark)
