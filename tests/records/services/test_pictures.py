"""The pictures HR looks at first: their figures, their sentences, and what paper leaves out."""

import datetime

import pytest
from django.utils import timezone

from records.models import LearningRecord
from records.services.pictures import by_label, by_name, counted, folded, pictures, told, told_running

pytestmark = pytest.mark.django_db
LEFT_OUT = "A number under 5 is not shown, and sometimes another beside it. So nobody can be picked out."


@pytest.fixture
def parts(hana):
    """The pictures by their key."""

    def draw():
        records = LearningRecord.objects.visible_to(hana).current().matching({})
        return {part.chart.key: part for part in pictures(records=records, today=timezone.localdate(), report="/r/")}

    return draw


def test_departments_and_roles_are_bars_of_all_of_them(hana, record, parts):
    for number, (department, role) in enumerate([("Housing", "Warden"), ("Housing", ""), ("Parks", "Warden")]):
        record(name=f"P{number}", completed_on=timezone.localdate(), department=department, staff_role=role)
    found = parts()
    assert found["by-department"].chart.sentence == "Housing: 2 of 3 courses."
    rows = {row.name: [text for _heading, text in row.cells] for row in found["by-role"].chart.rows}
    assert rows == {"Warden": ["2", "3"], "No role": ["1", "3"]}


def test_what_runs_out_is_counted_within_30_90_and_180_days(hana, record, parts):
    for days in (10, 60, 400):
        record(name=f"P{days}", expires_on=timezone.localdate() + datetime.timedelta(days=days))
    chart = parts()["expiring"].chart
    assert chart.sentence == "2 of 3 run out within 90 days."
    assert [text for row in chart.rows for _heading, text in row.cells] == ["1", "3", "2", "3", "2", "3"]


def test_with_one_person_there_are_words_and_no_picture(hana, record, parts):
    record(completed_on=timezone.localdate(), department="Housing", staff_role="Warden")
    assert {key: str(part.chart.svg) for key, part in parts().items()} == dict.fromkeys(
        ("by-month", "by-department", "by-role", "expiring"), ""
    )
    assert parts()["by-department"].chart.sentence == "Housing: 1 of 1 course."
    assert parts()["expiring"].chart.sentence == "Nothing that is valid today has an end."


def test_a_total_under_five_is_words_on_paper(hana, record, parts):
    today = timezone.localdate()
    for number in range(4):
        months = datetime.timedelta(days=31 * number)
        record(name=f"P{number}", completed_on=today - months, department=f"D{number}", expires_on=today + months)
    found = parts()
    assert {part.paper.sentence for part in found.values()} == {
        "Fewer than 5 courses were completed in the last twelve months.",
        LEFT_OUT,
    }
    assert not any(part.paper.svg or part.paper.tabled for part in found.values())
    assert found["expiring"].chart.svg


def test_paper_has_six_lines_and_is_the_screen_where_nothing_is_left_out(hana, record, parts):
    for number in range(35):
        record(name=f"P{number}", completed_on=timezone.localdate(), department=f"D{number % 7}", staff_role="Warden")
    found = parts()
    assert [row.name for row in found["by-department"].paper.rows] == ["D0", "D1", "D2", "D3", "D4", "2 others"]
    assert (found["by-role"].paper, found["by-month"].paper) == (None, None)


def test_over_twenty_lines_stand_together_on_the_last():
    counts = [(f"Department {number}", 30 - number) for number in range(25)]
    assert folded(counts[:20], 20) == counts[:20]
    assert len(folded(counts, 20)) == 20
    assert folded(counts, 20)[-1] == ("6 others", 11 + 10 + 9 + 8 + 7 + 6)


def test_somebody_without_a_payroll_number_is_counted_as_unmatched(hana, record):
    row = record()
    row.assignment.employee_number = ""
    row.assignment.save()
    found = counted(records=LearningRecord.objects.visible_to(hana).current().matching({}))
    assert [facts[1:] for facts in found] == [(1, "under 5"), (1, "under 5")]


def test_where_a_number_is_small_paper_stands_by_name_and_the_rest_is_one_line_of_unsaid_length():
    """By size, 4 before 3 would be told by their sum; "4 others" under five would be one each."""
    counts = [("Parks", 30), ("Roads", 4), ("Adults", 3)]
    assert by_name(counts) == [("Adults", 3), ("Parks", 30), ("Roads", 4)]
    many = [(name, 40 - number) for number, name in enumerate("GFEDCBA")]
    assert by_name(many) == [("A", 34), ("B", 35), ("C", 36), ("D", 37), ("E", 38), ("The rest", 79)]
    assert [name for name, _count in by_name(many[:6])] == ["B", "C", "D", "E", "F", "The rest"]
    paper = by_label("by-role", ("Roles", "Role"), counts, "/r/").paper
    assert [(row.name, row.cells[0][1]) for row in paper.rows] == [
        *(("Adults", "not shown"), ("Parks", "30"), ("Roads", "not shown")),
    ]


def test_paper_has_one_word_for_every_number_that_it_does_not_tell():
    """ "Under 5" beside "not shown" would tell that the other is five or more."""
    assert list(told([40, 3, 9, 12])) == ["not shown", "not shown", 9, 12]
    assert list(told([5, 20, 0])) == [5, 20, 0]


@pytest.mark.parametrize(
    ("steps", "rest", "expected"),
    [
        ([10, 20, 30], 40, [10, 30, 60]),
        ([10, 2, 30], 40, ["not shown", "not shown", "not shown"]),
        ([10, 20, 2], 40, ["not shown", "not shown", "not shown"]),
        ([0, 10, 30], 2, [0, "not shown", "not shown"]),
    ],
)
def test_running_totals_do_not_differ_by_what_is_left_out(steps, rest, expected):
    assert list(told_running(steps, rest)) == expected
