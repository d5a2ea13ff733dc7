"""A checker that cannot fail proves nothing: one fault of each kind is planted, and must be found by its check."""

import pytest

from tests.trust.empty_forms import sent_empty
from tests.trust.looking import CHECKS, PHONE, look, probes
from tests.trust.place import Place
from tests.trust.test_accessibility import COLUMNS
from tests.trust.validity import faults_of
from tests.trust.walker import Walker

pytestmark = pytest.mark.flow

NOWHERE = "http://127.0.0.1:8"  # no site: every answer is made here
GOOD = """<!DOCTYPE html><html lang="en-GB"><head><meta charset="utf-8"><title>A good page</title>
<link rel="icon" href="data:,"><style>
* { box-sizing: border-box; } body { margin: 0; font: 16px/1.5 sans-serif; color: #222; background: #fff; }
:focus-visible { outline: 3px solid #222; } .button, input { height: 48px; border: 2px solid; font: inherit; }
.button { color: #222; background: #eee; padding: 0 16px; }
</style></head><body><a class="skip-link" href="#main">Skip to the main part</a>
<main id="main" tabindex="-1"><h1>A good page</h1><p>Some words.</p><button class="button">Save</button></main>
</body></html>"""

# Name: the check that must find it, what of the good page is replaced, by what, and words of what is found.
WORDS = "<p>Some words.</p>"
BUTTON = '<button class="button">Save</button>'
SMALL = "<button style='width: 16px; height: 16px; padding: 0; border: 1px solid'>{}</button>"
TRAP = """<div onkeydown="if (event.key === 'Tab' && event.target.id === 'trap') event.preventDefault()">
<button class="button" id="trap">Stay</button></div>"""
COVER = "<p style='position: fixed; inset: 0; margin: 0; background: #fff'>Over everything.</p>"
BACKWARDS = "display: flex; flex-direction: row-reverse; reading-flow: flex-visual"
TIGHT = "<p style='width: 7em; height: 1.3em; line-height: 1.2; overflow: hidden; white-space: nowrap'>{}</p>"
FAULTS = {
    "no language": ("basics", ' lang="en-GB"', "", "lang"),
    "no title": ("basics", "<title>A good page</title>", "", "no title"),
    "two first headings": ("basics", WORDS, "<h1>Another</h1>", "not 1 h1"),
    "no main part": ("basics", '<main id="main" tabindex="-1">', "<div>", "not 1 main"),
    "no way past the head": (
        *("basics", '<a class="skip-link" href="#main">Skip to the main part</a>'),
        *('<a href="/a/">One</a> <a href="/b/">Two</a>', "the skip link is not first"),
    ),
    "a placeholder": ("basics", WORDS, "<label>Name <input placeholder='Name'></label>", "a placeholder for a label"),
    "a picture without words": ("axe", WORDS, "<img src='data:,' width='9' height='9'>", "image-alt"),
    "pale words": ("axe", WORDS, "<p style='color: #999'>Pale.</p>", "color-contrast"),
    "words pale in the dark": (
        *("axe", "</style>", "@media (prefers-color-scheme: dark) { p { color: #999; } }</style>"),
        "dark: color-contrast",
    ),
    "words pale on a tablet": (
        *("axe", "</style>", "@media (min-width: 700px) and (max-width: 900px) { p { color: #999; } }</style>"),
        "768 light: color-contrast",
    ),
    "a box without a label": ("axe", WORDS, "<input type='text'>", "label"),
    "a role that is none": ("axe", WORDS, "<p role='buton'>Some words.</p>", "aria-roles"),
    "a state that the role has not": ("axe", BUTTON, BUTTON.replace(" ", " aria-checked='true' "), "aria-allowed-attr"),
    "a link without a name": ("axe", WORDS, "<a href='/a/'></a>", "link-name"),
    "an empty heading": ("sniffer", WORDS, "<h2></h2>", "H42"),
    "an id twice": ("sniffer", WORDS, "<p id='twice'>One</p><p id='twice'>Two</p>", "F77"),
    "a frame without a title": ("sniffer", WORDS, "<iframe srcdoc='Words'></iframe>", "H64"),
    "a form without a button": ("sniffer", WORDS, "<form action='/a/'><p>Words</p></form>", "H32"),
    "a box wider than a phone": ("reflow", WORDS, "<p style='width: 400px'>Wide.</p>", "320: "),
    "a box wider than a tablet": (
        *("reflow", WORDS, "<p class='wide'>Wide.</p><style>@media (min-width: 500px) { p { width: 900px } }</style>"),
        "768: ",
    ),
    "cut words": ("reflow", WORDS, TIGHT.format("These words do not fit"), "text is cut"),
    "words cut when set apart": ("spacing", WORDS, TIGHT.format("These fit"), "text is cut"),
    "small and crowded": ("targets", BUTTON, SMALL.format("1") + SMALL.format("2"), "16 × 16 px"),
    "a button without an edge": ("forced", BUTTON, BUTTON.replace(" ", " style='border: 0' "), "no edge"),
    "what moves": (
        *("motion", "</style>", "@keyframes go { to { opacity: 0; } } p { animation: go 9s infinite; }</style>"),
        "move",
    ),
    "what would move": ("motion", "</style>", "p { transition: color 1s; }</style>", "would move"),
    "no ring": ("keyboard", "outline: 3px solid #222", "outline: none", "no ring"),
    "a trap": ("keyboard", BUTTON, TRAP + BUTTON, "trap"),
    "left out": ("keyboard", BUTTON, f'{BUTTON}<a href="/a/" tabindex="1">First</a>', "never reached"),
    "another order": ("keyboard", BUTTON, f"<div style='{BACKWARDS}'>{BUTTON}{BUTTON}</div>", "out of order"),
    "under something": ("keyboard", BUTTON, BUTTON + COVER, "covered by"),
    "out of sight": ("keyboard", BUTTON, BUTTON.replace(" ", " style='position: fixed; top: -99px' "), "out of view"),
    "a skip that leads nowhere": ("keyboard", 'tabindex="-1"', "", "the skip link does not lead to main"),
}
INVALID = {
    "an id twice": (WORDS, "<p id='twice'>One</p><p id='twice'>Two</p>", "Duplicate ID"),
    "not closed": (WORDS, "<div>Some words.", "Unclosed element"),
    "what may not stand there": (WORDS, "<ul><p>Words</p></ul>", "not allowed as child"),
    "no such attribute": (WORDS, "<p colour='red'>Words</p>", "Attribute “colour” not allowed"),
}
FORM = """<form method="post"><label for="name">Name</label><input id="name" name="name" required>
<label for="more">More</label><input id="more" name="more"><button class="button">Save</button></form>"""
SUMMARY = """<div class="error-summary" role="alert" tabindex="-1" autofocus><h2>There is a problem</h2>
<a href="#name">Type a name</a></div>"""
KEPT = FORM.replace('"more">', '"more" value="typed@example.org">')
ANSWER = GOOD.replace("<title>", "<title>Error: ").replace(BUTTON, SUMMARY + KEPT)
UNHELPFUL = {
    "no word in the title": ("Error: ", "", "title"),
    "no summary": ('role="alert"', "", "no summary"),
    "a summary without the focus": ("autofocus", "", "the summary has no focus"),
    "a link that leads to no box": ('href="#name"', 'href="#nobody"', "does not focus #nobody"),
    "no link": ('<a href="#name">Type a name</a>', "Type a name", "no link in the summary"),
    "what was typed is gone": ('value="typed@example.org"', "", "more was not kept"),
}


@pytest.fixture
def walker(browser) -> Walker:
    """A browser like those of the walk, on a phone, without a site."""
    context = browser.new_context(base_url=NOWHERE, locale="en-GB", reduced_motion="reduce", viewport=PHONE)
    return Walker(context, NOWHERE)


def planted(html: str) -> Place:
    """A place that answers with this."""
    return Place("planted", "/planted/", html=html)


def grown(old: str, new: str, page: str = GOOD) -> str:
    """The page with the fault in it."""
    assert page.count(old) == 1
    return page.replace(old, new)


def test_nothing_is_found_on_a_good_page(walker: Walker):
    assert look(walker, planted(GOOD)) == {check: [] for check in (*CHECKS, "silent")}


@pytest.mark.parametrize(("check", "old", "new", "words"), FAULTS.values(), ids=FAULTS)
def test_a_planted_fault_is_found_by_its_check(walker: Walker, check: str, old: str, new: str, words: str):
    page = walker.go(planted(grown(old, new)))
    page.evaluate(probes())
    found = CHECKS[check](page)
    assert {words in fault for fault in found if fault != "and so on"} == {True}


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("<script>nobody.knows()</script>", "nobody is not defined"),
        ("<script>console.error('This went wrong')</script>", "This went wrong"),
        ("<img src='http://elsewhere.example/a.png' alt='Elsewhere' hidden>", "http://elsewhere.example/a.png"),
    ],
)
def test_a_complaint_and_a_call_to_another_house_are_heard(walker: Walker, line: str, words: str):
    walker.page.route("**/*", lambda route: route.fulfill(status=204))
    walker.go(planted(grown(WORDS, line)))
    assert [words in said for said in walker.complaints(planted(GOOD))] == [True]


def test_a_page_that_does_not_open_is_found(walker: Walker):
    walker.page.route("**/*", lambda route: route.fulfill(status=500, body=GOOD))
    with pytest.raises(AssertionError, match="broken: 500"):
        walker.go(Place("broken", "/broken/"))


def test_invalid_html_is_found():
    pages = {name: grown(old, new) for name, (old, new, _words) in INVALID.items()}
    found = faults_of({"good": GOOD, **pages})
    assert found.pop("good") == []
    wanted = {name: words for name, (_old, _new, words) in INVALID.items()}
    assert [name for name, words in wanted.items() if not any(words in fault for fault in found[name])] == []


def test_an_answer_to_an_empty_form_that_is_right_has_no_fault(walker: Walker):
    assert answered(walker, ANSWER) == []


@pytest.mark.parametrize(("old", "new", "words"), UNHELPFUL.values(), ids=UNHELPFUL)
def test_an_answer_to_an_empty_form_that_does_not_help_is_found(walker: Walker, old: str, new: str, words: str):
    assert [words in fault for fault in answered(walker, ANSWER.replace(old, new))] == [True]


def answered(walker: Walker, answer: str) -> list[str]:
    """What is wrong when the form of a good page is answered with this."""
    place = planted(GOOD.replace(BUTTON, FORM))
    walker.page.route("**/*", lambda route: route.fulfill(status=200, content_type="text/html", body=answer))
    walker.go(place)
    return sent_empty(walker, place, 0)


def test_every_check_of_the_walk_has_a_planted_fault():
    tested = {"opens", "silent", "forms", "html"}  # by the tests above
    assert {check for check, *_rest in FAULTS.values()} | tested == set(COLUMNS)
