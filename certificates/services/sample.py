"""A design as a certificate of nobody: with the names that are hard to set, and SAMPLE where the proof would stand.

Nothing is kept: the rows are made, drawn and dropped.
"""

import datetime
import uuid

from django.conf import settings
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation
from django.utils.formats import date_format
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _

from certificates import typefaces
from certificates.media import without_colour
from certificates.models import Achievement, Certificate, CertificateDesign, DesignVersion
from certificates.services import sheet
from certificates.services.wording import fill
from press import qr
from press.colours import greyed

NOBODY = uuid.UUID(int=0)
WORD = "SAMPLE"  # in every language, so that everybody knows it for one
COMPLETED = datetime.date(2026, 3, 4)
ENDS = datetime.date(2029, 3, 4)
MADE = datetime.datetime(2026, 3, 4, 12, tzinfo=datetime.UTC)
NAMES = {
    "short": "Asha Patel",
    "long": "Wilhelmina-Josephine Featherstonehaugh Montgomery-Harrington",
    "welsh": "Siân Llŷr ap Gwynfor",
    "arabic": "محمد عبد الرحمن الفارسي",
}
# Words of a course in Welsh: long words, and letters with a roof.
WELSH = {
    "title": "Cysylltydd Cymunedol",
    "statement": "wedi cwblhau Cysylltydd Cymunedol ar 4 Mawrth 2026, yn Neuadd y Dref, dan arweiniad Tŵm Môn.",
    "what_it_is_not": "Nid yw’n gymhwyster proffesiynol mewn cwnsela.",
}


WITHOUT_COLOUR = sheet.Ink(greyed, without_colour)


def page_of(design: CertificateDesign, mode: str) -> str:
    """The sheet as a page for a screen: the HTML and the CSS that WeasyPrint gets, on paper that a browser can show.

    Raises pdf.TooLong where the words fit at no setting.
    """
    made = _made(design, mode)
    head = render_to_string("certificates/pdf/screen.html", {"styles": mark_safe(made.styles)})  # noqa: S308  our own
    return made.html.replace("<style>", f"{head}<style>", 1)


def pdf_of(design: CertificateDesign, mode: str) -> bytes:
    """The sheet as a file. Raises pdf.TooLong where the words fit at no setting."""
    return _made(design, mode).content


def _made(design: CertificateDesign, mode: str) -> sheet.Made:
    address = settings.SITE_URL + reverse("certificates:verify_start")
    instead = {
        "sample": _("%(sample)s: this is not a certificate.") % {"sample": WORD},
        "file_title": f"{WORD}: {design.name}",
        "code": WORD,
        "address": address,
        "shown_address": address.partition("://")[2],
        "qr": qr.png_data_uri(address),
    }
    ink = WITHOUT_COLOUR if mode == "grey" else sheet.COLOURED
    nobodys = _nobodys(design, mode)
    made = sheet.make(nobodys, instead=instead, ink=ink)
    if made.kind == sheet.SHEETS[nobodys.design_version.data["layout"]].kind:
        return made
    instead["sample"] += " " + _("The words are too long for large print, so this is the wide sheet.")
    return sheet.make(nobodys, instead=instead, ink=ink)


def _nobodys(design: CertificateDesign, mode: str) -> Certificate:
    """Rows that are never saved, filled as those of somebody who completed the course."""
    look = design.as_data() | ({"layout": CertificateDesign.Layout.LARGE} if mode == "large" else {})
    locale, words, name = translation.get_language(), _words(design, mode), NAMES.get(mode, NAMES["short"])
    details = {"place": _("The Depot, Mill Lane"), "led_by": "Maya Keast", "hours": "2"}
    issuer = design.organisation.name if design.organisation else settings.SITE_NAME
    slots = {"course": words["title"], "date": date_format(COMPLETED, "j F Y"), **details}
    return Certificate(
        pk=NOBODY,
        created_at=MADE,
        number=WORD,
        code=WORD,
        holder_name=name,
        name_lang=typefaces.language_of(name),
        locale=locale,
        achievement=Achievement(texts={locale: words}),
        design_version=DesignVersion(data=look),
        title=words["title"],
        statement=fill(words["statement"], slots | {"valid_until": date_format(ENDS, "j F Y")}),
        details=details | {"weave": look["weave"] or _weave(design)},
        issuer_name=issuer,
        partner_name=design.partner_name,
        completed_on=COMPLETED,
        issued_on=COMPLETED,
        valid_until=ENDS,
    )


def _words(design: CertificateDesign, mode: str) -> dict[str, str]:
    """What the route prints, where the design is for one; else words of that kind."""
    if mode == "welsh":
        return WELSH
    if design.route:
        route = design.route
        return {
            "title": route.certificate_title,
            "statement": route.statement,
            "what_it_is_not": route.what_it_is_not,
        }
    return {
        "title": _("The name of the course"),
        "statement": _("came to the session on {date} at {place}, and practised for {hours} hours with {led_by}."),
        "what_it_is_not": _("It is not a professional qualification."),
    }


def _weave(design: CertificateDesign) -> list[int | str]:
    """The weave of the course; any weave where the design is for several courses."""
    return list(design.route.course.pattern) if design.route else [2, 2, "damson"]
