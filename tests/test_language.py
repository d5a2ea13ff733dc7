"""Every sentence can be translated, and a language is offered only when every sentence is.

The site is opened in a language that nobody speaks, made for this test: each sentence of ours stands in brackets. What
stands outside them, and was not written by people, nobody could translate.
"""

import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings
from django.test import override_settings
from django.utils import translation

from courses.models import CoursePage, LessonPage, ModulePage
from tests.access import table
from tests.access.routes import Route
from tests.access.site import Site, site, undone  # noqa: F401 - the fixture
from tests.language import pseudo
from tests.language.catalogue import FOLDERS, ROOT, SOURCE, Entry, extracted, locales, on_disk
from tests.language.content import Content

PEOPLE = ("anyone", "officer", "caretaker", "trainer", "hr", "administrator")
# Pages without words of ours: for machines, or for whoever builds the site.
NOT_READ = {"live", "ready", "metrics", "robots", "sitemap", "favicon", "media", "manifest", "service_worker"}
NOT_READ |= {"social_picture", "people:mailbox", "people:demo_sign_in"}
# Wagtail's own part, for editors, whose words are Wagtail's to translate; and pictures of our own parts, for builders.
WAGTAILS = ("cms/", "_util/", "documents/", "styleguide/")


@pytest.fixture(scope="module")
def source(tmp_path_factory) -> list[Entry]:
    """What there is to translate today."""
    return extracted(tmp_path_factory.mktemp("source"))


@pytest.fixture(scope="module")
def strange(source, tmp_path_factory) -> Iterator[None]:
    """The site in the language that nobody speaks."""
    folder = pseudo.build(source, tmp_path_factory.mktemp("locale"))
    with override_settings(LOCALE_PATHS=[folder]):
        yield
    translation.trans_real._translations.clear()


def complete(locale: str, source: list[Entry]) -> bool:
    """Whether a catalogue has every sentence that there is today."""
    there = {entry.key for entry in on_disk(locale) if entry.translated}
    return {entry.key for entry in source} <= there


def test_the_catalogue_has_what_the_source_has(source):
    kept, found = ({entry.key for entry in each} for each in (on_disk(SOURCE), source))
    assert (sorted(found - kept)[:20], sorted(kept - found)[:20]) == ([], []), "Run `make messages`."


def test_a_language_is_offered_if_and_only_if_it_is_complete(source):
    offered = {"en-gb"} | {translation.to_language(each) for each in locales() if complete(each, source)}
    assert {code for code, _name in settings.LANGUAGES} == offered


def test_what_is_compiled_is_what_the_catalogues_say(tmp_path):
    for catalogue in sorted((ROOT / "locale").glob("*/LC_MESSAGES/django.po")):
        made = tmp_path / "django.mo"
        subprocess.run(["msgfmt", "--check", "-o", made, catalogue], check=True, capture_output=True)
        assert made.read_bytes() == catalogue.with_suffix(".mo").read_bytes(), f"{catalogue}: run `make messages`."


def test_a_sentence_that_nobody_wrapped_is_heard():
    html = '<p>⟦Sàvé⟧ <a title="Open">⟦thîs⟧</a></p><p>⟦Séé <b>à</b> pagé⟧</p><button>Go on</button><p>12 %</p>'
    assert pseudo.Listener(html).unsaid == ["Open", "Go on"]


def untranslated(site: Site, answer, content: Content) -> list[str]:  # noqa: F811
    """What a page says that is neither in brackets nor written by people."""
    if "html" not in answer.headers.get("Content-Type", ""):
        return []
    return [left for text in pseudo.Listener(answer.body.decode()).unsaid if (left := content.taken_out(text))]


def listed(found: dict[str, str]) -> str:
    """What was found, a line each."""
    return "\n".join(f"{text!r}: {where}" for text, where in sorted(found.items()))


def ours(route: Route) -> bool:
    return route.name not in NOT_READ and not route.pattern.replace("^", "").startswith(WAGTAILS)


def asked(site: Site) -> Iterator[tuple[str, str, Route | None]]:  # noqa: F811
    """Who opens what: each address by the two people it says most to, and the pages of the site by anyone."""
    for row in table.rows():
        route = table.route_named(row.route)
        if ours(route) and row.whose != "southmoor":
            there = [who for who in PEOPLE if row.expected(who)[0] not in {"in", "on"}]
            best = sorted(there, key=lambda who: row.expected(who)[0] != "ok")[:2]
            yield from ((who, site.path(route, row.whose), route) for who in best)
    for rule, who in (("open", "anyone"), ("signed-in", "officer"), ("signed-in", "administrator")):
        for route in filter(ours, table.routes_by(rule)):
            yield who, site.path(route, "-"), route
    for who in PEOPLE:
        yield who, "/", None
    for page in (*CoursePage.objects.live(), *ModulePage.objects.live(), *LessonPage.objects.live()):
        yield "anyone", page.url, None


@pytest.mark.walk
def test_every_page_and_every_error_is_in_the_language_that_is_asked_for(site, strange):  # noqa: F811
    content, found = Content(), {}
    for who, path, route in asked(site):
        answers = [site.look(who, path)]
        if route is not None:
            with undone():
                answers.append(site.knocker.ask(who, "POST", path, {"act": "check", "people": "x@y.z\n1, 2"}))
        for answer in answers:
            for text in untranslated(site, answer, content):
                found.setdefault(text, f"{who} {path}")
    assert listed(found) == ""


@pytest.mark.django_db
def test_every_letter_is_in_the_language_of_whom_it_goes_to(strange):
    from tests.language.letters import write_all

    letters, content, found = write_all(), Content(), {}
    names = {"Maximiliana-Alexandra", "Bartholomew-Christopher Wolstenholme", "Asha Okafor"}
    for letter in letters:
        said = [pseudo.outside(letter.subject), *pseudo.Listener(letter.html).unsaid]
        said += [pseudo.outside(line) for line in letter.text.splitlines()]
        for text in said:
            if text and text not in names and (left := content.taken_out(text)):
                found.setdefault(left, letter.template)
    assert listed(found) == ""


def touched() -> dict[Path, int]:
    """Every file that makemessages could write into, and when it was last written."""
    files = (path for name in (*FOLDERS, "locale") for path in (ROOT / name).rglob("*.*"))
    return {path: path.stat().st_mtime_ns for path in files if path.is_file() and path.suffix != ".pyc"}


def test_reading_the_source_writes_nothing_into_it(tmp_path):
    before = touched()
    found = extracted(tmp_path)
    assert {path.suffix for path in before} >= {".py", ".html", ".po"}
    assert (touched(), len(found) > 1000) == (before, True)
