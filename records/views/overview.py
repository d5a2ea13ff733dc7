"""H1: the pictures HR looks at first, each with its sentence and its table."""

import datetime
from collections import Counter

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from press import charts
from records.models import Export, LearningRecord
from records.permissions import can_see_records

MONTHS = 12


def last_months(today: datetime.date) -> list[datetime.date]:
    """The first days of the last twelve months, oldest first."""
    number = today.year * 12 + today.month - 1
    return [datetime.date(n // 12, n % 12 + 1, 1) for n in range(number - MONTHS + 1, number + 1)]


@require_safe
def overview(request: HttpRequest) -> HttpResponse:
    """Completed courses by month, what is unmatched, the last export."""
    if not can_see_records(request.user):
        raise PermissionDenied
    records = LearningRecord.objects.visible_to(request.user).current().matching({})
    courses = records.filter(item_type=LearningRecord.Item.COURSE)
    months = last_months(timezone.localdate())
    days = courses.filter(completed_on__gte=months[0]).values_list("completed_on", flat=True)
    counts = Counter(day.replace(day=1) for day in days)
    total = sum(counts.values())
    sentence = ngettext(
        "%(count)d course was completed in the last twelve months.",
        "%(count)d courses were completed in the last twelve months.",
        total,
    ) % {"count": total}
    chart = charts.columns_by_month(
        [(month, counts[month]) for month in months],
        name="completions-by-month",
        title=_("Courses completed by month"),
        description=sentence,
    )
    context = {
        "sentence": sentence,
        "chart": chart if len([c for c in counts.values() if c]) > 1 else None,
        "rows": [(name, count) for name, count in chart.rows if count],
        "people": courses.values("person").distinct().count(),
        "unmatched": records.filter(assignment__employee_number="").values("person").distinct().count(),
        "last_export": Export.objects.visible_to(request.user).first(),
        "any": records.exists(),
    }
    return render(request, "records/overview.html", context)
