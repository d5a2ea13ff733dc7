"""The main navigation and the account menu, by kind of user and by the part of the site in hand.

A person in two groups sees the menu of the part they are in; the other parts are in the account menu. One query
(the names of the groups) at most, and none for a visitor or inside the editors' own pages under /cms/.
"""

from dataclasses import dataclass

from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse
from django.utils.crypto import salted_hmac
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from people.adapters.staying import DAY, seconds_left
from people.permissions import ADMINISTRATORS, EDITORS, HR, TRAINERS, groups_of

THEMES = ("light", "dark")
TEXT_SIZES = ("125", "150")


@dataclass(frozen=True)
class Line:
    """One line of a menu: where it goes (a URL name, or an address of a page), its two labels, and what lies below it.

    Every address that begins with ``below`` belongs to this line unless another is nearer; else its own.
    """

    target: str
    label: str | Promise
    short: str | Promise = ""
    below: str = ""


@dataclass(frozen=True)
class Item:
    """A line made ready for one request."""

    url: str
    label: str | Promise
    short: str | Promise
    current: str


@dataclass(frozen=True)
class Area:
    """A part of the site: who may enter, where it starts, its addresses and its menu."""

    name: str
    label: str | Promise
    start: str
    groups: frozenset[str]
    prefixes: tuple[str, ...]
    lines: tuple[Line, ...]


VISITOR = (
    Line("/courses/", _("Courses")),
    Line("/about/", _("About")),
    Line("certificates:verify_start", _("Check a certificate"), _("Check")),
    Line("account_login", _("Sign in")),
)
LEARNING = Area(
    name="learning",
    label=_("Learning"),
    start="/",
    groups=frozenset(),
    prefixes=("/learn/", "/certificates/", "/courses/", "/join/"),
    lines=(
        Line("/", _("Home")),
        Line("/courses/", _("Courses")),
        Line("learning:log", _("Practice log"), _("Log")),
        Line("learning:record", _("My record"), _("Record")),
    ),
)
# Trainers and HR answer learners here, each in their own part of the site.
VOUCHING = ("/learn/questions/", "/certificates/names/")
TRAINING = Area(
    name="training",
    label=_("Training"),
    start="cohorts:today",
    groups=frozenset({TRAINERS}),
    prefixes=("/cohorts/", *VOUCHING),
    lines=(
        Line("cohorts:today", _("Today")),
        Line("cohorts:all", _("Cohorts"), below="/cohorts/"),
        Line("cohorts:messages", _("Messages")),
    ),
)
RECORDS = Area(
    name="records",
    label=_("Records"),
    start="records:overview",
    groups=frozenset({HR}),
    prefixes=("/records/", *VOUCHING),
    lines=(
        Line("records:overview", _("Overview")),
        Line("records:completions", _("Report"), below="/records/"),
        Line("records:exports", _("Exports")),
        Line("records:staff", _("Staff")),
    ),
)
EDITING = Area(
    name="editing",
    label=_("Editing"),
    start="wagtailadmin_home",
    groups=frozenset({EDITORS, ADMINISTRATORS}),
    prefixes=("/cms/",),
    lines=(),
)
AREAS = (TRAINING, RECORDS, EDITING, LEARNING)


def address(target: str) -> str | None:
    """The address of a menu line; None where this release has no such page."""
    if target.startswith("/"):
        return target
    try:
        return reverse(target)
    except NoReverseMatch:
        return None


def areas_open_to(groups: set[str]) -> list[Area]:
    """The parts of the site that these groups open. Learning is everybody's, and comes last."""
    return [area for area in AREAS if not area.groups or area.groups & groups]


def area_in_hand(path: str, areas: list[Area]) -> Area:
    """The part this address belongs to; for an address of no part, the first one the person works in."""
    if path == LEARNING.start:
        return LEARNING
    for area in areas:
        if path.startswith(area.prefixes):
            return area
    return next((area for area in areas if area.lines), LEARNING)


def items(lines: tuple[Line, ...], path: str) -> list[Item]:
    """The menu for this address. Only the nearest line is marked: Cohorts, not also Today, on a cohort's page."""
    found = [(line, url, _nearness(line, url, path)) for line in lines if (url := address(line.target))]
    most = max((nearness for _line, _url, nearness in found), default=0)
    return [
        Item(url, line.label, line.short, _mark(url, path) if most and nearness == most else "")
        for line, url, nearness in found
    ]


def _nearness(line: Line, url: str, path: str) -> float:
    """How many letters of an address are this line's own; nought where none. Home is nobody's parent."""
    if path == url:
        return len(path) + 1
    own = len(url) if url != "/" and path.startswith(url) else 0
    below = len(line.below) + 0.5 if line.below and path.startswith(line.below) else 0
    return max(own, below)


def _mark(url: str, path: str) -> str:
    return "page" if url == path else "true"


def navigation(request: HttpRequest) -> dict[str, object]:
    """Context processor: the menus, and how this device likes its text and colours."""
    if request.path.startswith("/cms/"):
        return {}
    theme, text_size = request.COOKIES.get("theme"), request.COOKIES.get("text")
    context: dict[str, object] = {
        "theme": theme if theme in THEMES else "",
        "text_size": text_size if text_size in TEXT_SIZES else "",
    }
    user = getattr(request, "user", None)
    if user is None or not user.is_authenticated:
        return context | {"main_navigation": items(VISITOR, request.path), "other_areas": []}
    groups = groups_of(user)
    areas = [*areas_open_to(groups)]
    if user.is_superuser and EDITING not in areas:
        areas.insert(0, EDITING)
    here = area_in_hand(request.path, areas)
    others = [Line(area.start, area.label) for area in areas if area is not here]
    return (
        context
        | _staying(request)
        | {
            "main_navigation": items(here.lines, request.path),
            "other_areas": [Item(url, other.label, "", "") for other in others if (url := address(other.target))],
        }
    )


def _staying(request: HttpRequest) -> dict[str, object]:
    """For the page's scripts: when it signs out by itself, and whose drafts this browser may keep (never if shared)."""
    session = getattr(request, "session", {})
    if not session.get("seen_at"):
        return {}
    left = seconds_left(request)
    mark = salted_hmac("academy.drafts", str(request.user.uuid)).hexdigest()[:16]
    return {"signs_out_in": left if left < DAY else 0, "person_mark": "" if session.get("shared_device") else mark}
