"""My certificates, one of them, and its file."""

from urllib.parse import urlencode
from uuid import UUID

import structlog
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe
from wagtail.log_actions import log

from certificates import code
from certificates.forms.proof import NameForm
from certificates.models import Certificate, NameRequest
from certificates.permissions import can_download, can_mend_name, is_holder
from certificates.services.filing import FileChanged, read
from certificates.services.hiding import initials, show_name
from certificates.services.produce import lift_hold
from certificates.services.sheet import check_address, facts
from press import qr

alarm = structlog.get_logger("certificates")

PAGE = 50
LARGEST = "150"
LINKEDIN = "https://www.linkedin.com/profile/add"


@require_safe
def certificates(request: HttpRequest) -> HttpResponse:
    """Mine, the latest completion first, each with its file and its check address."""
    mine = Certificate.objects.visible_to(request.user).filter(holder=request.user.pk)
    page = Paginator(mine.newest_first().select_related("achievement"), PAGE).get_page(request.GET.get("page"))
    rows = [
        {"certificate": each, "address": check_address(each), "code": code.grouped(each.code), **standing_of(each)}
        for each in page
    ]
    return render(request, "certificates/certificates.html", {"page": page, "rows": rows})


@require_http_methods(["GET", "HEAD", "POST"])
def certificate(request: HttpRequest, certificate: UUID) -> HttpResponse:
    """The accessible original: every word of the file, its state, and the way to the file."""
    found = _visible(request, certificate)
    form = None
    if can_mend_name(request.user, found):
        form = NameForm(request.POST or None, initial={"name": found.holder_name})
    if request.method == "POST":
        if form is None:
            return redirect("certificates:certificate", found.pk)  # mended already, perhaps in another tab
        if form.is_valid():
            lift_hold(certificate=found, name=form.cleaned_data["name"], by=request.user)
            messages.success(request, _("Thank you. We are making your PDF."))
            return redirect("certificates:certificate", found.pk)
    context = _page(found, form)
    if is_holder(request.user, found):
        context |= {
            "is_mine": True,
            "wish": NameRequest.objects.filter(certificate=found).first(),
            "initials": initials(found.holder_name),
        }
    if request.GET.get("size") == "large":
        context |= {"text_size": LARGEST, "is_large": True}
    return render(request, "certificates/certificate.html", context)


@require_POST
def shown(request: HttpRequest, certificate: UUID) -> HttpResponse:
    """Show my name on the public page, or hide it."""
    found = _visible(request, certificate)
    if not is_holder(request.user, found):
        raise PermissionDenied
    is_shown = request.POST.get("shown") == "yes"
    show_name(certificate=found, shown=is_shown, by=request.user)
    words = _("The public page shows your name.") if is_shown else _("The public page shows your initials only.")
    messages.success(request, words)
    return redirect("certificates:certificate", found.pk)


@require_safe
def download(request: HttpRequest, certificate: UUID) -> HttpResponse:
    """The file as it was issued, byte for byte, or nothing at all."""
    found = _visible(request, certificate)
    if not can_download(request.user, found):
        raise PermissionDenied
    if not found.pdf_path:
        return redirect("certificates:certificate", found.pk)
    try:
        content = read(found)
    except FileChanged:
        alarm.exception("certificates.file_changed", certificate=str(found.pk))
        response = render(request, "certificates/file_changed.html", {"certificate": found}, status=503)
        response["Retry-After"] = "3600"
        return response
    if found.holder != request.user:
        log(found, "certificates.download", user=request.user, data={"size": len(content)})
    response = HttpResponse(content, content_type="application/pdf")
    name = f"certificate-{slugify(found.title) or 'course'}-{found.completed_on:%Y-%m-%d}.pdf"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    response["Cache-Control"] = "private, no-store"
    response["X-Content-Type-Options"] = "nosniff"
    return response


def standing_of(certificate: Certificate) -> dict[str, str]:
    """The status that a page shows beside a certificate, and how the word reads where it is our own."""
    state = Certificate.State(certificate.state)
    if state is Certificate.State.ISSUED and certificate.has_ended:
        resident = certificate.achievement.ended_word == certificate.achievement.EndedWord.REFRESH
        return {"status": "due" if resident else "ended", "word": ""}
    return {
        Certificate.State.PENDING: {"status": "waiting", "word": _("Being made")},
        Certificate.State.ISSUED: {"status": "complete", "word": _("Valid")},
        Certificate.State.SUPERSEDED: {"status": "replaced", "word": ""},
        Certificate.State.REVOKED: {"status": "withdrawn", "word": ""},
    }[state]


def line_of(certificate: Certificate) -> str:
    """What stands in my record beside a certificate: its number, and what became of it."""
    day = date_format(timezone.localdate(certificate.ended_at), "j F Y") if certificate.ended_at else ""
    contact = certificate.organisation.contact or certificate.organisation.name
    words = {
        Certificate.State.SUPERSEDED: _("%(number)s. Replaced on %(day)s by a newer certificate."),
        Certificate.State.REVOKED: _("%(number)s. Withdrawn on %(day)s. Ask %(contact)s."),
    }.get(Certificate.State(certificate.state), "%(number)s")
    return words % {"number": certificate.number, "day": day, "contact": contact}


def _visible(request: HttpRequest, key: UUID) -> Certificate:
    rows = Certificate.objects.visible_to(request.user)
    return get_object_or_404(rows.select_related("achievement", "holder", "organisation"), pk=key)


def linkedin(certificate: Certificate) -> str:
    """The address that opens the form of LinkedIn, filled. It says no name, and names our page as the proof."""
    facts = {
        "startTask": "CERTIFICATION_NAME",
        "name": certificate.title,
        "organizationName": certificate.issuer_name,
        "issueYear": certificate.issued_on.year,
        "issueMonth": certificate.issued_on.month,
        "certUrl": check_address(certificate),
        "certId": code.grouped(certificate.code),
    }
    if certificate.valid_until:
        facts |= {"expirationYear": certificate.valid_until.year, "expirationMonth": certificate.valid_until.month}
    return f"{LINKEDIN}?{urlencode(facts)}"


def _page(found: Certificate, form: NameForm | None) -> dict[str, object]:
    address = check_address(found)
    standing, lying, colours = found.details["weave"]
    return {
        "certificate": found,
        "form": form,
        **standing_of(found),
        "facts": facts(found),
        "what_it_is_not": found.achievement.words(found.locale)["what_it_is_not"],
        "weave": {"standing": standing, "lying": lying, "colours": colours},
        "address": address,
        "code": code.grouped(found.code),
        "qr": qr.svg(address, title=_("QR code of the address where this certificate is checked")),
        "linkedin": linkedin(found) if found.state == Certificate.State.ISSUED else "",
        "contact": found.organisation.contact or found.organisation.name,
    }
