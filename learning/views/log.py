"""The practice log: entries newest first, a new entry, taking one away."""

import itertools
import uuid
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from courses.models import CompletedBy
from learning.forms.practice import EntryForm
from learning.models import Enrolment, PracticeEntry
from learning.services import practice
from learning.services.progress import NotOpen
from learning.services.standing import standings
from learning.views import words


@require_safe
def log(request: HttpRequest) -> HttpResponse:
    """The practice log: how far it is, and what was noted, by month."""
    entries = list(PracticeEntry.objects.visible_to(request.user).select_related("module"))
    months = itertools.groupby(entries, key=lambda entry: entry.happened_on.replace(day=1))
    rows = _open_rows(request)
    context = {
        "months": [(month, list(group)) for month, group in months],
        "rows": [{"title": row.module.title, "have": words.have_of(row), "status": row.status} for _e, row in rows],
        "may_add": bool(rows),
    }
    return render(request, "learning/log.html", context)


@require_http_methods(["GET", "POST"])
def new_entry(request: HttpRequest) -> HttpResponse:
    """A new entry, in thirty seconds."""
    rows = _open_rows(request)
    modules = {str(row.module.pk): row.module for _enrolment, row in rows}
    if not modules:
        return render(request, "learning/no_log.html")
    owners = {str(row.module.pk): enrolment for enrolment, row in rows}
    asked = request.GET.get("module", "")
    initial = {"form_key": uuid.uuid4()} | ({"module": asked} if asked in modules else {})
    form = EntryForm(request.POST or None, modules=modules, initial=initial)
    if request.method == "POST" and form.is_valid():
        noted = _add(request, form, modules, owners)
        if noted is not None:
            return _after(request, noted)
    return render(request, "learning/new_entry.html", {"form": form})


@require_http_methods(["GET", "POST"])
def remove(request: HttpRequest, entry: UUID) -> HttpResponse:
    """Ask first; a POST takes the entry away, unless a finished module rests on it."""
    mine = get_object_or_404(PracticeEntry.objects.visible_to(request.user).select_related("enrolment"), uuid=entry)
    if request.method == "POST":
        try:
            practice.remove_entry(entry=mine, by=request.user)
        except ValidationError as problem:
            messages.warning(request, problem.messages[0])
        else:
            messages.success(request, _("The entry is gone."))
        return redirect("learning:log")
    context = {
        "title": _("Remove this entry?"),
        "what_will": [_("It no longer counts, and nobody can bring it back.")],
        "button": _("Remove this entry"),
        "cancel_url": reverse("learning:log"),
    }
    return render(request, "components/confirm.html", context)


def _open_rows(request: HttpRequest):
    """The practice modules of the person's open courses that wait for entries."""
    mine = list(Enrolment.objects.visible_to(request.user).open())
    found = standings(mine) if mine else {}
    return [
        (enrolment, row)
        for enrolment in mine
        for row in found[enrolment.pk]
        if row.module.completed_by == CompletedBy.PRACTICE and not row.complete
    ]


def _add(request: HttpRequest, form: EntryForm, modules, owners) -> practice.Noted | None:
    key = form.cleaned_data["module"]
    try:
        return practice.add_entry(
            enrolment=owners[key],
            module=modules[key],
            entry=form.entry(),
            form_key=form.cleaned_data["form_key"],
            by=request.user,
        )
    except ValidationError as problem:
        form.add_error(None, problem)
    except NotOpen:
        form.add_error(None, _("This course is finished. Nothing more is needed."))
    return None


def _after(request: HttpRequest, noted: practice.Noted) -> HttpResponse:
    messages.success(request, _("Noted. Thank you for the chat."))
    if noted.module is not None:
        messages.success(request, _("That is this module done. It is in your record, dated today."))
    if noted.course is not None:
        words_for = {"course": noted.course.title}
        messages.success(request, _("You have completed %(course)s. Your certificate is on its way.") % words_for)
        return redirect("learning:course", noted.entry.enrolment.uuid)
    return redirect("learning:log")
