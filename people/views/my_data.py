"""One's own data: what is held, in words; and all of it as one file to take away."""

import uuid

from django.core.exceptions import ValidationError
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, JsonResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from people.adapters.again import ask_before_all
from people.forms.leaving import DataFileForm
from people.models import DataFile
from people.services import data_files, privacy

State = DataFile.State
STATES: dict[str, str] = {State.WAITING: "waiting", State.BUILDING: "running", State.READY: "done", State.GONE: "done"}


@never_cache
@require_http_methods(["GET", "POST"])
def my_data(request: HttpRequest) -> HttpResponse:
    """What is held and why, kind by kind. The button asks for the file."""
    form = DataFileForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        if asked := ask_before_all(request):
            return asked
        try:
            made = data_files.request_file(person=request.user, form_key=form.cleaned_data["form_key"])
            return redirect("people:data_file", made.uuid)
        except ValidationError as problem:
            form.add_error(None, problem)
    context = {
        "form": form,
        "held": privacy.held_about(person=request.user),
        "file": data_files.newest(person=request.user),
        "days": data_files.KEPT_FOR.days,
        "shared": request.session.get("shared_device"),
        "parents": [{"title": _("Settings"), "url": reverse("people:settings")}],
    }
    return render(request, "people/my_data.html", context)


@never_cache
@require_http_methods(["GET", "POST"])
def data_file(request: HttpRequest, file: uuid.UUID) -> HttpResponseBase:
    """One file: its progress, or the file. Opening the page takes nothing away; the button does."""
    row = get_object_or_404(DataFile.objects.visible_to(request.user), uuid=file)
    if request.method == "POST":
        return ask_before_all(request) or _take(request, row)
    url = reverse("people:data_file", args=[row.uuid])
    if request.headers.get("Accept", "").startswith("application/json"):
        done = row.state in {State.READY, State.GONE}
        return JsonResponse({"state": STATES[row.state], "done": 0, "total": 0, "url": url if done else ""})
    context = {
        "file": row,
        "title": _("Your data as a file"),
        "label": _("Making your file"),
        "state": STATES[row.state],
        "next": ""
        if request.user.email
        else _("You can leave this page and come back. Your home page says when it is ready."),
        "shared": request.session.get("shared_device"),
        "parents": [{"title": _("My data"), "url": reverse("people:my_data")}],
    }
    return render(request, "people/data_file/page.html", context | dict.fromkeys(("poll_url", "again_url"), url))


def _take(request: HttpRequest, row: DataFile) -> FileResponse:
    if row.state != State.READY:
        raise Http404
    content = data_files.open_file(file=row)
    if content is None:
        raise Http404
    data_files.note_taken(file=row, by=request.user)
    name = f"my-data-{row.asked_at:%Y-%m-%d}.zip"
    return FileResponse(content, as_attachment=True, filename=name)
