"""My record on paper: a page made for it, and the same as a file."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone, translation
from django.views.decorators.http import require_safe

from certificates.services.transcript import make_pdf, transcript


@require_safe
def page(request: HttpRequest) -> HttpResponse:
    """One line for each completion of mine that stands."""
    return render(request, "certificates/transcript.html", {"record": transcript(person=request.user)})


@require_safe
def pdf(request: HttpRequest) -> HttpResponse:
    """The same as a tagged PDF. It is made, sent and forgotten."""
    content = make_pdf(person=request.user, locale=translation.get_language())
    name = f"record-{timezone.localdate():%Y-%m-%d}.pdf"
    headers = {
        "Content-Disposition": f'attachment; filename="{name}"',
        "Cache-Control": "private, no-store",
        "X-Content-Type-Options": "nosniff",
    }
    return HttpResponse(content, content_type="application/pdf", headers=headers)
