"""Every page of ours in each of its states, looked at by a machine: one load of a page, every check of looking.py.

The walk ends with the Nu Html Checker on what the site sent, and with the resolver: an address that no place leads to
is named. `make a11y` runs this file and prints the table of it. Automation finds a third to a half of what is wrong;
the rest is for people.
"""

import time
from collections.abc import Callable
from dataclasses import dataclass, field

import pytest
from playwright.sync_api import Error as PlaywrightError

from tests.servers import Process
from tests.trust import report
from tests.trust.covered import NO_PAGE, needed, reached
from tests.trust.empty_forms import FORMS, sent_empty, with_required_fields
from tests.trust.looking import CHECKS, Found, look
from tests.trust.place import Place
from tests.trust.places import PEOPLE
from tests.trust.validity import faults_of
from tests.trust.walker import Walker

pytestmark = pytest.mark.flow

COLUMNS = ("opens", *CHECKS, "silent", "forms", "html")
STATES = 150
WITH_FORMS = set(PEOPLE) - {"admin", "shared", "guarded", "paper", "halfway"}


@dataclass
class Walk:
    """What a walk through all places found, saw and reached."""

    found: dict[str, Found] = field(default_factory=dict)
    sources: dict[str, str] = field(default_factory=dict)
    reached: set[str] = field(default_factory=set)
    forms: set[str] = field(default_factory=set)

    def walk_as(self, name: str, open_browser: Callable[..., Walker]) -> None:
        """All places of one person, then their forms once more without scripts."""
        walker = open_browser(name)
        for place in PEOPLE[name]():
            self.visit(walker, place)
        walker.context.close()
        if name in WITH_FORMS:
            bare = open_browser(name, java_script_enabled=False)
            for place in PEOPLE[name]():
                if place.name in self.forms:
                    self.send_without_scripts(bare, place)
            bare.context.close()

    def read_sources(self) -> None:
        """What the checker of HTML says of every page."""
        for name, faults in faults_of(self.sources).items():
            self.found[name]["html"] = faults

    def wrong(self) -> list[str]:
        """Every fault, a line each."""
        return report.faults(self.found)

    def visit(self, walker: Walker, place: Place) -> None:
        """Look at one place, then send its forms empty."""
        assert place.name not in self.found, f"two places are called {place.name}"
        row = self.found[place.name] = {"opens": []}
        try:
            row |= look(walker, place)
        except (AssertionError, PlaywrightError) as error:
            row["opens"] = [str(error).splitlines()[0]]
            return
        if not place.html:
            self.reached |= reached(place.address) | reached(walker.page.url)
        if not place.ours:
            return
        self.sources[place.name] = walker.source(place)
        for number in range(with_required_fields(walker.page)):
            self.forms.add(place.name)
            row.setdefault("forms", []).extend(sent_empty(walker, place, number))

    def send_without_scripts(self, walker: Walker, place: Place) -> None:
        """The same forms in a browser without JavaScript."""
        faults: list[str] = []
        try:
            for number in range(with_required_fields(walker.go(place))):
                faults += sent_empty(walker, place, number)
        except (AssertionError, PlaywrightError) as error:
            faults.append(str(error).splitlines()[0])
        self.found[place.name]["forms"].extend(f"scripts off: {fault}" for fault in faults)


def test_every_page_in_every_state(still: dict[str, Process], open_browser: Callable[..., Walker]):
    """Nobody works behind the walk's back: what waits for a worker is looked at while it waits."""
    must, walk, began = needed(), Walk(), time.monotonic()
    try:
        for name in PEOPLE:
            walk.walk_as(name, open_browser)
        walk.read_sources()
    finally:
        pages, seconds = len(walk.reached & must), time.monotonic() - began
        report.keep(report.table(walk.found, COLUMNS, pages=pages, seconds=seconds))
    assert walk.wrong() == []
    assert must - walk.reached == set(), "These have no place in tests/trust/places.py"
    assert set(NO_PAGE) & walk.reached == set(), "These have a place, and need no reason for having none"
    assert walk.forms >= FORMS
    assert len(walk.found) >= STATES
