"""Courses on their way: export and copy for editors, import for administrators, under /cms/course-files/."""

import tempfile
import uuid
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import URLPattern, path, reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods
from wagtail.admin import messages
from wagtail.admin.menu import MenuItem
from wagtail.admin.viewsets.base import ViewSet

from courses.forms.transfer import CopyForm, ImportForm
from courses.models import CoursePage
from courses.services.copying import copy_course
from courses.services.transfer import waiting as transfer_waiting
from courses.services.transfer.export import export_course
from courses.services.transfer.file import Refused
from courses.services.transfer.importing import import_course
from courses.services.transfer.writing import How, Outcome
from courses.viewsets.translating import clear, translate
from people.adapters.again import ask_again
from people.permissions import is_administrator

IN_MEMORY = 8 * 1024 * 1024
LISTS = (
    ("new", gettext_lazy("New here")),
    ("changed", gettext_lazy("Changed")),
    ("kept", gettext_lazy("Kept as it is here, because somebody changed it")),
    ("notes", gettext_lazy("Worth a look")),
    ("same", gettext_lazy("The same already")),
)


def _course(request: HttpRequest, pk: int, right: str) -> CoursePage:
    course = get_object_or_404(CoursePage, pk=pk)
    if not getattr(course.permissions_for_user(request.user), right)():
        raise PermissionDenied
    return course


@require_GET
def export(request: HttpRequest, pk: int) -> HttpResponse | FileResponse:
    """The course as a file: its newest drafts, or with ``?live=1`` what people read now."""
    course = _course(request, pk, "can_edit")
    file = tempfile.SpooledTemporaryFile(IN_MEMORY)  # noqa: SIM115  the response closes it
    try:
        export_course(course, file, live=bool(request.GET.get("live")))
    except Refused as refused:
        for problem in refused.problems:
            messages.error(request, problem)
        return redirect("wagtailadmin_explore", course.pk)
    file.seek(0)
    headers = {"Cache-Control": "private, no-store"}
    return FileResponse(file, as_attachment=True, filename=f"{course.code}.zip", headers=headers)


@require_http_methods(["GET", "HEAD", "POST"])
def copy(request: HttpRequest, pk: int) -> HttpResponse:
    """A title and a code first; then the copy is there, as a draft. Sent twice, there is one."""
    course = _course(request, pk, "can_copy")
    if not course.get_parent().permissions_for_user(request.user).can_add_subpage():
        raise PermissionDenied
    start = {"title": course.title, "key": uuid.uuid4()}
    form = CopyForm(request.POST if request.method == "POST" else None, initial=start)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        try:
            made = copy_course(
                source=course, title=given["title"], code=given["code"], key=str(given["key"]), by=request.user
            )
        except ValidationError as fault:
            form.add_error(None, fault)
        else:
            messages.success(request, _("“%(title)s” is there, as a draft.") % {"title": made.title})
            return redirect("wagtailadmin_explore", made.pk)
    crumbs = [
        {"url": reverse("wagtailadmin_explore", args=[course.pk]), "label": course.title},
        {"url": "", "label": _("Copy")},
    ]
    context = {"course": course, "form": form, "breadcrumbs_items": crumbs}
    return render(request, "courses/cms/copy_course.html", context)


def _only_administrators(request: HttpRequest) -> None:
    if not is_administrator(request.user):
        raise PermissionDenied


def _crumbs(last: str) -> list[dict[str, str]]:
    return [{"url": reverse("course_files:index"), "label": _("Import a course")}, {"url": "", "label": last}]


@require_http_methods(["GET", "HEAD", "POST"])
def bring(request: HttpRequest) -> HttpResponse:
    """Choose the file. Nothing is brought in yet: what would happen comes first."""
    _only_administrators(request)
    form = ImportForm(*((request.POST, request.FILES) if request.method == "POST" else ()))
    if request.method == "POST" and form.is_valid():
        key = transfer_waiting.keep(form.cleaned_data["file"], by=request.user)
        asked = urlencode({"code": form.cleaned_data["code"]}) if form.cleaned_data["code"] else ""
        return redirect(f"{reverse('course_files:look', args=[key])}{'?' if asked else ''}{asked}")
    crumbs = [{"url": "", "label": _("Import a course")}]
    return render(request, "courses/cms/import_course.html", {"form": form, "breadcrumbs_items": crumbs})


@require_http_methods(["GET", "HEAD", "POST"])
def look(request: HttpRequest, key: uuid.UUID) -> HttpResponse:
    """What would be new, changed and kept; sent, it is done by somebody who has lately shown who they are."""
    _only_administrators(request)
    if request.method == "POST" and (asked := ask_again(request)):
        return asked
    file = transfer_waiting.waiting(key, by=request.user)
    if file is None:
        raise Http404
    given = request.POST if request.method == "POST" else request.GET
    how = How(code=given.get("code", "")[:100], over=bool(given.get("over")))
    acting = request.method == "POST"
    with file:
        outcome = import_course(file, how=how, dry_run=not acting, by=request.user)
    if acting and outcome.course is not None and not outcome.problems:
        transfer_waiting.forget(key, by=request.user)
        messages.success(request, _("“%(title)s” is here, as a draft.") % {"title": outcome.course})
        return redirect("wagtailadmin_explore", outcome.course.pk)
    return render(request, "courses/cms/look_at_import.html", _looked(outcome, how, key))


def _looked(outcome: Outcome, how: How, key: uuid.UUID) -> dict[str, Any]:
    return {
        "outcome": outcome,
        "lists": [(words, getattr(outcome, name)) for name, words in LISTS if getattr(outcome, name)],
        "how": how,
        "key": key,
        "nothing_to_do": not (outcome.new or outcome.changed),
        "breadcrumbs_items": _crumbs(_("What would happen")),
    }


class ImportMenuItem(MenuItem):
    """The line in the menu, for administrators."""

    def is_shown(self, request: HttpRequest) -> bool:
        """Whether this person may import."""
        return is_administrator(request.user)


class TransferViewSet(ViewSet):
    """Everything under /cms/course-files/."""

    name = "course_files"
    url_prefix = "course-files"
    icon = "upload"
    menu_label = gettext_lazy("Import a course")
    menu_order = 890
    add_to_admin_menu = True
    menu_item_class = ImportMenuItem

    def get_urlpatterns(self) -> list[URLPattern]:
        """Export and copy by the number of the course, import in two steps."""
        return [
            path("import/", bring, name="index"),
            path("import/<uuid:key>/", look, name="look"),
            path("export/<int:pk>/", export, name="export"),
            path("copy/<int:pk>/", copy, name="copy"),
            path("translate/<int:pk>/", translate, name="translate"),
            path("clear/<int:pk>/", clear, name="clear"),
        ]
