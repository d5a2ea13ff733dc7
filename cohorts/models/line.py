"""What every waiting list keeps to, at a session or for a cohort: first come, first offered; an offer has its end.

How places are counted, how long an offer stands and who is written to differs, and stands with each.
"""

import datetime
from typing import Self

from django.db import models
from django.db.models import Count, OuterRef, Q, Subquery
from django.utils import timezone


class LineQuerySet(models.QuerySet):
    """Named reads that both waiting lists have."""

    def first_come(self) -> Self:
        """Whoever asked first on top."""
        return self.order_by("asked_at", "pk")

    def lapsed(self) -> Self:
        """Those whose offer nobody took in time."""
        return self.filter(offered_until__lte=timezone.now())


class InLine(models.Model):
    """One row of a waiting list: when its person asked, and until when a place is theirs to take."""

    asked_at = models.DateTimeField(default=timezone.now)
    offered_until = models.DateTimeField(null=True, blank=True)

    class Meta:
        abstract = True

    @property
    def is_offered(self) -> bool:
        """Whether its person may take the place just now."""
        return self.offered_until is not None and self.offered_until > timezone.now()


def number_in(line: models.QuerySet, group: str) -> Subquery:
    """The number of a row in its line, for a query of such rows; nothing where none of the line is before it.

    ``group`` names the column that a line has in common: its session, or its cohort.
    """
    before = Q(asked_at__lt=OuterRef("asked_at")) | Q(asked_at=OuterRef("asked_at"), pk__lte=OuterRef("pk"))
    mine = line.filter(before, **{group: OuterRef(group)}).order_by().values(group)
    return Subquery(mine.annotate(number=Count("pk")).values("number"))


def to_offer(*, capacity: int, taken: int) -> int:
    """How many of a line may be offered a place: of so many places, so many are taken or offered."""
    return max(0, capacity - taken)


def offer_end(
    *, now: datetime.datetime, stands: datetime.timedelta, start: datetime.datetime | None
) -> datetime.datetime:
    """When an offer made now is over: after it has stood so long, and never after what it is for has begun."""
    return now + stands if start is None else min(now + stands, start)
