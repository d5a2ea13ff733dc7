"""Two entries that are one person: choose the other, see both side by side, confirm, see what moved."""

from typing import Any

from django.db.models import Case, IntegerField, Q, Value, When
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from people import registry
from people.forms.admin import MergeForm
from people.models import User
from people.services.merging import merge_people, moved_by, preview
from people.viewsets.base import crumbs, lately_signed_in, only_managers, refused_or

MOST = 20


def _person(request: HttpRequest, pk: int) -> User:
    people = User.objects.standing().visible_to(request.user).select_related("organisation")
    return get_object_or_404(people, pk=pk)


def _trail(person: User, *steps: tuple[str, Any]) -> list[dict[str, Any]]:
    to = reverse("people_cms:edit", args=[person.pk])
    return crumbs((reverse("people_cms:index"), _("People")), (to, person), *steps)


def candidates(request: HttpRequest, person: User, words: str) -> list[User]:
    """Other entries that fit the words; without any, those of the same name. Same organisation first."""
    others = User.objects.standing().visible_to(request.user).exclude(pk=person.pk).select_related("organisation")
    for word in words.split():
        others = others.filter(
            Q(given_name__icontains=word) | Q(family_name__icontains=word) | Q(email__icontains=word)
        )
    if not words:
        others = others.filter(given_name__iexact=person.given_name)
        others = others.filter(Q(family_name__iexact=person.family_name) | Q(family_name=""))
    near = Case(When(organisation=person.organisation_id, then=Value(0)), default=Value(1), output_field=IntegerField())
    return list(others.annotate(near=near).order_by("near", "given_name", "family_name", "pk")[:MOST])


@require_safe
def choose(request: HttpRequest, pk: int) -> HttpResponse:
    """Which other entry is the same person?"""
    only_managers(request)
    person = _person(request, pk)
    words = request.GET.get("q", "").strip()[:100]
    context = {
        "person": person,
        "words": words,
        "found": candidates(request, person, words),
        "most": MOST,
        "breadcrumbs_items": _trail(person, ("", _("Merge"))),
    }
    return render(request, "people/admin/merge_choose.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def compare(request: HttpRequest, pk: int, gone: int) -> HttpResponse:
    """Only for whoever may change people, and who has just shown again that it is them."""
    return _compare(request, pk, gone, only_managers(request))


@lately_signed_in
def _compare(request: HttpRequest, pk: int, gone: int, by: User) -> HttpResponse:
    kept = _person(request, pk)
    other = get_object_or_404(User.objects.visible_to(request.user).select_related("organisation"), pk=gone)
    if other.merged_into_id == kept.pk:  # sent twice: it is done
        return redirect("people_cms:merged", other.pk)
    form = MergeForm(request.POST or None, name=other.get_full_name())
    valid = request.method == "POST" and form.is_valid()
    if valid and refused_or(form, lambda: merge_people(gone=other, kept=kept, by=by)) is not None:
        return redirect("people_cms:merged", other.pk)
    steps = ((reverse("people_cms:merge", args=[kept.pk]), _("Merge")), ("", _("Side by side")))
    context = {
        "kept": kept,
        "gone": other,
        "form": form,
        "preview": preview(gone=other, kept=kept),
        "breadcrumbs_items": _trail(kept, *steps),
    }
    return render(request, "people/admin/merge_compare.html", context)


@require_safe
def merged(request: HttpRequest, pk: int) -> HttpResponse:
    """What moved, by kind, when this entry became part of another."""
    only_managers(request)
    gone = get_object_or_404(User.objects.visible_to(request.user).select_related("merged_into"), pk=pk)
    if gone.merged_into is None:
        raise Http404
    counts = moved_by(gone=gone)
    rows = [
        {"noun": holding.words, "count": counts[holding.label], "what": holding.words_at_merge}
        for holding in registry.holdings()
        if counts.get(holding.label)
    ]
    steps = (("", _("What moved")),)
    context = {"gone": gone, "kept": gone.merged_into, "rows": rows}
    return render(
        request, "people/admin/merged.html", context | {"breadcrumbs_items": _trail(gone.merged_into, *steps)}
    )
