"""The filters of the catalogue. They live in the address, so that a list can be shared and kept."""

from collections.abc import Mapping
from typing import Any
from urllib.parse import urlencode

from django import forms
from django.conf import settings
from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django_filters import CharFilter, ChoiceFilter, FilterSet

from courses.models import Audience, CourseLanguage, CoursePage, Route, Topic
from courses.models.translation import language_name
from courses.services.catalogue import Found, Way, look_for

LONGEST = 100
# Audiences whose people come as staff do; everybody else comes as a resident does.
AS_STAFF = {"council-staff", "partner-staff"}
TIMES = {
    "30": gettext_lazy("Up to 30 minutes"),
    "120": gettext_lazy("Up to 2 hours"),
    "240": gettext_lazy("Up to half a day"),
    "480": gettext_lazy("Up to a day"),
}
HOW = {"phone": gettext_lazy("On my phone, alone"), "room": gettext_lazy("In a room, with others")}
BY_WAY = ("audience", "time", "how", "route")


class QuietForm(forms.Form):
    """Filters never say that they may be skipped."""

    quiet_optional = True


def fits(way: Way, asked: Mapping[str, Any]) -> bool:
    """Whether this one way through a course answers all that was asked of a way. A refresh has to be asked for."""
    wanted = Route.Audience.STAFF if asked.get("audience") in AS_STAFF else Route.Audience.RESIDENT
    return (
        (not way.refresh or asked.get("route") == way.name)
        and (not asked.get("audience") or way.audience in {wanted, Route.Audience.ANY})
        and (not asked.get("time") or 0 < way.minutes <= int(asked["time"]))
        and (not asked.get("how") or way.together == (asked["how"] == "room"))
        and (not asked.get("route") or way.name == asked["route"])
    )


class CatalogueFilter(FilterSet):
    """Which courses to show. What stands in the address and is no choice of ours is left out, so no link breaks."""

    q = CharFilter(label=gettext_lazy("Words"), method="with_words", widget=forms.HiddenInput)
    topic = ChoiceFilter(label=gettext_lazy("Topic"), field_name="topics__slug", empty_label=gettext_lazy("Any"))
    audience = ChoiceFilter(label=gettext_lazy("For me as"), method="for_audience", empty_label=gettext_lazy("Anybody"))
    time = ChoiceFilter(label=gettext_lazy("Time I have"), choices=list(TIMES.items()), empty_label=gettext_lazy("Any"))
    how = ChoiceFilter(label=gettext_lazy("How"), choices=list(HOW.items()), empty_label=gettext_lazy("Any way"))
    route = ChoiceFilter(label=gettext_lazy("Route"), empty_label=gettext_lazy("Any"))
    language = ChoiceFilter(label=gettext_lazy("Language"), method="in_language", empty_label=gettext_lazy("Any"))

    class Meta:
        model = CoursePage
        fields: list[str] = []
        form = QuietForm

    def __init__(self, data: Mapping[str, str], *, ways: list[Way], courses: Any):
        self.ways = ways
        kept = {name: value for name in self.base_filters if (value := data.get(name, "").strip()[:LONGEST])}
        super().__init__(kept, queryset=courses)
        for name, choices in self._choices().items():
            self.filters[name].extra["choices"] = choices
        self.filters["topic"].extra["widget"] = forms.HiddenInput  # chosen by the links above the form
        for name in ("topic", "audience", "route", "language"):
            if len(self.filters[name].extra["choices"]) < 2 and name not in kept:
                del self.filters[name]  # one answer is no question
        self._keep_known()
        self.found = look_for(self.data["q"]) if "q" in self.data else Found()

    def _choices(self) -> dict[str, list[tuple[str, str]]]:
        """The topics, audiences, names of routes and languages that courses have."""
        live = CoursePage.objects.live()
        topics = Topic.objects.filter(tagged_courses__content_object__in=live).distinct()
        codes = (
            CourseLanguage.objects.filter(course__in=live).order_by("code").values_list("code", flat=True).distinct()
        )
        names = dict.fromkeys(way.name for way in self.ways)
        written = live.order_by("locale__language_code").values_list("locale__language_code", flat=True).distinct()
        known = dict.fromkeys([settings.LANGUAGE_CODE, *sorted({*codes, *written})])
        audiences = Audience.objects.filter(pk__in=live.values("audiences"))
        return {
            "audience": list(audiences.values_list("code", "name")),
            "topic": [(topic.slug, capitalised(topic.name)) for topic in topics],
            "route": [(name, name) for name in names],
            "language": [(code, language_name(code)) for code in known],
        }

    def _keep_known(self) -> None:
        for name in list(self.data):
            known = (
                [value for value, _label in self.filters[name].extra.get("choices", [])] if name in self.filters else []
            )
            if name != "q" and self.data[name] not in known:
                del self.data[name]

    def filter_queryset(self, queryset: Any) -> Any:
        """The courses that answer everything in the address."""
        return self.shown(self.data)

    def shown(self, asked: Mapping[str, str]) -> Any:
        """The courses that answer all of this. What is asked of a way must hold for one and the same way."""
        courses = self.queryset
        for name in set(asked) - (set(BY_WAY) - {"audience"}):
            courses = self.filters[name].filter(courses, asked[name])
        if any(name in asked for name in BY_WAY):
            courses = courses.filter(pk__in={way.course for way in self.ways if fits(way, asked)})
        return courses

    def with_words(self, courses: Any, name: str, words: str) -> Any:
        """Those that hold the words themselves; what lies inside a course is listed apart."""
        return courses.filter(pk__in=self.found.courses)

    def for_audience(self, courses: Any, name: str, code: str) -> Any:
        """Those that name it, and those that name nobody."""
        return courses.filter(Q(audiences__code=code) | Q(audiences__isnull=True)).distinct()

    def in_language(self, courses: Any, name: str, code: str) -> Any:
        """Those held in it. A course that names no language is held in the one it is written in."""
        held = Q(languages__code=code)
        unsaid = Q(languages__isnull=True, locale__language_code=code)
        return courses.filter(held | unsaid).distinct()

    @property
    def chips(self) -> list[dict[str, str]]:
        """The filters in force: each with its words and the address without it."""
        return [
            {
                "name": name,
                "label": _("%(filter)s: %(choice)s") % {"filter": self.filters[name].label, "choice": self._said(name)},
                "url": "?" + urlencode({each: value for each, value in self.data.items() if each != name}),
            }
            for name in self.filters
            if name in self.data
        ]

    def _said(self, name: str) -> str:
        value = self.data[name]
        return str(dict(self.filters[name].extra.get("choices", [])).get(value, value))

    def ways_out(self) -> list[dict[str, Any]]:
        """Where nothing matches: each filter that alone stands in the way, and how many courses it keeps out."""
        found = []
        for chip in self.chips:
            rest = {name: value for name, value in self.data.items() if name != chip["name"]}
            if count := self.shown(rest).count():
                found.append(chip | {"count": count})
        return found


def capitalised(name: str) -> str:
    """A topic as the first word of its line."""
    return f"{name[:1].upper()}{name[1:]}"
