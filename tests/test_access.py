"""Every address of the site, asked by everybody: who gets what stands in tests/access/table.txt, and nowhere else."""

import re
import time
from itertools import combinations

import pytest

from academy.openings import OPEN
from cohorts.models import Cohort
from people.middleware import OPEN_WITHOUT_FACTOR, UNWATCHED
from people.permissions import ADMINISTRATORS, EDITORS, HR, TRAINERS
from tests.access import table
from tests.access.crawl import canaries
from tests.access.knock import Answer, digest
from tests.access.routes import ALL_ROUTES, ROUTES, SHADOWED, Route
from tests.access.site import Site, site, undone  # noqa: F401 - the fixture
from tests.access.table import CAST, Row
from tests.access.world import PRIVATE, STRANGE
from tests.factories.people import make_second_factor

GROUPS = {"trainer": TRAINERS, "hr": HR, "editor": EDITORS, "administrator": ADMINISTRATORS}
# One of each group: at the addresses of Wagtail and allauth the group is all that counts.
EACH_GROUP = ("anyone", "officer", *GROUPS)
# Wagtail's page that shows what a fault looks like.
FAULTS_ON_PURPOSE = {"wagtailadmin_error_test"}
# Showing once more who one is, for people with a password or a second factor; most of the cast have neither.
NEEDS_A_PASSWORD = {"account_reauthenticate", "mfa_reauthenticate", "mfa_reauthenticate_webauthn"}
KEPT_BY_CACHES = {"favicon", "manifest", "service_worker"}


def test_every_route_has_its_place_in_the_table():
    named = {row.route for row in table.rows()}
    without = [route.name for route in ROUTES if route.name not in named and table.rule_for(route) is None]
    assert without == []


def test_the_table_has_no_place_for_what_is_not_there():
    assert {row.route for row in table.rows()} - {route.name for route in ROUTES} == set()
    used = [route.pattern.replace("^", "") for route in ROUTES]
    assert [start for start in table.rules() if not any(pattern.startswith(start) for pattern in used)] == []


def test_a_view_that_nobody_put_into_the_table_is_noticed():
    strange = Route("zebra:new", "zebra/<key:zebra>/", lambda request: None, ("zebra",))
    assert table.rule_for(strange) is None


def test_the_names_that_are_never_reached_stand_behind_our_own():
    ours = {route.pattern for route in ROUTES if route.name in SHADOWED.values()}
    assert {route.pattern for route in ALL_ROUTES if route.name in SHADOWED} == ours


def test_what_answers_without_signing_in_is_the_list_of_openings():
    ours = {row.route for row in table.rows() if row.expected("anyone") != ("in", "in")}
    theirs = {route.name for route in table.routes_by("open")}
    assert ours | theirs == OPEN


def test_a_leaver_is_answered_like_anyone():
    assert [str(row) for row in table.rows() if row.expected("leaver") != row.expected("anyone")] == []


@pytest.mark.parametrize("row", table.rows(), ids=str)
def test_everybody_gets_what_the_table_says(site, row: Row):  # noqa: F811
    route = table.route_named(row.route)
    path = site.path(route, row.whose)
    looks = {who: site.look(who, path) for who in CAST}
    again = {who: site.look(who, path).word for who in CAST if looks[who].word in {"ok", "on"}}
    assert again == {who: looks[who].word for who in again}
    assert site.changes() == set()
    found = {who: (looks[who].word, site.send(who, route, path).word) for who in CAST}
    assert found == {who: row.expected(who) for who in CAST}
    assert site.changes() == set()
    assert [who for who in CAST if may_be_kept(who, row, looks[who])] == []
    assert [who for who in CAST if site.differs_from_unknown(who, path, looks[who])] == []


def may_be_kept(who: str, row: Row, answer: Answer) -> bool:
    """Whether a cache may keep a page that somebody got who is signed in."""
    signed_in = who not in {"anyone", "leaver"} and answer.word == "ok" and row.route not in KEPT_BY_CACHES
    return signed_in and "no-store" not in answer.headers.get("Cache-Control", "")


@pytest.mark.parametrize("pair", [*combinations(GROUPS, 2)], ids="+".join)
def test_somebody_in_two_groups_gets_the_better_of_the_two(site, pair):  # noqa: F811
    differing = [row for row in table.rows() if row.expected(pair[0]) != row.expected(pair[1])]
    with undone():
        who = in_both(site, pair)
        before, site.before = site.before, digest()
        found = {}
        for row in differing:
            route = table.route_named(row.route)
            path = site.path(route, row.whose)
            found[str(row)] = site.look(who, path).word, site.send(who, route, path).word.removesuffix("+")
        site.before = before
    assert found == {str(row): row.union(pair) for row in differing}


def in_both(site: Site, pair: tuple[str, ...]) -> str:  # noqa: F811
    """One of the two, who is the other as well. HR's exports are by person, a trainer's cohorts can be shared."""
    who = "hr" if "hr" in pair else pair[-1]
    person = site.world.people[who]
    person.groups.set(person.groups.model.objects.filter(name__in=[GROUPS[name] for name in pair]))
    if not person.authenticator_set.exists():
        make_second_factor(person)
    if "trainer" in pair:
        for cohort in Cohort.objects.filter(trainers=site.world.people["trainer"]):
            cohort.trainers.add(person)
    return who


def refusal(rule: str, who: str) -> set[str]:
    """What one of each group gets who is refused under a rule; nothing where the rule lets them in."""
    if rule == "open":
        return set()
    if who == "anyone":
        return {"in"}
    if rule == "signed-in" or who == "administrator":
        return set()
    if who == "editor":
        return set() if rule == "editors" else {"on", "405"}
    return {"403"}


@pytest.mark.parametrize("rule", sorted(set(table.rules().values())))
@pytest.mark.parametrize("who", EACH_GROUP)
def test_the_addresses_of_others_keep_their_rule(site, rule, who):  # noqa: F811
    expected = refusal(rule, who)
    wrong = {}
    for route in table.routes_by(rule):
        path = site.path(route, "-")
        bad = not_refused(site, who, path, expected) if expected else not_let_in(site, who, path, route)
        if bad:
            wrong[route.name] = bad
    assert wrong == {}
    assert site.changes() == set()


def not_refused(site: Site, who: str, path: str, expected: set[str]) -> set[str]:  # noqa: F811
    """Answers to looking and sending that are no refusal. What they change is looked at by the caller."""
    return {site.look(who, path).word, site.knocker.ask(who, "POST", path, {}).word} - expected


def not_let_in(site: Site, who: str, path: str, route: Route) -> set[str]:  # noqa: F811
    """Refusals of somebody who may be here, and faults on looking. What they send never happened."""
    looks = [site.look(who, path)]
    if who != "administrator" or not path.startswith("/cms/pages/"):  # once by the editor is enough for those
        looks.append(site.look(who, path))
    with undone():
        sent = site.knocker.ask(who, "POST", path, {})
    shut = {"in"} if route.name in NEEDS_A_PASSWORD else {"in", "403"}
    faults = {str(look.status) for look in looks if look.status >= 500 and route.name not in FAULTS_ON_PURPOSE}
    return faults | ({answer.word for answer in (*looks, sent)} & shut)


def test_whoever_needs_a_second_factor_and_has_none_reaches_its_set_up_only(site):  # noqa: F811
    reached = set()
    with undone():
        site.world.people["editor"].authenticator_set.all().delete()
        for route in ROUTES:
            path = site.path(route, "-")
            if path.startswith((*OPEN_WITHOUT_FACTOR, *UNWATCHED)):
                continue
            for method in ("GET", "POST"):
                if site.knocker.ask("editor", method, path).headers.get("Location") != "/accounts/2fa/":
                    reached.add((method, path))
    assert reached == set()


def test_a_long_run_asks_nobody_again(site, monkeypatch):  # noqa: F811
    now = time.time()
    monkeypatch.setattr("people.adapters.again.time.time", lambda: now + 20 * 60)
    with undone():
        assert site.look("officer", "/accounts/email/").word == "ok"


NORTHBRIDGE = ("anyone", "officer", "caretaker", "resident", "trainer", "other_trainer", "editor", "hr")
OTHERS_EYES = ("anyone", "resident", "trainer", "other_trainer", "editor", "hr", "administrator")


# When and where anybody can join is public, and what a poster says is for whoever has its code.
PUBLIC_WORDS = {"strangeplace", "strangeaccess", "strangecohort"}
PUBLIC_PAGE = re.compile(r"(GET|POST) (/|/courses/[\w-]+/|/cohorts/check-in/[\w-]+/)")


@pytest.mark.parametrize("who", NORTHBRIDGE)
def test_canary_no_word_of_another_organisation_reaches_northbridge(site, who):  # noqa: F811
    found = {word: set(where) for word, where in canaries(site, who).items() if word in STRANGE}
    for word in PUBLIC_WORDS & set(found):
        found[word] = {each for each in found[word] if not PUBLIC_PAGE.fullmatch(each)}
    assert {word: where for word, where in found.items() if where} == {}


@pytest.mark.parametrize("who", OTHERS_EYES)
def test_canary_what_people_write_for_themselves_reaches_nobody_else(site, who):  # noqa: F811
    assert {word: where for word, where in canaries(site, who).items() if word in PRIVATE} == {}


def test_canary_a_leak_would_be_found(site):  # noqa: F811
    """The looking itself: whoever may see the words does, also inside a workbook."""
    assert {"strangefamily", "strangepurpose", "strangenumber"} - set(canaries(site, "other_hr")) == set()
    assert {"quietreflection", "quietplace", "quietobstacle", "quietnote"} - set(canaries(site, "officer")) == set()
