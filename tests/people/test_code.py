"""Codes on paper and their digests."""

from people import code


def test_a_code_has_ten_of_31_signs_that_nobody_confuses():
    assert len(code.ALPHABET) == len(set(code.ALPHABET)) == 31
    assert set(code.ALPHABET) & set("01OIL") == set()
    made = {code.new_code() for _time in range(200)}
    assert {len(each) for each in made} == {10}
    assert set("".join(made)) <= set(code.ALPHABET)
    assert len(made) == 200


def test_what_is_typed_is_read_as_it_was_printed():
    assert code.tidy(" abcd-2345 ef.") == "ABCD2345EF"
    assert code.in_groups("ABCD2345EF") == "ABCD 2345 EF"
    assert code.in_groups("482913", 3) == "482 913"


def test_a_number_for_an_e_mail_keeps_its_noughts():
    assert {len(code.new_digits()) for _time in range(200)} == {6}


def test_a_digest_needs_the_key_and_the_purpose(settings):
    stored = code.digest("ABCD2345EF", purpose="slip")
    assert "ABCD2345EF" not in stored
    assert code.matches("ABCD2345EF", stored, purpose="slip")
    assert not code.matches("ABCD2345EF", stored, purpose="limit")
    assert not code.matches("ABCD2345EG", stored, purpose="slip")
    settings.SECRET_KEY = "another-key-0123456789-0123456789-0123456789-0123456789"
    assert not code.matches("ABCD2345EF", stored, purpose="slip")


def test_codes_survive_a_change_of_key(settings):
    stored = code.digest("ABCD2345EF", purpose="slip")
    settings.SECRET_KEY_FALLBACKS = [settings.SECRET_KEY]
    settings.SECRET_KEY = "another-key-0123456789-0123456789-0123456789-0123456789"
    assert code.matches("ABCD2345EF", stored, purpose="slip")
    assert list(code.digests("ABCD2345EF", purpose="slip"))[1] == stored
