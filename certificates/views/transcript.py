"""My record on paper: a page made for it, and the same as a file."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from certificates.services.transcript import make_pdf, transcript
from people import limits

FILES = limits.Door("transcript", times=20, seconds=600)  # each is made while somebody waits


@require_safe
def page(request: HttpRequest) -> HttpResponse:
    """One line for each completion of mine that stands."""
    return render(request, "certificates/transcript.html", {"record": transcript(person=request.user)})


@require_safe
def pdf(request: HttpRequest) -> HttpResponse:
    """The same as a tagged PDF. It is made, sent and forgotten."""
    if not FILES.allow(str(request.user.uuid)):
        messages.error(request, _("That is many files at once. Wait ten minutes, then try again."))
        return redirect("certificates:transcript")
    content = make_pdf(person=request.user, locale=translation.get_language())
    name = f"record-{timezone.localdate():%Y-%m-%d}.pdf"
    headers = {
        "Content-Disposition": f'attachment; filename="{name}"',
        "Cache-Control": "private, no-store",
        "X-Content-Type-Options": "nosniff",
    }
    return HttpResponse(content, content_type="application/pdf", headers=headers)
