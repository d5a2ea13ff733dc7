"""A certificate becomes a sheet: every word and picture of it, at the first setting at which it fits on one page."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import UTC
from textwrap import shorten
from typing import Any

from django.conf import settings
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from certificates import code, pdf, typefaces
from certificates.models import Certificate, CertificateDesign, DesignAsset
from certificates.models.design import MOST_LOGOS, MOST_SIGNATORIES
from press import pdf as press
from press import qr
from press.assets import data_uri
from press.colours import HEX, contrast

TEMPLATE = "certificates/pdf/sheet.html"
VERSION = 2  # raised when what is printed changes; files already issued keep what they say
MM = 72 / 25.4  # points
LONGEST_FACT = 60
INK, ACCENT, PAPER = "#241B2B", "#7A1F4F", "#FFFFFF"
WORDS_NEED, LINES_NEED = 4.5, 3.0


@dataclass(frozen=True)
class Sheet:
    """One of our papers: its styles, its width in millimetres, and the room and the sizes a name has on it.

    There is a largest size of the name for each setting, from airy to tight.
    """

    kind: str
    styles: str
    width: float
    name_width: float
    largest: tuple[int, ...]
    smallest: int


@dataclass(frozen=True)
class Ink:
    """What becomes of the colours in our own words for a printer, and of pictures: nothing, unless it has no colour."""

    colours: Callable[[str], str] = str
    pictures: Callable[[bytes], bytes] = bytes


@dataclass(frozen=True)
class Made:
    """What WeasyPrint was given, and what it made of it; and the kind of sheet that the words fitted on."""

    kind: str
    html: str
    styles: str
    content: bytes


COLOURED = Ink()
WIDE = Sheet("wide", "certificates/pdf/wide.css", 297, 249 * MM, (34, 34, 26, 18), 14)
SHEETS = {
    CertificateDesign.Layout.WIDE: WIDE,
    CertificateDesign.Layout.LARGE: Sheet("large", "certificates/pdf/large.css", 210, 174 * MM, (34, 30, 26, 22), 18),
}
NAME_WIDTH = WIDE.name_width


def make_pdf(certificate: Certificate) -> bytes:
    """The certificate as a PDF/UA-1 file of one page. It depends on the frozen row alone: same row, same bytes.

    Long words are set tighter, step by step. Raises pdf.TooLong where they fit at no step.
    """
    return make(certificate).content


def make(certificate: Certificate, *, instead: dict[str, Any] | None = None, ink: Ink = COLOURED) -> Made:
    """The same, with the page it was made of. A sample has other words instead of some, and may be without colour.

    Words that are too long for large print go on the wide sheet, which has room for more.
    """
    chosen = SHEETS.get(certificate.design_version.data["layout"], WIDE)
    for sheet in dict.fromkeys((chosen, WIDE)):
        styles = ink.colours(render_to_string(sheet.styles))
        for tightness, largest in enumerate(sheet.largest):
            setting = typefaces.set_name(
                certificate.holder_name, width=sheet.name_width, largest=largest, smallest=sheet.smallest
            )
            with translation.override(certificate.locale):
                words = _page(certificate, sheet, ink) | {"setting": setting, "tightness": tightness}
                html = render_to_string(TEMPLATE, words | (instead or {}))
            try:
                return Made(sheet.kind, html, styles, _rendered(certificate, html, styles, setting))
            except pdf.TooLong:
                continue
    raise pdf.TooLong("The words of this certificate fit at no setting.")


def _rendered(certificate: Certificate, html: str, styles: str, setting: typefaces.Setting) -> bytes:
    finish = pdf.finisher(name=certificate.holder_name, name_lang=certificate.name_lang, rtl=setting.rtl)
    content = press.render(html, identifier=pdf.identifier(certificate.pk), finisher=finish, stylesheet=styles)
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


def _logos(logos: Iterable[dict[str, str]], ink: Ink) -> list[dict[str, str]]:
    """The logos of a look inside the page, with the words for those who do not see them."""
    wanted = list(logos)[:MOST_LOGOS]
    kept = DesignAsset.objects.in_bulk([logo["sha256"] for logo in wanted], field_name="sha256") if wanted else {}
    return [
        {"src": data_uri(ink.pictures(bytes(kept[logo["sha256"]].content)), kind="image/png"), "alt": logo["alt"]}
        for logo in wanted
    ]


def _page(certificate: Certificate, sheet: Sheet, ink: Ink) -> dict[str, Any]:
    design = certificate.design_version.data
    standing, lying, colours = certificate.details["weave"]
    address = check_address(certificate)
    words = ink.colours(_colour(design["ink"], INK))
    lines = ink.colours(_colour(design["accent"], ACCENT))
    return {
        "certificate": certificate,
        "file_title": _("Certificate: %(course)s, %(name)s")
        % {"course": certificate.title, "name": certificate.holder_name},
        "kind": sheet.kind,
        "ink": words,
        "accent": lines,
        # A colour that is strong enough for a line may be too weak for words.
        "accent_of_words": lines if contrast(lines, PAPER) >= WORDS_NEED else words,
        "small_print": design["small_print"],
        "signatories": design["signatories"][:MOST_SIGNATORIES],
        "logos": _logos(design.get("logos", ()), ink),
        "heading": design["heading"] or _("Certificate"),
        "lead_in": design["lead_in"] or _("This certificate is given to"),
        "what_it_is_not": certificate.achievement.words(certificate.locale)["what_it_is_not"],
        "band": pdf.band(standing=standing, lying=lying, colours=colours, width=sheet.width, redraw=ink.colours),
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
    return value if HEX.fullmatch(value) else otherwise
