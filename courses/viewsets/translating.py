"""A course in another language: asking for it, and clearing it."""

from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods
from wagtail.admin import messages

from courses.forms.transfer import TranslateForm
from courses.models import CoursePage
from courses.services.translating import clear_translation, translate_course, waiting_below


def _crumbs(course: CoursePage, last: str) -> list[dict[str, Any]]:
    return [
        {"url": reverse("wagtailadmin_explore", args=[course.pk]), "label": course.title},
        {"url": "", "label": last},
    ]


@require_http_methods(["GET", "HEAD", "POST"])
def translate(request: HttpRequest, pk: int) -> HttpResponse:
    """A language, a title and a code first; then the drafts are there, to be written in that language."""
    course = get_object_or_404(CoursePage, pk=pk)
    may_copy = course.permissions_for_user(request.user).can_copy()
    if not (may_copy and course.get_parent().permissions_for_user(request.user).can_add_subpage()):
        raise PermissionDenied
    form = TranslateForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            made = translate_course(source=course, by=request.user, **form.cleaned_data)
        except ValidationError as fault:
            form.add_error(None, fault)
        else:
            messages.success(request, _("“%(title)s” is there, as a draft.") % {"title": made.title})
            return redirect("wagtailadmin_explore", made.pk)
    context = {"course": course, "form": form, "breadcrumbs_items": _crumbs(course, _("Translate"))}
    return render(request, "courses/cms/translate_course.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def clear(request: HttpRequest, pk: int) -> HttpResponse:
    """The pages that wait; sent, they are cleared by this person, who wrote none of them."""
    course = get_object_or_404(CoursePage, pk=pk)
    if not course.permissions_for_user(request.user).can_edit():
        raise PermissionDenied
    if request.method == "POST":
        try:
            count = clear_translation(course=course, by=request.user)
        except PermissionDenied:
            messages.error(request, _("You wrote part of this translation, so somebody else clears it."))
        else:
            words = ngettext("%(count)d page is cleared.", "%(count)d pages are cleared.", count)
            messages.success(request, words % {"count": count})
        return redirect("wagtailadmin_explore", course.pk)
    waiting = waiting_below(course)
    context = {"course": course, "waiting": waiting, "breadcrumbs_items": _crumbs(course, _("Clear the translation"))}
    return render(request, "courses/cms/clear_translation.html", context)
