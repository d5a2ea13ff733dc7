"""What is printed: a route's wording and a look, frozen; and the slots of a statement filled."""

import hashlib
import json
from collections.abc import Callable, Iterable
from decimal import Decimal
from textwrap import shorten
from typing import Any

from django.conf import settings
from django.db import IntegrityError, models, transaction
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from certificates.models import Achievement, CertificateDesign, DesignVersion
from courses.gates import SLOTS
from courses.models import Route
from learning.models import CourseCompletion, ModuleCompletion
from people.models import Organisation

LONGEST_SLOT = 120  # one line of the certificate


def fill(statement: str, slots: dict[str, str]) -> str:
    """The statement with our slots replaced, each by exact search and once. All else stays as it was typed."""
    if not statement:
        return ""
    for name in SLOTS:
        head, found, tail = statement.partition("{" + name + "}")
        if found:
            # What a slot brings in is never searched again: a place may be called {date}.
            return fill(head, slots) + slots.get(name, "") + fill(tail, slots)
    return statement


def slots_of(completion: CourseCompletion, details: dict[str, Any]) -> dict[str, str]:
    """The words for each slot. Where the completion does not say, words that read well in a sentence."""
    return {
        "course": completion.title,
        "date": date_format(completion.completed_on, "j F Y"),
        "place": shorten(details["place"], LONGEST_SLOT, placeholder=" …") or _("an agreed place"),
        "hours": details["hours"] or _("some"),
        "led_by": shorten(details["led_by"], LONGEST_SLOT, placeholder=" …") or completion.organisation.name,
        "valid_until": date_format(completion.expires_on, "j F Y") if completion.expires_on else _("no end date"),
    }


def details_of(completion: CourseCompletion, design: dict[str, Any]) -> dict[str, Any]:
    """What the certificate keeps of the module completions it rests on: places, trainers, hours, one line each."""
    rests_on = list(completion.rests_on.filter(revoked_at__isnull=True).order_by("happened_on", "pk"))
    minutes = sum(module.minutes or 0 for module in rests_on)
    return {
        "place": _joined(module.place for module in rests_on),
        "led_by": _joined(module.led_by for module in rests_on if module.place),
        "hours": f"{(Decimal(minutes) / 60).quantize(Decimal('0.1')).normalize():f}" if minutes else "",
        "rests_on": [_line(module) for module in rests_on],
        "weave": design["weave"] or list(completion.enrolment.course.pattern),
    }


def _line(module: ModuleCompletion) -> str:
    return f"{module.title}: {module.evidence_line} ({date_format(module.happened_on, 'j F Y')})"


def _joined(words: Iterable[str]) -> str:
    return ", ".join(dict.fromkeys(word for word in words if word))


def frozen_wording(route: Route, locale: str) -> Achievement:
    """The row that holds this route's wording as it is now; made where the wording is new. Called twice, the same."""
    texts = {
        locale: {
            "title": route.certificate_title,
            "statement": route.statement,
            "criteria": str(route.rule_in_words),
            "what_it_is_not": route.what_it_is_not,
        }
    }
    resident = route.audience == Route.Audience.RESIDENT
    facts = {
        "texts": texts,
        "validity_months": route.validity_months,
        "ended_word": Achievement.EndedWord.REFRESH if resident else Achievement.EndedWord.ENDED,
    }
    return _frozen(Achievement.objects.filter(route=route), facts, lambda: Achievement(route=route, **facts))


def design_for(route: Route, organisation: Organisation) -> DesignVersion:
    """The version of the look that a new certificate gets: the route's, else the organisation's, else the house's."""
    theirs = models.Q(organisation=organisation) | models.Q(organisation__isnull=True)
    fitting = models.Q(route=route) | models.Q(route__isnull=True)
    designs = CertificateDesign.objects.filter(theirs, fitting, live=True)
    nearest = designs.order_by(models.F("route").desc(nulls_last=True), models.F("organisation").desc(nulls_last=True))
    design = nearest.first()
    if design is None:
        design, _made = CertificateDesign.objects.get_or_create(
            organisation=None, route=None, defaults={"name": settings.SITE_NAME}
        )
    return version_of(design) if design.live else _last_in_use(design)


def version_of(design: CertificateDesign) -> DesignVersion:
    """The row that holds this look as it is now; made where the look is new. Called twice, the same."""
    return _version(design, design.as_data())


def _last_in_use(design: CertificateDesign) -> DesignVersion:
    """What was published last. The row of a design that is not live holds its draft, which nobody has agreed to;
    one that never was live prints the plain look."""
    return design.versions.order_by("-number").first() or _version(design, CertificateDesign().as_data())


def _version(design: CertificateDesign, data: dict[str, Any]) -> DesignVersion:
    return _frozen(design.versions.all(), {"data": data}, lambda: DesignVersion(design=design, data=data))


def _frozen(rows: models.QuerySet, facts: dict[str, Any], make: Callable[[], Any]) -> Any:
    """The row with the digest of these facts, made with the next number where there is none."""
    digest = hashlib.sha256(json.dumps(facts, sort_keys=True, default=str).encode()).hexdigest()
    for _attempt in range(5):
        found = rows.filter(digest=digest).first()
        if found:
            return found
        row = make()
        row.digest, row.number = digest, 1 + (rows.aggregate(last=models.Max("number"))["last"] or 0)
        try:
            with transaction.atomic():
                row.save(force_insert=True)
        except IntegrityError:
            continue  # somebody froze the same wording, or took the number, just now
        return row
    raise IntegrityError("The wording could not be frozen: others kept taking the number.")
