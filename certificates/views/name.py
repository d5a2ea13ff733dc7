"""The name that is printed on one's certificates from now on, seen first as it will print."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from certificates import typefaces
from certificates.forms.proof import OwnNameForm
from certificates.services.sheet import NAME_WIDTH
from people.services.accounts import change_details


@require_http_methods(["GET", "HEAD", "POST"])
def name(request: HttpRequest) -> HttpResponse:
    """Shown as often as one likes, saved by a button of its own. Certificates already issued keep theirs."""
    person = request.user
    form = OwnNameForm(request.POST if request.method == "POST" else None, initial={"name": person.certificate_name})
    typed = person.certificate_name
    if request.method == "POST" and form.is_valid():
        typed = form.cleaned_data["name"]
        if request.POST.get("act") == "save":
            change_details(person=person, by=person, certificate_name=typed)
            words = _("Saved. Certificates from now on say %(name)s.")
            messages.success(request, words % {"name": person.get_certificate_name()})
            return redirect("people:settings")
    shown = typefaces.clean(typed or person.get_full_name())
    context = {"form": form, "preview": None if form.errors else preview(shown), "looked": request.method == "POST"}
    return render(request, "certificates/name.html", context)


def preview(name: str) -> dict[str, Any]:
    """The name as it will be set, and at which size; or why it cannot be."""
    problem = typefaces.why_not(name)
    if problem:
        return {"name": name, "problem": problem}
    setting = typefaces.set_name(name, width=NAME_WIDTH)
    language = typefaces.language_of(name)
    return {"name": name, "size": setting.size, "language": language, "rtl": setting.rtl}
