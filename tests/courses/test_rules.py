from courses.rules import RULE_FIELDS, asked

ROW = type("Row", (), {"pk": 7})()


def test_two_versions_ask_the_same_where_only_what_does_not_count_differs():
    lessons = {"completed_by": "LESSONS", "needed": 3, "minutes": 90}
    assert asked(lessons) == asked({"completed_by": "LESSONS"}) == ("LESSONS",)
    assert asked({"completed_by": "PRACTICE", "needed": 3, "within_days": 84}) == ("PRACTICE", 3, 84)


def test_a_row_stands_as_its_key():
    assert asked({"completed_by": "OBSERVATION", "rubric": ROW}) == asked({"completed_by": "OBSERVATION", "rubric": 7})


def test_the_fields_that_count_begin_with_the_rule():
    assert RULE_FIELDS[0] == "completed_by"
    assert {"minutes", "share", "needed", "within_days", "rubric", "what_to_see"} < set(RULE_FIELDS)
