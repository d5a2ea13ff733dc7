import copy

import pytest

from courses import gates
from courses.gates import course_problems, lesson_problems, local_words_in, module_problems, route_problems
from tests.courses.test_marking import BUS_STOP
from tests.factories.courses import make_block


def said(problems):
    return [str(problem) for problem in problems]


def changed(value, change):
    made = copy.deepcopy(value)
    change(made)
    return made


CHOICE = {"question": "Which?", "must_be_right": True, "options": [{"text": "A", "right": False}, {"text": "B"}]}
BROKEN = [
    ("image", {"alt": " ", "decorative": False}, "Say what the picture shows, or tick “Decoration only”."),
    ("audio", {"title": "Third landing", "transcript": ""}, "Give the recording “Third landing” a transcript."),
    ("evidence", {"sentence": "14.0% fewer."}, "Choose an evidence record for the sentence “14.0% fewer.”."),
    ("quiz_single", CHOICE, "Mark the right answer of “Which?”."),
    ("quiz_multi", CHOICE, "Mark the right answer of “Which?”."),
    ("quiz_true_false", {"statement": "You may."}, "Say whether “You may.” is true or false."),
    (
        "quiz_sort",
        {"question": "Colour?", "categories": ["green"], "items": [{"text": "x", "category": "blue"}]},
        "In “Colour?”, the category “blue” is not in the list of categories.",
    ),
]


@pytest.mark.parametrize(("kind", "value", "words"), BROKEN, ids=[kind for kind, _value, _words in BROKEN])
def test_a_broken_block_is_named_with_what_to_do(kind, value, words):
    assert lesson_problems([make_block(kind, value, key="here")]) == [gates.Problem(words, "here")]


def test_a_block_in_order_stops_nothing():
    blocks = [
        make_block("image", {"alt": "A wall.", "decorative": False}),
        make_block("image", {"alt": "", "decorative": True}),
        make_block("audio", {"title": "Third landing", "transcript": "She came out."}),
        make_block("quiz_single", CHOICE | {"must_be_right": False}),
        make_block("quiz_multi", CHOICE | {"options": [{"text": "A", "right": True}]}),
        make_block("quiz_sort", {"question": "?", "categories": ["a"], "items": [{"text": "x", "category": ""}]}),
        make_block("scenario", BUS_STOP),
        make_block("text", "<p>Words.</p>"),
        make_block("safety_panel"),
    ]
    assert lesson_problems(blocks) == []


def test_a_block_inside_a_variant_is_looked_at_too():
    image = [{"type": "image", "value": {"alt": "", "decorative": False}, "id": "i"}]
    block = make_block("role_variant", {"variants": [{"label": "Parks", "blocks": image}], "fallback": image})
    assert said(lesson_problems([block])) == ["Say what the picture shows, or tick “Decoration only”."] * 2


def lead_nowhere(story):
    story["scenes"][1]["choices"][0]["next"] = "B9"


def no_choice(story):
    story["scenes"][1]["choices"] = []


def lonely(story):
    story["scenes"].append({"key": "B7", "text": "?", "choices": [{"text": "Go", "next": "BP"}]})


def twice(story):
    story["endings"][1]["key"] = "BP"
    story["scenes"][0]["choices"][1]["next"] = "BP"


def no_good_end(story):
    story["endings"][0]["kind"] = "neutral"


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (
            lead_nowhere,
            [
                "In “At the bus stop”, a choice leads to B9, which does not exist.",
                "In “At the bus stop”, nobody can come to BP.",
                "In “At the bus stop”, no path leads to a settled end.",
            ],
        ),
        (
            no_choice,
            [
                "In “At the bus stop”, scene B2 is a dead end: give it a choice.",
                "In “At the bus stop”, nobody can come to BP.",
                "In “At the bus stop”, no path leads to a settled end.",
            ],
        ),
        (lonely, ["In “At the bus stop”, nobody can come to B7."]),
        (twice, ["In “At the bus stop”, the key BP is used twice."]),
        (no_good_end, ["In “At the bus stop”, no path leads to a settled end."]),
    ],
)
def test_a_scenario_without_a_way_through_is_told_where(change, words):
    assert said(lesson_problems([make_block("scenario", changed(BUS_STOP, change))])) == words


def test_a_brace_that_some_place_has_not_filled_stops_the_lesson():
    unfilled = {"hub": ["Southmoor", "Northbridge"]}
    assert said(lesson_problems([], unfilled=unfilled)) == [
        "The local word {hub} is not filled for Northbridge, Southmoor."
    ]


def test_local_words_are_found_at_any_depth_and_ours_are_left_out():
    stored = [{"type": "text", "value": "<p>At {hub}, on {date}</p>"}, {"value": {"steps": ["Ring {lead}"]}, "n": 7}]
    assert local_words_in(stored) == {"hub", "lead"}
    assert local_words_in("<p>{children&#x27;s number}</p>") == {"children's number"}


@pytest.mark.parametrize(
    ("settings", "words"),
    [
        ({"completed_by": "ATTENDANCE"}, ["Say how many minutes the session takes."]),
        ({"completed_by": "PRACTICE", "needed": 3}, ["Say within how many days."]),
        ({"completed_by": "PRACTICE"}, ["Say how many log entries are needed.", "Say within how many days."]),
        ({"completed_by": "MENTORING"}, ["Say how many meetings are needed."]),
        ({"completed_by": "GRANT", "what_to_see": ""}, ["Say what the trainer looks for."]),
        ({"completed_by": "ATTENDANCE", "minutes": 120}, []),
        ({"completed_by": "OBSERVATION"}, []),
        ({"completed_by": "LESSONS"}, []),
    ],
)
def test_a_module_needs_the_settings_of_its_rule(settings, words):
    assert said(module_problems(settings)) == words


def test_a_module_of_lessons_needs_a_required_one():
    assert said(module_problems({"completed_by": "LESSONS"}, required_lessons=0)) == [
        "A module completed by lessons needs at least one required lesson."
    ]
    assert module_problems({"completed_by": "LESSONS"}, required_lessons=1) == []


def test_a_route_needs_modules_each_with_its_settings():
    assert said(route_problems({})) == ["Choose at least one module."]
    assert said(route_problems({"Ready": [], "Session": [gates.Problem("Say how long.")]})) == [
        "Session: Say how long."
    ]


def test_a_course_needs_a_safety_panel_and_a_skill_something_to_do():
    assert course_problems(kind="SKILL", rules=["LESSONS", "PRACTICE"], has_safety_panel=True) == []
    assert course_problems(kind="AWARENESS", rules=["LESSONS"], has_safety_panel=True) == []
    assert said(course_problems(kind="SKILL", rules=["LESSONS"], has_safety_panel=False)) == [
        "Put a safety panel into at least one lesson of the course.",
        "A skill is learned by doing: add a session, a practice log or an observation as a module.",
    ]
