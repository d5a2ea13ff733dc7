"""Overview: the pictures HR looks at first, what is unmatched, and the last export."""

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from learning import registry
from learning.services.questions import waiting_for
from records.models import Export, LearningRecord
from records.permissions import can_see_records
from records.services.pictures import counted, pictures


@require_safe
def overview(request: HttpRequest) -> HttpResponse:
    """Completed courses by month, department and role; what runs out; what is unmatched; the last export."""
    if not can_see_records(request.user):
        raise PermissionDenied
    records = LearningRecord.objects.visible_to(request.user).current().matching({})
    context = {
        "parts": pictures(records=records, today=timezone.localdate(), report=reverse("records:completions")),
        "counts": counted(records=records),
        "last_export": Export.objects.visible_to(request.user).first(),
        "any": records.exists(),
        "asked": waiting_for(request.user),
        "to_agree": registry.waiting_for(request.user),
    }
    return render(request, "records/overview.html", context)
