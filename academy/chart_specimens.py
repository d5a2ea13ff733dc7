"""The charts of the style guide: each kind, with few and many lines, long names, large numbers, one value, none.

The sample words below are data, not interface: they stay in English and Welsh.
"""

from datetime import date
from decimal import Decimal

from press.charts import Chart, Pair, Share, Words, bars_of_a_whole, before_and_after, columns_by_month

COUNTS = (4, 12, 31, 7, 60, 5, 0, 88, 140, 6, 19, 40)
PLACES = (
    "Housing",
    "Gwasanaethau Cymdeithasol Oedolion a Chymunedau y Gogledd",
    "Children and families",
    "Libraries",
    "Llanfairpwllgwyngyllgogerychwyrndrobwllllantysiliogogogoch",
)


def months(*times: int) -> list[tuple[date, list[int]]]:
    """Twelve months that end in November, with so many times the sample counts in each series."""
    first = [date(2025, 12, 1), *(date(2026, month, 1) for month in range(1, 12))]
    return [(month, [count * many for many in times]) for month, count in zip(first, COUNTS, strict=True)]


def chart_samples() -> list[Chart]:
    """Every kind of chart, from pictures to the sentence that stands alone."""
    return [
        columns_by_month(
            months(1),
            Words("sample-month", "By month", "412 courses were completed in twelve months.", "Month", ["Courses"]),
        ),
        columns_by_month(
            months(9_000),
            Words("sample-large", "By month, large", "Columns lie where numbers are long.", "Month", ["Courses"]),
        ),
        columns_by_month(
            months(1, 2)[:5],
            Words("sample-two", "Two by month", "Two stand side by side.", "Month", ["Completed", "Begun"]),
        ),
        bars_of_a_whole(
            [Share(name, [done], 120) for name, done in zip(PLACES, (84, 60, 31, 0, 120), strict=True)],
            Words("sample-whole", "By department", "84 of 120 in Housing are trained.", "Department", ["Trained"]),
        ),
        bars_of_a_whole(
            [Share("Housing", [84_000, 20_000, 4_000, 900], 120_000), Share("Parks", [1, 40, "under 5", 5], 45)],
            Words(
                *("sample-four", "Four to tell apart", "84,000 of 120,000 in Housing are trained.", "Department"),
                ["Trained", "Started", "Waiting", "Away from work"],
            ),
        ),
        bars_of_a_whole(
            [Share(f"Department {number}", [number * 5], 100) for number in range(20, 0, -1)],
            Words(
                "sample-twenty",
                "Twenty departments",
                "All 100 in Department 20 are trained.",
                "Department",
                ["Trained"],
            ),
        ),
        before_and_after(
            [
                Pair("I know whom to ask", Decimal("2.1"), Decimal("3.9"), 31),
                Pair("I feel sure in a hard talk, even when somebody is angry", Decimal("3.4"), Decimal("2.9"), 31),
                Pair("I know three places to send people to", 3, 3, 30),
            ],
            Words("sample-pairs", "Before and after", "31 of 40 answered both times.", "Question", ["Before", "After"]),
            most=5,
        ),
        bars_of_a_whole(
            [Share("Housing", [2], 3)],
            Words("sample-one", "One", "2 of 3 in Housing are trained.", "Department", ["Trained"]),
        ),
        bars_of_a_whole([], Words("sample-none", "None", "Nobody is asked for this yet.", "Department", ["Trained"])),
    ]
