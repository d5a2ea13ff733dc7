"""What looks like somebody in a note: good at names, numbers and addresses, and quiet about everything else."""

import string

import pytest
from hypothesis import given
from hypothesis import strategies as st

from learning.rules.nameless import BEFORE_A_PLACE, FIRST_NAMES, NOBODY, PLACES, TITLES, Looks, looks_like, parts


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("I met Asha Okafor today", [("Asha Okafor", "name")]),
        ("Dave was on his own", [("Dave", "name")]),
        ("tea with dave", [("dave", "name")]),
        ("Mary's daughter rang", [("Mary", "name")]),
        ("a neighbour, Priya, said so", [("Priya", "name")]),
        ("talked to Mr Patel at the Weir Café", [("Mr Patel", "name")]),
        ("ring her on 01632 960 102", [("01632 960 102", "phone")]),
        ("+44 7700 900123 is hers", [("+44 7700 900123", "phone")]),
        ("asha@example.org", [("asha@example.org", "mail")]),
        ("it is in ba11 1aa", [("ba11 1aa", "postcode")]),
        ("12 High Street, ground floor", [("12 High Street", "address")]),
        ("the one in flat 3", [("flat 3", "address")]),
        ("DAVE NEEDS A LIFT", [("DAVE", "name")]),
    ],
)
def test_what_looks_like_somebody(text, found):
    assert [(part.text, part.looks) for part in looks_like(text)] == found


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Buses stop at 6. The last one is late! Nobody knew.",
        "No bus to Low Mill Hub on Sundays",
        "Mum lives near Dewsbury and likes Polish food",
        "The NHS and the DWP both sent letters in March",
        "He went to Citizens Advice about Universal Credit",
        "We sat in the café on Hill Road. I said I'd come back at 10 minutes past 3.",
        "3 people on our street, 1 in 3 of us, £20 a week",
        "Will the shop open in May? Hope so.",
        "THE LIFT IS BROKEN",
    ],
)
def test_what_is_nobody(text):
    assert looks_like(text) == []


def test_of_a_place_numbers_and_addresses_are_looked_at():
    assert looks_like("Asha Ward", names=False) == []
    assert [part.looks for part in looks_like("4 Asha Road", names=False)] == [Looks.ADDRESS]


def test_of_a_place_a_title_with_two_names_is_somebody():
    assert [part.text for part in looks_like("by Mrs Asha Patel, downstairs", names=False)] == ["Mrs Asha Patel"]
    for place in ("Dr Gray Ward", "Lady Mill", "Miss Sunday School", "by Mr"):
        assert looks_like(place, names=False) == []


def test_pieces_that_lie_in_each_other_are_told_once():
    assert [part.text for part in parts("at 12 Dave Road now")] == ["at ", "12 Dave Road", " now"]


@given(st.text(max_size=120), st.booleans())
def test_the_pieces_are_the_text_and_none_is_empty(text, names):
    pieces = parts(text, names=names)
    assert "".join(piece.text for piece in pieces) == text
    assert all(piece.text for piece in pieces)


KNOWN = FIRST_NAMES | NOBODY | PLACES | TITLES | BEFORE_A_PLACE
names = st.text(string.ascii_lowercase, min_size=3, max_size=9).filter(
    lambda name: not {name, name.removesuffix("s")} & KNOWN
)


@given(names.map(str.capitalize))
def test_a_name_we_have_never_heard_of_is_told_by_its_capital(name):
    assert [part.text for part in looks_like(f"we spoke, and {name} was kind")] == [name]
    assert looks_like(f"{name} is where a sentence begins. {name} again.") == []


@given(st.lists(names, min_size=1, max_size=8).map(" ".join))
def test_small_words_are_nobody(text):
    assert looks_like(text) == []


@given(st.integers(0, 999_999_999), st.sampled_from(["0", "+44", "+44 ", "+44 (0)"]))
def test_every_telephone_number_is_told(number, start):
    said = f"{start}{number:010d}"
    assert [part.looks for part in looks_like(f"ring {said} after six")] == [Looks.PHONE]
