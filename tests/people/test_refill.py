"""A page's form filled again."""

import pytest
from bs4 import BeautifulSoup

from people.refill import refill

PAGE = """<html><body>
<form method="get" action="/find/"><input name="q"></form>
<form method="post" action="/accounts/logout/"><button>Sign out</button></form>
<form method="post" novalidate>
  <input type="hidden" name="csrfmiddlewaretoken" value="fresh"><input type=hidden name=form_key value="new">
  <input type="text" name="name" value="" maxlength="9" required>
  <input type="radio" name="kind" value="A" checked><input type="radio" name="kind" value="B &amp; C">
  <input type="checkbox" name="agree"><input type="checkbox" name="agreed" checked>
  <select name="place"><option value="">None</option><option value="2" selected>Two</option>
  <option value=3>3</option></select>
  <textarea name="text" rows="3">old &lt;b&gt;</textarea>
  <input type="password" name="password"><input type="file" name="file">
  <button name="act" value="save">Save</button>
</form></body></html>"""
SENT = [
    ("form_key", "old"),
    ("name", 'O"Neil <b>'),
    ("kind", "B & C"),
    ("agree", "on"),
    ("place", "3"),
    ("text", "\nOne\n</textarea><script>"),
    ("act", "save"),
]


def refilled(**changes):
    sent = [(name, changes.pop(name, text)) for name, text in SENT]
    return refill(
        page=PAGE,
        address="/log/new/?module=1",
        typed=[*sent, *changes.items()],
        notice="<p>Look</p><p>Here</p>",
        along=("held_form", "7"),
    )


def controls(page):
    """What the form of the page would send, and what stands in each of its boxes."""
    form = BeautifulSoup(page, "html.parser").find_all("form")[2]
    ticked = [(each["name"], each.get("value")) for each in form.select("[checked]")]
    chosen = [each["value"] for each in form.select("[selected]")]
    typed = {each["name"]: each.get("value") for each in form.select("input:not([type=radio], [type=checkbox])")}
    return ticked, chosen, typed, form.textarea.string


def test_everything_that_was_typed_and_chosen_is_in_its_place():
    ticked, chosen, typed, text = controls(refilled())
    assert ticked == [("kind", "B & C"), ("agree", None)]
    assert chosen == ["3"]
    assert typed == {
        "csrfmiddlewaretoken": "fresh",
        "form_key": "old",
        "name": 'O"Neil <b>',
        "password": None,
        "file": None,
        "held_form": "7",
    }
    assert text == "\n\nOne\n</textarea><script>"


def test_what_was_typed_stays_text():
    page = refilled()
    assert "<script>" not in page
    assert "&lt;/textarea&gt;&lt;script&gt;</textarea>" in page


def bare(page):
    """A page without the form in question, and without the notice."""
    soup = BeautifulSoup(page, "html.parser")
    for gone in [soup.find_all("form")[2], *soup.find_all("p")]:
        gone.decompose()
    return str(soup)


def test_the_rest_of_the_page_is_as_it_was():
    page = refilled()
    assert bare(page) == bare(PAGE)
    assert '<p>Look</p><p>Here</p><form method="post" novalidate>' in page


def test_scripts_signs_and_boxes_of_a_page_come_through_as_they_were():
    whole = (
        '<!DOCTYPE html>\n<html lang="en-gb"><body class="a b"><script nonce="n" type="module">if (1 < 2 && 3) go();'
        '</script><svg viewBox="0 0 1 1"><use href="#i"></use></svg><p>Café\xa0&amp; 5 &lt; 6<br>on</p><pre>\n  a</pre>'
    )
    form = '<form method="post"><input name="name" value=""></form></body></html>'
    page = refill(page=whole + form, address="/log/", typed=[("name", "")])
    assert BeautifulSoup(page, "html.parser") == BeautifulSoup(whole + form, "html.parser")
    assert "if (1 < 2 && 3) go();" in page
    assert "<br>on" in page


@pytest.mark.parametrize("changes", [{"kind": "Z"}, {"place": "9"}, {"walk_in": "Asha"}, {"act": "other"}])
def test_what_has_no_place_any_more_is_not_dropped_in_silence(changes):
    assert refilled(**changes) is None


def test_of_two_forms_to_one_address_the_one_with_a_place_for_all_is_filled_and_the_other_left():
    one, other = '<form method="post"><input name="a" value="1"></form>', '<form method="POST"><input name="b"></form>'
    page = refill(page=one + other, address="/log/", typed=[("b", "2"), ("a", "")])
    assert page == one + other.replace('"b"', '"b" value="2"')


def test_an_empty_box_is_emptied_and_needs_no_place():
    assert controls(refilled(text="", gone=""))[3] == "\n"


def test_a_page_without_that_form_is_not_filled():
    assert refill(page="<p>Nothing</p>", address="/log/", typed=[("name", "a")]) is None
    assert refill(page=PAGE.replace('"post" novalidate', '"post" action="/x/"'), address="/log/", typed=SENT) is None
