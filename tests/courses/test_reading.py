from courses import reading


def test_paragraphs_and_quotes_end_a_sentence():
    assert reading.spoken("<p>“You may go.” She went</p><ul><li>One</li><li>Two &amp; more</li></ul>") == [
        "“You may go",
        "She went",
        "One",
        "Two  more",
    ]


def test_a_place_for_a_value_is_one_word():
    assert reading.sentences("Ring {adult care number} or %(name)s.") == [["Ring", "Sam", "or", "Sam"]]


def test_three_words_have_no_age():
    assert reading.age("Interdepartmental communication fails") is None
    assert reading.age("You can. She can. We can.") < reading.OLDEST
