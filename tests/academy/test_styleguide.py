"""Every component stands on the style guide in every state, and who may look at it."""

import re

import pytest
from bs4 import BeautifulSoup
from django.http import Http404
from django.template.loader import render_to_string
from django.test import RequestFactory

from academy import styleguide
from academy.specimens import CONTENTS, samples
from academy.templatetags.ui import STATUSES
from tests.factories.people import make_person

# The table of 4.5, and what shows that a state is there.
STATES = {
    "button": {
        "rest": "button.button:not(.is-hover, .is-focus, .is-pressed, .sending)",
        "hover": "button.is-hover",
        "focus": "button.is-focus",
        "pressed": "button.is-pressed",
        "sending": "button.sending:not([disabled])",
    },
    "button-secondary": dict.fromkeys(("rest", "hover", "focus", "pressed", "sending"), "button.button-secondary"),
    "button-danger": dict.fromkeys(("rest", "hover", "focus", "pressed", "sending"), "button.button-danger"),
    "link": dict.fromkeys(("rest", "hover", "focus", "pressed"), "a.button[href]"),
    "field": {
        "empty": "label + .hint + input:not([value])",
        "filled": "input[value='TEACUP']",
        "error": ".has-error > .errors + input[aria-invalid][aria-describedby]",
        "read-only": ".hint + input[readonly]:not([disabled])",
    },
    "choice": {
        "rest": "fieldset > legend + .choices:not(:has([checked])) > div > label > input",
        "chosen": "label > input[checked]",
        "right": "label.choice-right svg.icon",
        "error": "fieldset[aria-invalid] > .errors",
    },
    "marks": {
        "unset": "fieldset:not(:has([checked])) div:nth-child(4) > label > input[type=radio]",
        "set": "input[checked]",
        "checked-in": "fieldset:not(:has([checked])) > .hint",
        "clash": "fieldset[aria-invalid] > .errors",
    },
    "summary": {
        "one": ".error-summary[role=alert] li:only-child > a",
        "many": ".error-summary[role=alert] li + li > a",
    },
    "notice": {"one": "[role=status] > .icon + div > h2", "many": ".notice + .notice + .notice"},
    "chip": dict.fromkeys(STATUSES, ".status:has(.chip > svg + span) > details.why"),
    "continue": {
        "one": "section[aria-labelledby] h2",
        "many": "section + .continue-others > li + li",
        "done": ".chip-hedge",
    },
    "path": {
        "one": "ol > li:only-child svg[aria-hidden]",
        "many": "ol > li.path-now",
        "done": "ol:not(:has(.path-now, .path-todo))",
    },
    "thread": {
        "one": "svg[aria-label='0 of 1 module complete']",
        "many": "svg[role=img] + .thread-words",
        "done": "svg:not(:has(.now))",
        "twelve": "svg[aria-label='7 of 12 modules complete']",
        "over-twelve": "progress[max='30']",
        "new": "svg > g.drawing-in",
    },
    "progress": {
        "waiting": ".job-waiting progress[aria-label]:not([value])",
        "running": ".job-running progress[value='312'][max='1000']",
        "retrying": ".job-retrying",
        "done": ".job-done:not(:has(.job-again))",
        "parked": ".job-parked",
    },
    "table": {
        "empty": ".empty:not(:has(table)) a",
        "one": "table:has(caption) tbody > tr:only-child > th[scope=row]",
        "paged": "table + .pager",
        "filtered": ".filters:has(.filter-chips) + table",
        "sorted": "th[scope=col][aria-sort=descending] > a",
    },
    "matrix": {
        "empty": ".empty",
        "one": "[role=region][tabindex='0'][aria-label] table tbody > tr:only-child",
        "many": "[role=region] + .matrix-key",
    },
    "filters": {
        "none": "form[method=get]",
        "some": ".filter-chips li > a",
        "no-match": ".filters + .empty a",
    },
    "pager": {
        "first": "nav:not(:has([rel=prev])) > [rel=next]",
        "middle": "nav > [rel=prev] + p + [rel=next]",
        "last": "nav:not(:has([rel=next])) > [rel=prev]",
    },
    "check": {
        "good": "details:not(.check-rowan)",
        "mixed": "details.check-hedge + details.check-tarn + details.check-edge + details.check-rowan",
        "bad": "details.check-rowan:only-of-type",
    },
    "code": {"rest": "code + span, code", "once": "code", "plain": "code"},
    "player": {
        "audio": "audio[controls] ~ details:not([open])",
        "video": "video[controls] ~ details:not([open])",
        "failed": "p[role=status]:not([hidden]) + details[open]",
    },
    "safety": {
        "local": "aside > h2 + ul > li + li > a[href^='tel:']",
        "site": "aside li:only-child > a[href^='tel:']",
        "folded": "aside details a[href^='tel:']",
    },
    "header": {
        "signed-out": "header:not(:has(.account-menu)) nav[aria-label]",
        "signed-in": "header .account-menu",
        "shared": ".shared-device[role=region] form + p, .shared-device form",
    },
    "breadcrumbs": {"rest": "nav[aria-label] > ol > li + li"},
    "footer": {"rest": "footer nav li:first-child > a[href='/help/']"},
}
PAGES = ("confirm", "job-waiting", "job-running", "job-retrying", "job-done", "job-parked")


@pytest.fixture(scope="module")
def html() -> str:
    context = samples() | {"request": RequestFactory().get("/styleguide/"), "whole_pages": list(styleguide.WHOLE_PAGES)}
    return render_to_string("styleguide.html", context)


@pytest.fixture(scope="module")
def page(html) -> BeautifulSoup:
    return BeautifulSoup(html, "html.parser")


@pytest.mark.parametrize("component", STATES)
def test_each_component_stands_there_in_each_of_its_states(page, component):
    missing = [
        f"{component}-{state}: {mark}"
        for state, mark in STATES[component].items()
        if not page.select(f"#{component}-{state}.specimen :is({mark})")
    ]
    assert missing == []


def test_the_page_shows_nothing_that_this_list_does_not_know(page):
    known = {f"{component}-{state}" for component, states in STATES.items() for state in states}
    shown = {box["id"] for box in page.select(".specimen")}
    assert {name for name in shown - known if not name.startswith("chart-")} == {"button-quiet-rest"}


def test_charts_stand_there_from_few_lines_to_many_and_empty(page):
    """Each kind and what is in it: tests of the charts themselves."""
    assert len(page.select(".specimen[id^=chart-] svg")) >= 3


def test_every_status_says_its_why_in_its_own_words(page):
    why = {value: page.select_one(f"#chip-{value} .why-text").get_text(strip=True) for value in STATUSES}
    assert len(set(why.values())) == len(STATUSES)
    assert why["complete"].startswith("Complete on 8 December 2026. It rests on:")


def test_the_foundations_stand_there_whole(page):
    assert len(page.select(".swatch")) == 19
    assert len(page.select(".weaves svg")) == 12 * 5
    assert len(page.select(".icons svg")) == 24
    assert len(page.select(".things svg")) == 6
    assert {link["href"] for link in page.select(".contents a")} == {f"#{name}" for name, _words in CONTENTS}
    assert all(page.select_one(f"section#{name}") for name, _words in CONTENTS)


def test_the_page_has_one_heading_no_style_of_its_own_and_no_id_twice(html, page):
    assert len(page.select("h1")) == 1
    assert not re.search(r"\sstyle=|<style|<script(?! type=\"module\" src=)", html)
    ids = [each["id"] for each in page.select("[id]")]
    assert {each for each in ids if ids.count(each) > 1} == set()
    assert page.select("[autofocus]") == []


def test_landmarks_have_names_of_their_own(page):
    names = [each.get("aria-label") for each in page.select("nav, [role=region]")]
    assert None not in names
    assert sorted(names) == sorted(set(names))


@pytest.mark.parametrize("name", PAGES)
def test_a_question_and_work_that_takes_a_while_are_whole_pages(name):
    template, context = styleguide.WHOLE_PAGES[name]
    whole = BeautifulSoup(
        render_to_string(template, context | {"request": RequestFactory().get(f"/styleguide/{name}/")}), "html.parser"
    )
    assert all(len(whole.select(part)) == 1 for part in ("h1", "header", "main", "footer", ".skip-link"))
    assert set(PAGES) == set(styleguide.WHOLE_PAGES)


def test_a_button_repeats_what_it_does_and_danger_is_never_the_way_back(page):
    whole = BeautifulSoup(render_to_string(*styleguide.WHOLE_PAGES["confirm"]), "html.parser")
    assert whole.select_one("main button").get_text(strip=True) == "Withdraw 1 certificate"
    assert whole.select_one("main .button-row a").get_text(strip=True) == "No, go back"


@pytest.mark.django_db
@pytest.mark.parametrize("address", ["/styleguide/", "/styleguide/confirm/", "/styleguide/job-running/"])
def test_administrators_alone_may_look_where_the_site_is_no_demonstration(client, address):
    assert client.get(address).status_code == 302
    client.force_login(make_person())
    assert client.get(address).status_code == 403


def test_in_demo_mode_whoever_builds_the_site_may_look(rf, settings):
    settings.DEMO = True
    request = rf.get("/styleguide/job-parked/")
    request.user = samples()["nobody"]
    assert b"Make the file again" in styleguide.whole_page(request, "job-parked").content
    assert b"Style guide" in styleguide.styleguide(request).content
    with pytest.raises(Http404):
        styleguide.whole_page(request, "nothing")


def test_the_opening_follows_demo_mode(settings):
    assert styleguide.styleguide.login_required is (not settings.DEMO)
    assert styleguide.whole_page.login_required is (not settings.DEMO)
