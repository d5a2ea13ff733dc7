import pytest

from courses.gates import Problem, course_problems, lesson_problems, module_problems, route_problems, unknown_slots


def said(problems):
    return [str(problem) for problem in problems]


def test_a_brace_that_some_place_has_not_filled_stops_the_lesson():
    unfilled = {"hub": ["Southmoor", "Northbridge"]}
    body = [{"type": "text", "value": "<p>Come to {hub}.</p>", "id": "t"}]
    assert lesson_problems(body, unfilled=unfilled) == [
        Problem("The local word {hub} is not filled for Northbridge, Southmoor.", "t")
    ]


@pytest.mark.parametrize(
    ("settings", "words"),
    [
        ({"completed_by": "ATTENDANCE"}, ["Say how many minutes the session takes."]),
        ({"completed_by": "PRACTICE", "needed": 3}, ["Say within how many days."]),
        ({"completed_by": "PRACTICE"}, ["Say how many log entries are needed.", "Say within how many days."]),
        ({"completed_by": "MENTORING"}, ["Say how many meetings are needed."]),
        ({"completed_by": "GRANT", "what_to_see": ""}, ["Say what the trainer looks for."]),
        ({"completed_by": "ATTENDANCE", "minutes": 120}, []),
        ({"completed_by": "OBSERVATION"}, ["Choose the rubric that the observer scores by."]),
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
    assert said(route_problems({"Ready": [], "Session": [Problem("Say how long.")]})) == ["Session: Say how long."]


def test_a_course_needs_a_safety_panel_and_a_skill_something_to_do():
    assert course_problems(kind="SKILL", rules=["LESSONS", "PRACTICE"], has_safety_panel=True) == []
    assert course_problems(kind="AWARENESS", rules=["LESSONS"], has_safety_panel=True) == []
    assert said(course_problems(kind="SKILL", rules=["LESSONS"], has_safety_panel=False)) == [
        "Put a safety panel into at least one lesson of the course.",
        "A skill is learned by doing: add a session, a practice log or an observation as a module.",
    ]


def test_a_slot_that_no_certificate_fills_is_named():
    assert unknown_slots("came on {date} to {place}, {hours} hours") == []
    assert unknown_slots("came on {day} to {hub}") == ["{day}", "{hub}"]
