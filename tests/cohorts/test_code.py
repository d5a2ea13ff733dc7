from datetime import UTC, datetime, timedelta
from uuid import uuid4

from hypothesis import given
from hypothesis import strategies as st

from cohorts.code import (
    LENGTH,
    LETTERS,
    is_code,
    new_code,
    normalise,
    poster_codes,
    screen_code,
    step_at,
    token_from,
)


def test_the_31_letters_leave_out_those_that_look_alike():
    assert len(LETTERS) == 31
    assert set(LETTERS).isdisjoint("0O1IL")


def test_a_new_code_has_six_of_them_and_no_two_are_alike():
    codes = {new_code() for _number in range(200)}
    assert len(codes) == 200
    assert all(len(code) == LENGTH and is_code(code) for code in codes)


def test_normalise_ignores_blanks_case_and_hyphens():
    assert [normalise(typed) for typed in ("teacup", " TEA-CUP ", "t e a\tc‑u–p", "tea cup")] == ["TEACUP"] * 4


@given(st.text(LETTERS, min_size=LENGTH, max_size=LENGTH + 2), st.sampled_from([" ", "-", "–", "\u00a0", "."]))
def test_a_code_survives_however_it_is_written_down(code, between):
    assert normalise(between.join(code.lower())) == code
    assert is_code(normalise(between.join(code)))


@given(st.text(max_size=40))
def test_anything_typed_is_normalised_once_and_for_all(typed):
    once = normalise(typed)
    assert normalise(once) == once or not is_code(once)


def test_what_is_no_code():
    assert [is_code(text) for text in ("", "TEACU", "TEACUPSEE", "TEACU0", "TEACUI")] == [False] * 5
    assert is_code("TEACUP")


def test_the_screen_has_another_code_every_thirty_seconds_and_for_every_session():
    noon = datetime(2026, 12, 8, 12, 0, tzinfo=UTC)
    step, session = step_at(noon), uuid4()
    assert [step_at(noon + timedelta(seconds=late)) - step for late in (0, 29, 30, 60)] == [0, 0, 1, 2]
    codes = {screen_code(each, step + later) for each in (session, uuid4()) for later in range(50)}
    assert len(codes) == 100
    assert all(len(code) == LENGTH and is_code(code) for code in codes)
    assert screen_code(session, step) == screen_code(session, step)


def test_a_poster_can_be_typed_also_after_the_site_s_key_has_changed(settings):
    printed = poster_codes("the-token")[0]
    settings.SECRET_KEY_FALLBACKS, settings.SECRET_KEY = [settings.SECRET_KEY], "another key of the same site"
    assert poster_codes("the-token")[0] != printed
    assert printed in poster_codes("the-token")


def test_a_form_sent_twice_makes_one_token_of_22_letters():
    key = uuid4()
    assert token_from(key) == token_from(key) != token_from(uuid4())
    assert len(token_from(key)) == 22
