"""The file of a certificate: made outside any transaction, and settled by one short one."""

import hashlib
from datetime import UTC
from importlib.metadata import version
from textwrap import shorten
from typing import Any

from django.conf import settings
from django.db import transaction
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from wagtail.log_actions import log

from certificates import code, emails, pdf, typefaces
from certificates.models import Certificate, CertificateEvent
from certificates.models.design import COLOUR
from certificates.services.award import ask_for_file
from certificates.services.filing import path_of, store
from jobs.services import enqueue
from people.models import User
from press import pdf as press
from press import qr

TEMPLATE = "certificates/pdf/landscape.html"
STYLES = "certificates/pdf/landscape.css"
TEMPLATE_VERSION = 1  # raised when what is printed changes; files already issued keep what they say
NAME_WIDTH = 249 * 72 / 25.4  # points: as wide as the sheet leaves room for
LARGEST_NAME = (34, 34, 26, 18)  # at each setting, from airy to tight
LONGEST_FACT = 60
INK, ACCENT = "#241B2B", "#7A1F4F"


class NotPrintable(ValueError):  # noqa: N818  says what is wrong with the name
    """The name holds something that no typeface of ours has."""


def produce(*, certificate: Certificate) -> bool:
    """Afterwards the certificate is issued, its file is stored and its holder has been written to; True if just now.

    A certificate that is not pending is left as it is. One whose name cannot be printed is held, and its holder told.
    A crash anywhere leaves it pending, and the next call makes the same bytes.
    """
    certificate = Certificate.objects.select_related("achievement", "design_version", "holder").get(pk=certificate.pk)
    if certificate.state != Certificate.State.PENDING:
        return False
    if certificate.hold or typefaces.why_not(certificate.holder_name):
        _hold(certificate)
        return False
    content = make_pdf(certificate)
    sha256 = hashlib.sha256(content).hexdigest()
    path = path_of(certificate, sha256)
    store(path, content)
    return _issue(certificate, path=path, sha256=sha256, size=len(content))


def make_pdf(certificate: Certificate) -> bytes:
    """The certificate as a PDF/UA-1 file of one page. It depends on the frozen row alone: same row, same bytes.

    Long words are set tighter, step by step. Raises pdf.TooLong where they fit at no step.
    """
    for tightness, largest in enumerate(LARGEST_NAME):
        try:
            return _render(certificate, tightness, largest)
        except pdf.TooLong:
            continue
    raise pdf.TooLong("The words of this certificate fit at no setting.")


def _render(certificate: Certificate, tightness: int, largest: int) -> bytes:
    setting = typefaces.set_name(certificate.holder_name, width=NAME_WIDTH, largest=largest)
    with translation.override(certificate.locale):
        html = render_to_string(TEMPLATE, _page(certificate, setting) | {"tightness": tightness})
    finish = pdf.finisher(name=certificate.holder_name, name_lang=certificate.name_lang, rtl=setting.rtl)
    content = press.render(html, identifier=pdf.identifier(certificate.pk), finisher=finish, stylesheet=_stylesheet())
    if not content.startswith(b"%PDF"):
        raise ValueError("What was made is no PDF.")
    return content


def check_address(certificate: Certificate) -> str:
    """The whole address at which anybody can check this certificate: in the file, in the QR, on the page."""
    return settings.SITE_URL + reverse("certificates:verify", args=[code.grouped(certificate.code)])


def facts(certificate: Certificate) -> list[tuple[str, str]]:
    """The printed facts, in order: the same on the page and in the file."""
    issued_by = ", ".join(name for name in (certificate.issuer_name, certificate.partner_name) if name)
    rows = [
        (_("Completed"), date_format(certificate.completed_on, "j F Y")),
        (_("Place"), _short(certificate.details.get("place", ""))),
        (_("Led by"), _short(certificate.details.get("led_by", ""))),
        (_("Issued by"), _short(issued_by)),
        (_("Issued"), date_format(certificate.issued_on, "j F Y")),
        (_("Valid until"), date_format(certificate.valid_until, "j F Y") if certificate.valid_until else ""),
    ]
    return [(term, words) for term, words in rows if words]


def lift_hold(*, certificate: Certificate, name: str, by: User) -> Certificate:
    """Afterwards a held certificate carries this name, is no longer held, and its file has been asked for.

    One that is not held (any more) is returned as it stands. Raises NotPrintable for a name that cannot be printed.
    """
    name = typefaces.clean(name)
    problem = typefaces.why_not(name)
    if problem:
        raise NotPrintable(problem)
    with transaction.atomic():
        lifted = Certificate.objects.filter(
            pk=certificate.pk, state=Certificate.State.PENDING, hold=Certificate.Hold.NAME
        ).update(
            holder_name=name,
            name_lang=typefaces.language_of(name),
            hold=Certificate.Hold.NONE,
            hold_count=certificate.hold_count + 1,
        )
        certificate = Certificate.objects.get(pk=certificate.pk)
        if lifted:
            _note(certificate, by=by, before=Certificate.State.PENDING, reason="name")
            log(certificate, "certificates.lift_hold", user=by, data={"hold": certificate.hold_count})
            ask_for_file(certificate)
    return certificate


def _issue(certificate: Certificate, *, path: str, sha256: str, size: int) -> bool:
    """One short transaction. The row decides which worker's file is the real one; the loser leaves it alone."""
    with transaction.atomic():
        issued = Certificate.objects.filter(
            pk=certificate.pk, state=Certificate.State.PENDING, hold=Certificate.Hold.NONE
        ).update(
            state=Certificate.State.ISSUED,
            issued_at=timezone.now(),
            pdf_path=path,
            pdf_sha256=sha256,
            unsealed_sha256=sha256,
            pdf_size=size,
            maker=f"template {TEMPLATE_VERSION}, weasyprint {version('weasyprint')}",
        )
        if issued != 1:
            return False
        certificate.refresh_from_db()
        _note(certificate, by=None, before=Certificate.State.PENDING)
        log(certificate, "certificates.issue", user=None, data={"size": size})
        emails.certificate_issued(certificate)
        completion = str(certificate.completion.uuid)
        key = f"publish:course:{completion}:certificate:{certificate.pk}"
        enqueue("records.publish_record", key=key, kind="course", source=completion)
    return True


def _hold(certificate: Certificate) -> None:
    """Afterwards the certificate waits for its holder, who has been told once for this hold."""
    with transaction.atomic():
        Certificate.objects.filter(pk=certificate.pk, state=Certificate.State.PENDING).update(
            hold=Certificate.Hold.NAME
        )
        emails.certificate_held(certificate)


def _note(certificate: Certificate, *, by: User | None, before: str, reason: str = "") -> None:
    CertificateEvent.objects.create(
        certificate=certificate, by=by, from_state=before, to_state=certificate.state, reason_code=reason
    )


def _page(certificate: Certificate, setting: typefaces.Setting) -> dict[str, Any]:
    design = certificate.design_version.data
    standing, lying, colours = certificate.details["weave"]
    address = check_address(certificate)
    return {
        "certificate": certificate,
        "file_title": _("Certificate: %(course)s, %(name)s")
        % {"course": certificate.title, "name": certificate.holder_name},
        "setting": setting,
        "ink": _colour(design["ink"], INK),
        "accent": _colour(design["accent"], ACCENT),
        "small_print": design["small_print"],
        "signatories": design["signatories"][:2],
        "heading": design["heading"] or _("Certificate"),
        "lead_in": design["lead_in"] or _("This certificate is given to"),
        "what_it_is_not": certificate.achievement.words(certificate.locale)["what_it_is_not"],
        "band": pdf.band(standing=standing, lying=lying, colours=colours),
        "facts": facts(certificate),
        "code": code.grouped(certificate.code),
        "address": address,
        "shown_address": address.partition("://")[2].removesuffix(code.grouped(certificate.code) + "/"),
        "qr": qr.png_data_uri(address),
        "created": certificate.created_at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"),
    }


def _short(words: str) -> str:
    """The table has room for two lines; the statement above it says the rest."""
    return shorten(words, LONGEST_FACT, placeholder=" …")


def _colour(value: str, otherwise: str) -> str:
    """A colour that is nothing but a colour: it goes into a stylesheet."""
    return value if COLOUR.fullmatch(value) else otherwise


def _stylesheet() -> str:
    return render_to_string(STYLES)
