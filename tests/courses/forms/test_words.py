from courses.forms.words import LocalWordsForm

FILLED = {"hub": "Low Mill Hub"}


def form(**values):
    return LocalWordsForm(values or None, used={"hub", "lead"}, filled=FILLED)


def test_the_safety_numbers_stand_first_then_each_word_that_is_used_or_filled():
    labels = [field.label for field in form()]
    assert labels == ["{adult care number}", "{children's number}", "{safeguarding lead}", "{hub}", "{lead}"]
    assert [field.initial for field in form()] == ["", "", "", "Low Mill Hub", ""]


def test_words_are_those_filled_and_those_emptied():
    sent = form(**{"word-0": "01632 960 111", "word-3": ""})
    assert sent.is_valid()
    assert sent.words() == {"adult care number": "01632 960 111", "hub": ""}


def test_a_word_that_is_too_long_is_refused_beside_its_field():
    sent = form(**{"word-4": "x" * 201})
    assert list(sent.errors) == ["word-4"]
