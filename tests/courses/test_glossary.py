import pytest

from courses.glossary import Finder, Glossary, Term

MENTEE = Term(1, "Mentee", "The person being mentored.", ("mentored",))
LOG = Term(2, "Log", "A few taps.")
PRACTICE_LOG = Term(3, "Practice log", "A few taps after a chat, <no> names.")
OWN = Term(4, "Neighbour's day", "A day in May.")


def button(term, written):
    meaning = term.meaning.replace("<", "&lt;").replace(">", "&gt;")
    return (
        f'<button type="button" class="term" popovertarget="term-{term.key}">{written}</button>'
        f'<span class="term-meaning" id="term-{term.key}" popover><b>{term.word}:</b> {meaning}</span>'
    )


def glossary(*terms):
    return Glossary(lambda: terms)


def test_a_word_is_explained_once_where_it_stands_first():
    page = glossary(MENTEE)
    assert page.explain("<p>The mentee talks. A mentee asks.</p>") == (
        f"<p>The {button(MENTEE, 'mentee')} talks. A mentee asks.</p>"
    )
    assert page.explain("<p>Mentees again.</p>") == "<p>Mentees again.</p>"
    assert page.shown == [MENTEE]


def test_other_forms_and_an_s_are_the_same_word():
    for written in ("Mentees", "mentored", "MENTEE"):
        assert glossary(MENTEE).explain(written) == button(MENTEE, written)


def test_a_part_of_a_word_is_another_word():
    text = "<p>A catalogue, logistics, log-in, blog.</p>"
    assert glossary(LOG).explain(text) == text


def test_the_longest_word_wins_and_a_space_may_be_any_space():
    page = glossary(LOG, PRACTICE_LOG)
    assert page.explain("Your practice&nbsp;log") == "Your " + button(PRACTICE_LOG, "practice\u00a0log")
    assert page.shown == [PRACTICE_LOG]


def test_apostrophes_are_found_however_they_are_written():
    for written in ("Neighbour's day", "neighbour’s day", "neighbour&#x27;s day"):
        page = glossary(OWN)
        page.explain(written)
        assert page.shown == [OWN]


@pytest.mark.parametrize("term", ["Carer’s  assessment", "STRESS", "insan"])
def test_a_term_is_found_however_the_editor_typed_it(term):
    typed = Term(7, term, "What it means.")
    page = glossary(typed)
    page.explain(term)
    assert page.shown == [typed]
    assert Finder([typed]).found_in(f"{term} İnsan ſtress") == {7}


def test_a_letter_that_the_house_cannot_pair_is_left_as_it_is_written():
    assert glossary(Term(8, "insan", "Somebody.")).explain("İnsan") == "İnsan"


def test_what_stands_for_a_sign_is_no_word():
    assert glossary(Term(9, "amp", "A lamp.")).explain("Fish &amp; chips") == "Fish &amp; chips"


def test_links_headings_and_tags_are_left_alone():
    text = '<h3>Mentee</h3><p><a href="/log/">a <b>log</b></a></p><p title="log">'
    page = glossary(MENTEE, LOG)
    assert page.explain(text) == text
    assert page.explain("A log") == f"A {button(LOG, 'log')}"


def test_text_stays_escaped():
    term = Term(9, "B & B", "A bed.")
    assert glossary(term).explain("<p>&lt;script&gt; b &amp; b</p>") == (
        "<p>&lt;script&gt; " + button(term, "b &amp; b").replace("<b>B & B:", "<b>B &amp; B:") + "</p>"
    )


def test_the_list_is_read_only_where_there_is_text():
    reads = []
    page = Glossary(lambda: reads.append(1) or [LOG])
    assert (page.shown, reads) == ([], [])
    page.explain("A log.")
    page.explain("A log.")
    assert reads == [1]


def test_an_empty_list_changes_nothing():
    assert glossary().explain("<p>A log.</p>") == "<p>A log.</p>"
    assert Finder([]).found_in("A log.") == set()


def test_which_words_stand_in_a_text():
    assert Finder([MENTEE, LOG, PRACTICE_LOG]).found_in("He was mentored. Practice logs.") == {1, 3}
