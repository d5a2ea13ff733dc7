from django.template import Context, Template
from wagtail.rich_text import RichText


def shown(template, **context):
    return Template("{% load courses_words %}" + template).render(Context(context))


def test_local_fills_and_escapes_plain_text():
    assert shown("{{ t|local:w }}", t="<i> {hub}", w={"hub": "A & B"}) == "&lt;i&gt; A &amp; B"
    assert shown("{{ t|local:w }}", t=None, w=None) == ""


def test_local_keeps_rich_text_rich():
    assert shown("{{ t|local:w }}", t=RichText("<p>{hub}</p>"), w={"hub": "A & B"}) == "<p>A &amp; B</p>"


def test_phones_become_links_and_nothing_else_does():
    assert shown("{{ t|phones }}", t="<Ring> 01632 960 111, 999 or 101. In 2017, 1,000 people, 0.5.") == (
        '&lt;Ring&gt; <a href="tel:01632960111">01632\u00a0960\u00a0111</a>, <a href="tel:999">999</a> or '
        '<a href="tel:101">101</a>. In 2017, 1,000 people, 0.5.'
    )


def test_word_is_empty_where_the_place_has_none():
    assert shown("[{{ w|word:'hub' }}]", w=None) == "[]"


def test_the_safety_panel_takes_the_words_of_the_page():
    page = shown(
        "{% safety_panel %}", words={"adult care number": "01632 960 111", "children's number": "01632 960 112"}
    )
    assert 'href="tel:01632960112"' in page
