"""A lost second factor is reset by an administrator who has seen the person."""

from allauth.mfa.models import Authenticator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from people.forms.admin import ResetFactorForm
from people.models import User
from people.services.factors import reset_second_factor
from people.viewsets.base import crumbs, done, lately_signed_in, only_managers, refused_or


def has_second_factor(person: User) -> bool:
    """Whether there is anything to reset."""
    return Authenticator.objects.filter(user=person).exists()


@require_http_methods(["GET", "HEAD", "POST"])
def reset_factor(request: HttpRequest, pk: int) -> HttpResponse:
    """Only for whoever may change people, and who has just shown again that it is them."""
    return _reset_factor(request, pk, only_managers(request))


@lately_signed_in
def _reset_factor(request: HttpRequest, pk: int, by: User) -> HttpResponse:
    person = get_object_or_404(User.objects.standing().visible_to(request.user), pk=pk)
    form = ResetFactorForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        reason = form.cleaned_data["reason"]
        gone = refused_or(form, lambda: reset_second_factor(person=person, reason=reason, by=by))
        if gone is not None:
            words = _("Done. %(name)s has been told, and sets up a new one at the next sign-in.")
            return done(request, words % {"name": person}, "people_cms:edit", pk)
    if not has_second_factor(person):
        return redirect("people_cms:edit", pk)
    trail = (
        (reverse("people_cms:index"), _("People")),
        (reverse("people_cms:edit", args=[pk]), person),
        ("", _("Reset second factor")),
    )
    context = {"person": person, "form": form, "breadcrumbs_items": crumbs(*trail)}
    return render(request, "people/admin/reset_factor.html", context)
