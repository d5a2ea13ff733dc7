"""The figures of the overview, counted by the database: a year of 100,000 records is one row a month."""

import datetime
from collections import Counter

from django.db.models import Count, Max, Q
from django.db.models.functions import TruncMonth

from records.models.record import LearningRecordQuerySet

WITHIN = (30, 90, 180)


def last_months(today: datetime.date, many: int = 12) -> list[datetime.date]:
    """The first days of the last months, this one included, oldest first."""
    number = today.year * 12 + today.month - 1
    return [datetime.date(n // 12, n % 12 + 1, 1) for n in range(number - many + 1, number + 1)]


def by_month(courses: LearningRecordQuerySet, months: list[datetime.date]) -> list[tuple[datetime.date, int]]:
    """How many of these were completed in each of the months."""
    found = (
        courses.filter(completed_on__gte=months[0])
        .annotate(month=TruncMonth("completed_on"))
        .values("month")
        .annotate(count=Count("pk"))
        .order_by()
    )
    counts = {row["month"]: row["count"] for row in found}
    return [(month, counts.get(month, 0)) for month in months]


def by_label(courses: LearningRecordQuerySet, field: str, *, without: str) -> list[tuple[str, int]]:
    """How many of these have each text in the field, the most first; ``without`` names those with none."""
    counts: Counter[str] = Counter()
    for row in courses.values(field).annotate(count=Count("pk")).order_by():
        counts[row[field] or without] += row["count"]
    return sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))


def expiring(courses: LearningRecordQuerySet, today: datetime.date) -> tuple[list[tuple[int, int]], int]:
    """How many run out within 30, 90 and 180 days, and of how many that are valid today and have an end.

    A person's course counts once, by its last day: whoever has renewed is not in these figures.
    """
    last = (
        courses.filter(expires_on__isnull=False)
        .values("person", "item_code")
        .annotate(last=Max("expires_on"))
        .order_by()
    )
    ends = {
        f"within_{days}": Count("last", filter=Q(last__gte=today, last__lte=today + datetime.timedelta(days=days)))
        for days in WITHIN
    }
    found = last.aggregate(valid=Count("last", filter=Q(last__gte=today)), **ends)
    return [(days, found[f"within_{days}"]) for days in WITHIN], found["valid"]
