"""One person's record on paper: one line for each completion that stands, with the code to check it by."""

import datetime
import hashlib
from dataclasses import dataclass
from textwrap import shorten

from django.conf import settings
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from certificates import code, typefaces
from certificates.models import Certificate
from certificates.pdf import speaks
from learning.models import CourseCompletion, ModuleCompletion
from people.models import User
from press import pdf as press

TEMPLATE, STYLES = "certificates/pdf/transcript.html", "certificates/pdf/transcript.css"
LONGEST_EVIDENCE = 120
NAME_WIDTH, LARGEST, SMALLEST = 174 * 72 / 25.4, 22, 14


@dataclass(frozen=True, slots=True)
class Line:
    """One completion: when, of which course, what of it, in which edition, on what evidence; and its check code."""

    day: datetime.date
    course: str
    part: str
    edition: str
    evidence: str
    code: str = ""


@dataclass(frozen=True, slots=True)
class Transcript:
    """A person's lines, the newest first, and the name that certificates print."""

    name: str
    language: str
    day: datetime.date
    lines: list[Line]
    address: str


def transcript(*, person: User) -> Transcript:
    """What stands today. Three queries, however many lines."""
    codes = _codes(person)
    lines = [_of_course(row, codes.get(row.pk, "")) for row in _standing(CourseCompletion, person, "enrolment__course")]
    lines += [_of_module(row) for row in _standing(ModuleCompletion, person, "enrolment__course")]
    name = typefaces.clean(person.get_certificate_name())
    return Transcript(
        name=name,
        language=typefaces.language_of(name),
        day=timezone.localdate(),
        lines=sorted(lines, key=lambda line: (line.day, bool(line.code)), reverse=True),
        address=settings.SITE_URL + reverse("certificates:verify_start"),
    )


def make_pdf(*, person: User, locale: str) -> bytes:
    """The same as a PDF/UA-1 file. The head of the table stands on every page."""
    record = transcript(person=person)
    setting = typefaces.set_name(record.name, width=NAME_WIDTH, largest=LARGEST, smallest=SMALLEST)
    words = {"record": record, "setting": setting, "locale": locale}
    html = render_to_string(TEMPLATE, words)
    return press.render(
        html,
        identifier=hashlib.sha256(html.encode()).digest()[:16],
        finisher=speaks(name=record.name, name_lang=record.language) if setting.rtl else None,
        stylesheet=render_to_string(STYLES),
    )


def _standing(model: type, person: User, *beside: str) -> list:
    rows = model.objects.visible_to(person).standing()  # type: ignore[attr-defined]
    return list(rows.select_related("edition", *beside))


def _codes(person: User) -> dict[int, str]:
    """The codes of the certificates that stand, by the key of the course completion."""
    issued = Certificate.objects.filter(holder=person, state=Certificate.State.ISSUED)
    return {key: code.grouped(letters) for key, letters in issued.values_list("completion", "code")}


def _of_course(row: CourseCompletion, check: str) -> Line:
    return Line(row.completed_on, row.title, _("The whole course"), _edition(row), _("Every module"), check)


def _of_module(row: ModuleCompletion) -> Line:
    evidence = shorten(row.evidence_line, LONGEST_EVIDENCE, placeholder=" …")
    return Line(row.happened_on, row.enrolment.course.title, row.title, _edition(row), evidence)


def _edition(row: CourseCompletion | ModuleCompletion) -> str:
    return str(row.edition.number) if row.edition else "–"
