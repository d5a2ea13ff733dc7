"""Something is wrong here: a question about my record, to whoever can help."""

import uuid
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from learning.forms.question import QuestionForm
from learning.models import Enrolment, ModuleCompletion
from learning.services.questions import ask, fitting
from people.services.sent_forms import read_key


@require_http_methods(["GET", "HEAD", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    """About one completion (?about=), one course (?course=) or the whole record; or a word about anything (?tell=)."""
    about = _about(request)
    who = fitting(person=request.user, **about)
    form = QuestionForm(
        request.POST if request.method == "POST" else None, fitting=who, initial={"form_key": uuid.uuid4()}
    )
    tells = "tell" in request.GET
    if tells:
        form.ask_for_anything()
    if request.method == "POST" and form.is_valid():
        try:
            ask(person=request.user, **about, **form.cleaned_data)
        except forms.ValidationError as problem:
            form.add_error(None, problem)
        else:
            messages.success(request, _("Thank you. The answer will stand in your record."))
            return redirect("learning:record")
    only = next(iter(who.values())) if len(who) == 1 else ""
    return render(request, "learning/question.html", {"form": form, "only": only, "tells": tells, **about})


def _about(request: HttpRequest) -> dict[str, Any]:
    """My completion or my enrolment that the address names. 404 for one that is not mine."""
    completions = ModuleCompletion.objects.visible_to(request.user).select_related("enrolment__course")
    courses = Enrolment.objects.visible_to(request.user).select_related("course")
    if "about" in request.GET:
        return {"completion": get_object_or_404(completions, uuid=read_key(request.GET["about"]))}
    if "course" in request.GET:
        return {"enrolment": get_object_or_404(courses, uuid=read_key(request.GET["course"]))}
    return {}
