"""Asking for a file, watching it being made, taking it away."""

import uuid

from django.core.exceptions import PermissionDenied
from django.core.files.storage import storages
from django.core.paginator import Paginator
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, JsonResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_safe

from people.adapters.again import ask_again
from people.services.sent_forms import FormUsed
from records.forms import ExportForm
from records.models import Export, LearningRecord
from records.permissions import can_download, can_export
from records.services import exports as services
from records.views.completions import chips, report_form
from records.views.tables import export_table, record_table

STATES: dict[str, str] = {
    Export.State.WAITING: "waiting",
    Export.State.BUILDING: "running",
    Export.State.READY: "done",
    Export.State.PURGED: "done",
    Export.State.REFUSED: "parked",
}
PREVIEW = 5
PAGE = 50


@require_safe
def exports(request: HttpRequest) -> HttpResponse:
    """The history of one's exports: when, why, how many rows, and the file while it is kept."""
    if not can_export(request.user):
        raise PermissionDenied
    found = Export.objects.visible_to(request.user).select_related("requested_by")
    page = Paginator(found, PAGE).get_page(request.GET.get("page"))
    return render(request, "records/exports.html", {"page": page, "table": export_table(page.object_list)})


@require_http_methods(["GET", "POST"])
def new_export(request: HttpRequest) -> HttpResponse:
    """The filters in words, the first rows as they will be, and the purpose."""
    if not can_export(request.user):
        raise PermissionDenied
    if asked := ask_again(request):
        return asked
    records = LearningRecord.objects.visible_to(request.user).filter(organisation_id=request.user.organisation_id)
    report = report_form(request, records)
    if not report.is_valid():
        return redirect(f"{reverse('records:completions')}?{request.GET.urlencode()}")
    form = ExportForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        export = _request(request, form, report)
        if export:
            return redirect("records:export", export.uuid)
    found = records.current().matching(report.asked).in_order()
    context = {
        "form": form,
        "chips": chips(report, request),
        "count": found.count(),
        "table": record_table(found[:PREVIEW], linked=False),
        "query": request.GET.urlencode(),
    }
    return render(request, "records/new_export.html", context)


def _request(request: HttpRequest, form: ExportForm, report) -> Export | None:
    """The export, or None with the reason on the form."""
    asked = {name: form.cleaned_data[name] for name in ("format", "purpose", "purpose_note")}
    try:
        return services.request_export(
            organisation=request.user.organisation,
            asked=asked | {"filters": report.asked},
            form_key=form.cleaned_data["form_key"],
            by=request.user,
        )
    except services.TooManyOpen:
        form.add_error(None, _("Two of your files are still being made. Wait for one of them."))
    except FormUsed as problem:
        form.add_error(None, problem)
    except services.NothingToExport:
        form.add_error(None, _("These filters leave no rows, so there is nothing to put in a file."))
    return None


@require_http_methods(["GET", "POST"])
def export(request: HttpRequest, export: uuid.UUID) -> HttpResponseBase:
    """One export: its progress or its file. Opening the page takes nothing away; the button does."""
    if not can_export(request.user):
        raise PermissionDenied
    row = get_object_or_404(Export.objects.visible_to(request.user), uuid=export)
    if request.method == "POST":
        return _download(request, row)
    url = reverse("records:export", args=[row.uuid])
    if request.headers.get("Accept", "").startswith("application/json"):
        words = ngettext("%(done)s of %(total)s row", "%(done)s of %(total)s rows", row.rows_total)
        words %= {"done": row.rows_done, "total": row.rows_total}
        state = {"state": STATES[row.state], "done": row.rows_done, "total": row.rows_total}
        return JsonResponse(state | {"words": words, "url": url if row.state == Export.State.READY else ""})
    context = {
        "export": row,
        "label": _("Making your file"),
        "done": row.rows_done,
        "total": row.rows_total,
        "state": STATES[row.state],
    }
    return render(request, "records/export.html", context | dict.fromkeys(("poll_url", "again_url"), url))


def _download(request: HttpRequest, row: Export) -> FileResponse:
    """The file, if it is still there and still theirs."""
    if row.state != Export.State.READY or not can_download(request.user, row):
        raise Http404
    services.note_download(export=row, by=request.user)
    ending = row.file.rsplit(".", 1)[-1]
    stamp = row.requested_at.strftime("%Y%m%dT%H%M%SZ")
    name = f"academy_completions_{row.organisation.code}_{stamp}_full_{row.to_seq}.{ending}"
    return FileResponse(
        storages["private"].open(row.file),
        as_attachment=True,
        filename=name,
        headers={"Cache-Control": "private, no-store"},
    )
