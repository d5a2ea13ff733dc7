"""My notes: reflections and promises in one private place. Only their writer comes here."""

from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from courses.services import local_words
from learning.forms.note import NoteForm
from learning.models import Enrolment, Promise
from learning.registry import trainers_of
from learning.services import notes as service
from learning.services.notes import Note
from learning.views.course import own_enrolment

LOOKS = require_http_methods(["GET", "HEAD", "POST"])


@require_safe
def notes(request: HttpRequest) -> HttpResponse:
    """Everything I wrote for myself, by course, the newest first."""
    context = {
        "books": service.notebooks(person=request.user, words=local_words(request.user.organisation)),
        "choices": Promise.Kept.choices,
        "today": service.promises_to_ask(request.user),
    }
    return render(request, "learning/notes.html", context)


@LOOKS
def note(request: HttpRequest, **place: Any) -> HttpResponse:
    """Write one reflection, or write it anew."""
    mine = _own(request, place)
    form = NoteForm(request.POST if request.method == "POST" else None, initial={"text": mine.row.text})
    if request.method == "POST" and form.is_valid():
        service.change_reflection(reflection=mine.row, text=form.cleaned_data["text"], by=request.user)
        messages.success(request, _("Saved."))
        return redirect("learning:notes")
    return render(request, "learning/note.html", _context(mine, form))


@LOOKS
def delete(request: HttpRequest, **place: Any) -> HttpResponse:
    """Ask first; a POST deletes one reflection."""
    mine = _own(request, place)
    if request.method == "POST":
        service.delete_reflection(reflection=mine.row, by=request.user)
        messages.success(request, _("It is deleted."))
        return redirect("learning:notes")
    context = {
        "title": _("Delete what you wrote?"),
        "what_will": [_("It is gone, also for us. Nobody can bring it back.")],
        "what_will_not": [_("The lesson stays as finished as it is.")],
        "button": _("Delete it"),
        "cancel_url": reverse("learning:notes"),
    }
    return render(request, "components/confirm.html", context)


@LOOKS
def share(request: HttpRequest, **place: Any) -> HttpResponse:
    """Show exactly what the trainers will see, and who they are; a POST shares it."""
    mine = _own(request, place)
    if request.method == "POST":
        try:
            service.share(reflection=mine.row, by=request.user)
        except service.NotShareable:
            messages.warning(request, _("This one cannot be shared, so it stays yours alone."))
        else:
            messages.success(
                request, _("Whoever trains you on this course can read this one now. You can stop that at any time.")
            )
        return redirect("learning:notes")
    if not mine.may_share or not mine.row.text:
        raise Http404
    return render(
        request, "learning/share_note.html", _context(mine, None) | {"trainers": trainers_of(mine.row.enrolment)}
    )


@require_POST
def stop_sharing(request: HttpRequest, **place: Any) -> HttpResponse:
    """From now on nobody but me reads it."""
    service.stop_sharing(reflection=_own(request, place).row, by=request.user)
    messages.success(request, _("Only you can read it now."))
    return redirect("learning:notes")


@require_POST
def kept(request: HttpRequest, enrolment: UUID, module: str, lesson: str, block: str) -> HttpResponse:
    """Did it happen? Yes, partly, not yet: all three are fine."""
    found = service.find_promise(enrolment=own_enrolment(request, enrolment), module=module, lesson=lesson, block=block)
    if found is None or not found.text:
        raise Http404
    said = request.POST.get("kept", "")
    if said in Promise.Kept.values:
        service.answer_promise(promise=found, kept=said, by=request.user)
        messages.success(request, _("Thank you. All three answers are fine."))
    return redirect("learning:notes")


def _own(request: HttpRequest, place: dict[str, Any]) -> Note:
    """My own reflection at this place of a course, or 404."""
    enrolment: Enrolment = own_enrolment(request, place.pop("enrolment"))
    found = service.find_reflection(enrolment=enrolment, **place)
    if found is None:
        raise Http404
    return service.note_of(row=found, words=local_words(request.user.organisation))


def _context(mine: Note, form: forms.Form | None) -> dict[str, Any]:
    return {"note": mine, "form": form, "parents": [{"title": _("My notes"), "url": reverse("learning:notes")}]}
