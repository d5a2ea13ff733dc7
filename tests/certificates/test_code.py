import hashlib

from hypothesis import given
from hypothesis import strategies as st

from certificates import code

CODES = st.text(alphabet=code.ALPHABET, min_size=20, max_size=20)


def test_ten_thousand_draws_are_all_different_and_have_twenty_letters_each():
    drawn = {code.draw() for _ in range(10_000)}
    assert len(drawn) == 10_000
    assert {len(each) for each in drawn} == {20}
    assert set("".join(drawn)) == set(code.ALPHABET)


def test_number_has_the_year_and_six_letters():
    number = code.draw_number(2026)
    assert (number[:8], len(number)) == ("RA-2026-", 14)
    assert set(number[8:]) <= set(code.ALPHABET)


def test_grouped_is_four_by_four():
    assert code.grouped("7Q9TM4KX2HVN8RCD6WPJ") == "7Q9T-M4KX-2HVN-8RCD-6WPJ"


@given(CODES)
def test_a_code_is_known_however_it_is_typed(drawn):
    shown = code.grouped(drawn)
    typed = [
        shown.lower(),
        shown.replace("-", " "),
        shown.replace("-", "–").replace("0", "o"),
        shown.replace("1", "l"),
        shown.replace("1", "I").replace("0", "O"),
        f"  https://academy.example/verify/{shown}/?from=mail ",
        f"\t{drawn}\n",
    ]
    assert {code.normalise(each) for each in typed} == {drawn}
    assert {code.digest(each) for each in typed} == {hashlib.sha256(drawn.encode()).hexdigest()}


@given(st.text())
def test_any_text_has_a_digest_and_normalising_twice_changes_nothing(typed):
    assert len(code.digest(typed)) == 64
    once = code.normalise(typed)
    assert "/verify/" in once.lower() or code.normalise(once) == once
