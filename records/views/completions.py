"""The report, and one person's record."""

import uuid

from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db.models import Q
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from people.models import Assignment
from records.filters import ReportForm
from records.models import LearningRecord
from records.permissions import can_export, can_see_records
from records.services.looking import note_view
from records.views.tables import record_table

PAGE = 50
DEFAULT_TYPES = [LearningRecord.Item.COURSE, LearningRecord.Item.MODULE]


def report_form(request: HttpRequest, records) -> ReportForm:
    """The filters of this address; modules and courses where nothing says which."""
    asked: QueryDict = request.GET.copy()
    if "item_type" not in asked:
        asked.setlist("item_type", DEFAULT_TYPES)
    return ReportForm(asked, records=records)


def chips(form: ReportForm, request: HttpRequest) -> list[dict]:
    """Each filter in force with the address without it."""
    found = []
    for name, value in form.asked.items():
        if name == "item_type" and "item_type" not in request.GET:
            continue
        rest = request.GET.copy()
        rest.pop(name, None)
        rest.pop("page", None)
        choices = dict(getattr(form.fields[name], "choices", []))
        shown = ", ".join(str(choices.get(part, part)) for part in (value if isinstance(value, list) else [value]))
        found.append({"label": f"{form.fields[name].label}: {shown}", "url": f"?{rest.urlencode()}"})
    return found


@require_safe
def completions(request: HttpRequest) -> HttpResponse:
    """The rows that the filters in the address mean, fifty a page, and the way to take them away."""
    if not can_see_records(request.user):
        raise PermissionDenied
    records = LearningRecord.objects.visible_to(request.user)
    form = report_form(request, records)
    found = records.none()
    if form.is_valid():
        found = records.current().matching(form.asked).in_order()
    page = Paginator(found, PAGE).get_page(request.GET.get("page"))
    query = request.GET.copy()
    query.pop("page", None)
    context = {
        "form": form,
        "page": page,
        "table": record_table(page.object_list),
        "chips": chips(form, request) if form.is_valid() else [],
        "query": query.urlencode(),
        "can_export": can_export(request.user),
    }
    return render(request, "records/completions.html", context)


@require_safe
def person(request: HttpRequest, person: uuid.UUID) -> HttpResponse:
    """One person: posts held here, and every version of what they completed. No other employer's, no learning."""
    if not can_see_records(request.user):
        raise PermissionDenied
    visible = LearningRecord.objects.visible_to(request.user)
    kept = visible.filter(person__merged_from__uuid=person).values_list("person__uuid", flat=True).first()
    if kept is not None:  # this entry was merged into another: one page, and the old address leads to it
        return redirect("records:person", person=kept)
    records = visible.filter(Q(person__uuid=person) | Q(person__merged_into__uuid=person))
    rows = list(records.in_order().select_related("person__merged_into", "assignment"))
    if not rows:
        raise Http404
    shown = rows[0].person.merged_into or rows[0].person
    note_view(person=shown, by=request.user)
    posts = Assignment.objects.filter(
        person=shown, organisation__in={row.organisation_id for row in rows}
    ).select_related("department__parent", "staff_role")
    context = {
        "person": shown,
        "posts": posts,
        "table": record_table([row for row in rows if row.superseded_seq is None], linked=False),
        "earlier": [row for row in rows if row.superseded_seq is not None],
    }
    return render(request, "records/person.html", context)
