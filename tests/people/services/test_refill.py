"""A page's form filled again."""

import pytest

from people.services.refill import refill

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


def filled(**changes):
    sent = [(name, changes.pop(name, text)) for name, text in SENT]
    return refill(page=PAGE, address="/log/new/?module=1", typed=[*sent, *changes.items()], notice="<p>Look</p>")


def test_everything_that_was_typed_and_chosen_is_in_its_place():
    page = filled()
    assert '<input type="text" name="name" value="O&quot;Neil &lt;b&gt;" maxlength="9" required>' in page
    assert '<input type="radio" name="kind" value="A">' in page
    assert '<input type="radio" name="kind" value="B &amp; C" checked>' in page
    assert '<input type="checkbox" name="agree" checked><input type="checkbox" name="agreed">' in page
    assert '<option value="2">Two</option>\n  <option value="3" selected>3</option>' in page
    assert "&lt;/textarea&gt;&lt;script&gt;</textarea>" in page
    assert '<textarea name="text" rows="3">\n\nOne\n&lt;' in page
    assert 'name="form_key" value="old"' in page


def test_the_rest_of_the_page_is_as_it_was():
    page = filled()
    assert 'name="csrfmiddlewaretoken" value="fresh"' in page
    assert '<p>Look</p><form method="post" novalidate>' in page
    assert page.startswith(PAGE[: PAGE.index('<form method="post" novalidate')])
    assert page.endswith('<button name="act" value="save">Save</button>\n</form></body></html>')


@pytest.mark.parametrize("changes", [{"kind": "Z"}, {"place": "9"}, {"walk_in": "Asha"}, {"act": "other"}])
def test_what_has_no_place_any_more_is_not_dropped_in_silence(changes):
    assert filled(**changes) is None


def test_an_empty_box_is_emptied_and_needs_no_place():
    page = filled(text="", gone="")
    assert '<textarea name="text" rows="3">\n</textarea>' in page


def test_a_page_without_that_form_is_not_filled():
    assert refill(page="<p>Nothing</p>", address="/log/", typed=[("name", "a")]) is None
    assert refill(page=PAGE.replace('"post" novalidate', '"post" action="/x/"'), address="/log/", typed=SENT) is None
