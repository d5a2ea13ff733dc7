from django.template import Context, Template
from wagtail.rich_text import RichText

from courses.glossary import Glossary, Term


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


def test_without_a_glossary_nothing_is_explained():
    text = RichText("<p>A log.</p>")
    assert shown("{{ t|explained:g }}", t=text, g=None) == "<p>A log.</p>"
    assert shown("{% glossary_on_paper %}").strip() == ""


def test_a_glossary_explains_rich_text_alone_and_keeps_for_paper_what_it_explained():
    glossary = Glossary(lambda: [Term(1, "Log", "A few <taps>.")])
    assert shown("{{ t|explained:g }}", t="A log.", g=glossary) == "A log."
    page = shown(
        "{{ t|explained:glossary }}{% glossary_on_paper %}", t=RichText("<p>A log &lt;b&gt;.</p>"), glossary=glossary
    )
    assert page.count("A few &lt;taps&gt;.") == 2
    assert "&lt;b&gt;." in page


def test_a_title_says_enough_where_its_local_words_are_filled():
    said = [("{advice}", {"advice": "Low Mill"}), ("{advice}", {}), ("{advice}", None), ("Advice", {})]
    assert [shown("{{ t|says_enough:w }}", t=text, w=words) for text, words in said] == ["True"] + ["False"] * 3
