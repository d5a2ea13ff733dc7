from courses.blocks.scenario import ENDING_KINDS
from learning.rules.endings import WORDS, in_words


def test_every_kind_of_ending_has_its_words_and_no_other_has():
    assert list(WORDS) == [kind for kind, _label in ENDING_KINDS]
    assert [in_words(kind) for kind in ("pass", "neutral", "other")] == ["Settled", "One way it can go", ""]
