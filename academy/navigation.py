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

from people.permissions import ADMINISTRATORS, EDITORS, HR, TRAINERS, groups_of
from people.services.staying import DAY, seconds_left

THEMES = ("light", "dark")
TEXT_SIZES = ("125", "150")


@dataclass(frozen=True)
class Entry:
    """One line of a menu: where it goes (a URL name, or an address of a page), its two labels, and what lies below it.

    Every address that begins with ``below`` belongs to this entry unless another is nearer; else its own.
    """

    target: str
    label: str | Promise
    short: str | Promise = ""
    below: str = ""


@dataclass(frozen=True)
class Item:
    """An entry made ready for one request."""

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
    entries: tuple[Entry, ...]


VISITOR = (
    Entry("/courses/", _("Courses")),
    Entry("/about/", _("About")),
    Entry("certificates:verify_start", _("Check a certificate"), _("Check")),
    Entry("account_login", _("Sign in")),
)
LEARNING = Area(
    name="learning",
    label=_("Learning"),
    start="/",
    groups=frozenset(),
    prefixes=("/learn/", "/certificates/", "/courses/", "/join/"),
    entries=(
        Entry("/", _("Home")),
        Entry("/courses/", _("Courses")),
        Entry("learning:log", _("Practice log"), _("Log")),
        Entry("learning:record", _("My record"), _("Record")),
    ),
)
TRAINING = Area(
    name="training",
    label=_("Training"),
    start="cohorts:today",
    groups=frozenset({TRAINERS}),
    prefixes=("/cohorts/",),
    entries=(
        Entry("cohorts:today", _("Today")),
        Entry("cohorts:all", _("Cohorts"), below="/cohorts/"),
        Entry("cohorts:messages", _("Messages")),
    ),
)
RECORDS = Area(
    name="records",
    label=_("Records"),
    start="records:overview",
    groups=frozenset({HR}),
    prefixes=("/records/",),
    entries=(
        Entry("records:overview", _("Overview")),
        Entry("records:completions", _("Report"), below="/records/"),
        Entry("records:exports", _("Exports")),
        Entry("records:staff", _("Staff")),
    ),
)
EDITING = Area(
    name="editing",
    label=_("Editing"),
    start="wagtailadmin_home",
    groups=frozenset({EDITORS, ADMINISTRATORS}),
    prefixes=("/cms/",),
    entries=(),
)
AREAS = (TRAINING, RECORDS, EDITING, LEARNING)


def address(target: str) -> str | None:
    """The address of a menu entry; None where this release has no such page."""
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
    return next((area for area in areas if area.entries), LEARNING)


def items(entries: tuple[Entry, ...], path: str) -> list[Item]:
    """The menu for this address. Only the nearest entry is marked: Cohorts, not also Today, on a cohort's page."""
    found = [(entry, url, _nearness(entry, url, path)) for entry in entries if (url := address(entry.target))]
    most = max((nearness for _entry, _url, nearness in found), default=0)
    return [
        Item(url, entry.label, entry.short, _mark(url, path) if most and nearness == most else "")
        for entry, url, nearness in found
    ]


def _nearness(entry: Entry, url: str, path: str) -> float:
    """How many letters of an address are this entry's own; nought where none. Home is nobody's parent."""
    if path == url:
        return len(path) + 1
    own = len(url) if url != "/" and path.startswith(url) else 0
    below = len(entry.below) + 0.5 if entry.below and path.startswith(entry.below) else 0
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
    others = [Entry(area.start, area.label) for area in areas if area is not here]
    return (
        context
        | _staying(request)
        | {
            "main_navigation": items(here.entries, request.path),
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
