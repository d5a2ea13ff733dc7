import pytest
from hypothesis import given
from hypothesis import strategies as st
from wagtail.models import ModelLogEntry

from courses.services import fill, local_words, set_local_words, starter_words
from courses.services.words import fill_html, words_in_use
from tests.factories.courses import make_course, make_lesson, make_module, make_word
from tests.factories.people import make_organisation

BRACES = {"type": "text", "value": "<p>Ask {hub}, or ring {children's number}. Not {name}.</p>"}


@pytest.mark.django_db
def test_local_words_are_those_of_the_organisation_or_of_the_first_active_one():
    closed, first, second = (make_organisation(active=active) for active in (False, True, True))
    for place, value in ((closed, "Gone"), (first, "Low Mill"), (second, "Old Fire Station")):
        make_word(place, word="hub", value=value)
    assert local_words(second) == {"hub": "Old Fire Station"}
    assert local_words(None) == {"hub": "Low Mill"}


@pytest.mark.django_db
def test_a_visitor_finds_no_words_where_there_is_no_organisation():
    assert local_words(None) == {}


@pytest.mark.django_db
def test_set_local_words_twice_is_the_same_and_logged_once():
    place = make_organisation()
    make_word(place, word="lead", value="the lead")
    assert set_local_words(organisation=place, words={"hub": "Low Mill", "lead": "the lead"}, by=None) == 1
    assert set_local_words(organisation=place, words={"hub": "Low Mill"}, by=None) == 0
    assert local_words(place) == {"hub": "Low Mill", "lead": "the lead"}
    assert [row.data for row in ModelLogEntry.objects.filter(action="courses.set_local_words")] == [{"changed": 1}]


def test_fill_leaves_what_it_does_not_know_in_its_braces():
    assert fill("At {hub}, ask {lead}.", {"hub": "Low Mill"}) == "At Low Mill, ask {lead}."
    assert fill("At {hub}", None) == "At {hub}"


def test_fill_html_escapes_the_word_and_finds_escaped_names():
    words = {"hub": "<b>Low & Mill</b>", "children's number": "01632 960 112"}
    source = "<p>{hub} {children&#x27;s number}</p>"
    assert fill_html(source, words) == "<p>&lt;b&gt;Low &amp; Mill&lt;/b&gt; 01632 960 112</p>"


@given(st.text(), st.dictionaries(st.text(min_size=1), st.text()))
def test_a_text_without_braces_stays_as_it_is(text, words):
    plain = text.replace("{", "")
    assert fill(plain, words) == plain


def test_the_starter_words_are_the_same_list_for_each_place():
    words = starter_words()
    assert set(words) == {"northbridge", "southmoor"}
    assert set(words["northbridge"]) == set(words["southmoor"])
    assert words["northbridge"]["adult care number"] == "01632 960 111"
    assert words["southmoor"]["children's number"] == "01632 960 212"


@pytest.mark.django_db
def test_set_local_words_unfills_a_word_that_was_emptied():
    place = make_organisation()
    make_word(place, word="lead", value="the lead")
    assert set_local_words(organisation=place, words={"lead": "", "hub": ""}, by=None) == 1
    assert local_words(place) == {}


@pytest.mark.django_db
def test_words_in_use_are_those_of_the_newest_drafts(django_assert_num_queries):
    lesson = make_lesson(make_module(make_course(modules=0)), blocks=[BRACES])
    with django_assert_num_queries(2):
        assert words_in_use() == {"hub", "children's number"}
    lesson.body = []
    lesson.save_revision()
    assert words_in_use() == set()
