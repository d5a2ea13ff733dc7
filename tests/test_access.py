"""Every address of the site, asked by everybody: who gets what stands in tests/access/table.txt, and nowhere else."""

import logging
import re
from collections.abc import Iterator
from functools import cache
from itertools import combinations

import pytest
from django.db import transaction

from academy.openings import OPEN
from cohorts.models import Cohort
from people.middleware import OPEN_WITHOUT_FACTOR, UNWATCHED
from people.permissions import ADMINISTRATORS, EDITORS, HR, TRAINERS
from tests.access import table, world
from tests.access.facts import SENT, names_in
from tests.access.knock import WHO_LOOKED, Answer, Knocker, changed, digest
from tests.access.routes import ALL_ROUTES, ROUTES, SHADOWED, Route
from tests.access.table import CAST, Row
from tests.factories.people import make_second_factor

# One of each group: under /cms/ the group is all that counts.
EACH_GROUP = ("anyone", "officer", "trainer", "hr", "editor", "administrator")
# Wagtail's page that shows what a fault looks like.
FAULTS_ON_PURPOSE = {"wagtailadmin_error_test"}
# Showing once more who one is, for people with a password or a second factor; the cast signs in with codes.
NEEDS_A_PASSWORD = {"account_reauthenticate", "mfa_reauthenticate", "mfa_reauthenticate_webauthn"}
KEPT_BY_CACHES = {"favicon"}
TOKEN = re.compile(rb'name="csrfmiddlewaretoken" value="\w+"')


class Site:
    """The world, somebody to knock at its doors, and how the database was before."""

    def __init__(self) -> None:
        self.world = world.build()
        self.knocker = Knocker(self.world.people)
        self.before = digest()
        self.unknown = cache(self._unknown)

    def path(self, route: Route, whose: str) -> str:
        return route.path(names_in(route.name, self.world.objects[whose]))

    def look(self, who: str, path: str) -> Answer:
        return self.knocker.ask(who, "GET", path)

    def send(self, who: str, route: Route, path: str) -> str:
        """What sending gets; with a plus where it changed something. Afterwards it never happened."""
        point = transaction.savepoint()
        word = self.knocker.ask(who, "POST", path, SENT.get(route.name, dict)()).word
        if word in {"ok", "on"} and self.changes():
            word += "+"
        if word in {"ok+", "on+"}:
            transaction.savepoint_rollback(point)
        else:
            transaction.savepoint_commit(point)
        return word

    def changes(self) -> set[str]:
        return changed(self.before, digest()) - WHO_LOOKED

    def _unknown(self, who: str, part: str) -> tuple:
        return bare(self.look(who, f"{part}/no/where/"))


def bare(answer: Answer) -> tuple:
    """All of an answer but what differs from one request to the next."""
    headers = {name: value for name, value in answer.headers.items() if name not in {"X-Request-ID", "Content-Length"}}
    return answer.status, headers, TOKEN.sub(b"", answer.body)


@pytest.fixture(scope="module")
def site(django_db_setup: None, django_db_blocker) -> Iterator[Site]:
    """One world for the whole file, in a transaction that is never kept."""
    logging.disable(logging.CRITICAL)
    with django_db_blocker.unblock(), transaction.atomic():
        yield Site()
        transaction.set_rollback(True)
    logging.disable(logging.NOTSET)


def test_every_route_has_its_place_in_the_table():
    named = {row.route for row in table.rows()}
    without = [route.name for route in ROUTES if route.name not in named and table.rule_for(route) is None]
    assert without == []
    assert named - {route.name for route in ROUTES} == set()
    assert {
        start for start in table.rules() if not any(r.pattern.replace("^", "").startswith(start) for r in ROUTES)
    } == set()


def test_a_view_that_nobody_put_into_the_table_is_noticed():
    strange = Route("zebra:new", "zebra/<key:zebra>/", lambda request: None, ("zebra",))
    assert table.rule_for(strange) is None


def test_the_names_that_are_never_reached_are_those_behind_our_own():
    reached = {route.pattern for route in ROUTES if route.name in SHADOWED.values()}
    assert {route.pattern for route in ALL_ROUTES if route.name in SHADOWED} == reached


def test_what_answers_without_signing_in_is_the_list_of_openings():
    ours = {row.route for row in table.rows() if row.expected("anyone") != ("in", "in")}
    theirs = {route.name for route in table.routes_by("open")}
    assert ours | theirs == OPEN


@pytest.mark.parametrize("row", table.rows(), ids=str)
def test_everybody_gets_what_the_table_says(site, row: Row):
    route = table.route_named(row.route)
    path = site.path(route, row.whose)
    found, looks = {}, {}
    for who in CAST:
        looks[who] = site.look(who, path)
        if looks[who].word in {"ok", "on"}:
            assert site.look(who, path).word == looks[who].word
    assert site.changes() == set()
    for who in CAST:
        found[who] = (looks[who].word, site.send(who, route, path))
    assert found == {who: row.expected(who) for who in CAST}
    assert site.changes() == set()
    assert [who for who in CAST if keeps_too_much(who, row, looks[who])] == []
    assert [who for who in CAST if differs_from_unknown(site, who, path, looks[who])] == []


def keeps_too_much(who: str, row: Row, answer: Answer) -> bool:
    """Whether a cache may keep a page that somebody got who is signed in."""
    signed_in = who not in {"anyone", "leaver"} and answer.word == "ok" and row.route not in KEPT_BY_CACHES
    return signed_in and "no-store" not in answer.headers.get("Cache-Control", "")


def differs_from_unknown(site: Site, who: str, path: str, answer: Answer) -> bool:
    """Whether a 404 can be told from the one of a wrong address, by its words or by its headers."""
    own_page = path.startswith(("/join/", "/verify/", "/-/"))  # these say what to do about a wrong code
    part = re.match(r"/\w+(/(log|exports|people|all|new)(?=/))?", path)  # what the menu marks as the place one is in
    return answer.word == "404" and not own_page and bare(answer) != site.unknown(who, part[0] if part else "")


@pytest.mark.parametrize("pair", [*combinations(("trainer", "hr", "editor", "administrator"), 2)], ids="+".join)
def test_somebody_in_two_groups_gets_the_better_of_the_two(site, pair):
    groups = {"trainer": TRAINERS, "hr": HR, "editor": EDITORS, "administrator": ADMINISTRATORS}
    who = "hr" if "hr" in pair else pair[-1]
    person = site.world.people[who]
    point = transaction.savepoint()
    if not person.authenticator_set.exists():
        make_second_factor(person)
    person.groups.set(person.groups.model.objects.filter(name__in=[groups[name] for name in pair]))
    for cohort in Cohort.objects.filter(trainers=site.world.people["trainer"]) if "trainer" in pair else ():
        cohort.trainers.add(person)
    before, site.before = site.before, digest()
    wrong = {}
    for row in table.rows():
        if row.expected(pair[0]) == row.expected(pair[1]):
            continue
        route = table.route_named(row.route)
        path = site.path(route, row.whose)
        found = (site.look(who, path).word, site.send(who, route, path).removesuffix("+"))
        if found != row.union(pair):
            wrong[str(row)] = found, row.union(pair)
    site.before = before
    transaction.savepoint_rollback(point)
    assert wrong == {}


def refused_word(rule: str, who: str) -> str | None:
    """What one of each group gets under a rule, where that is one word; None where the page itself decides."""
    if rule == "open":
        return None
    if who == "anyone":
        return "in"
    if rule == "signed-in" or who == "administrator":
        return None
    if who == "editor":
        return None if rule == "editors" else "on"
    return "403"


@pytest.mark.parametrize("rule", sorted(set(table.rules().values())))
@pytest.mark.parametrize("who", EACH_GROUP)
def test_the_addresses_of_others_keep_their_rule(site, rule, who):
    expected = refused_word(rule, who)
    wrong = []
    for route in table.routes_by(rule):
        path = site.path(route, "-")
        answers = [site.look(who, path)]
        if expected is None:
            answers.append(site.look(who, path))
        point = transaction.savepoint()
        answers.append(site.knocker.ask(who, "POST", path, {}))
        if expected is None:
            transaction.savepoint_rollback(point)
        bad = [
            a.word for a in answers if a.status >= 500 or (a.word != expected if expected else a.word in {"in", "403"})
        ]
        if bad:
            wrong.append((route.name, path, bad))
    assert wrong == []
    assert site.changes() == set()


def test_whoever_needs_a_second_factor_and_has_none_reaches_its_set_up_only(site):
    person = site.world.people["editor"]
    point = transaction.savepoint()
    person.authenticator_set.all().delete()
    reached = set()
    for route in ROUTES:
        path = site.path(route, "-")
        if path.startswith((*OPEN_WITHOUT_FACTOR, *UNWATCHED)):
            continue
        for method in ("GET", "POST"):
            answer = site.knocker.ask("editor", method, path)
            if answer.headers.get("Location") != "/accounts/2fa/":
                reached.add((method, path))
    transaction.savepoint_rollback(point)
    assert reached == set()
