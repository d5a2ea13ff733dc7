import pytest

from courses.models import Criterion, Rubric


def rubric(*starred, **fields):
    made = Rubric(code="r", name="R", **({"least_total": 5} | fields))
    made.criteria = [
        Criterion(key=f"c{number}", text=f"C {number}", starred=star, beginning="a", secure="b", strong="c")
        for number, star in enumerate(starred)
    ]
    return made


@pytest.mark.parametrize(
    ("made", "words"),
    [
        (rubric(False, False), "Ready: 5 or more of 6 in all."),
        (rubric(True, False), "Ready: the starred one at 2 or more, 5 or more of 6 in all."),
        (
            rubric(True, True, no_zero=True),
            "Ready: every starred one at 2 or more, nothing at 0, 5 or more of 6 in all.",
        ),
    ],
)
def test_when_it_is_enough_is_said_in_words(made, words):
    assert made.pass_rule_in_words == words
