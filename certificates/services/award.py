"""A completion becomes a certificate, exactly once."""

from collections.abc import Callable
from datetime import timedelta

from django.conf import settings
from django.db import IntegrityError, transaction
from django.db.models import Exists, OuterRef
from django.utils import timezone, translation
from wagtail.log_actions import log

from certificates import code, typefaces
from certificates.models import Certificate, CertificateEvent
from certificates.services.status import free_place
from certificates.services.wording import design_for, details_of, fill, frozen_wording, slots_of
from jobs.services import enqueue
from learning.models import CourseCompletion
from learning.services.completion import lock
from people.models import User

DRAWS = 5
SETTLING = timedelta(minutes=15)


class Withdrawn(ValueError):  # noqa: N818  says what became of the completion
    """The completion was withdrawn before its certificate was made."""


def award(*, completion: CourseCompletion, by: User | None = None) -> Certificate:
    """Afterwards the completion has a certificate, with every printed word frozen, and its file has been asked for.

    Whoever comes second gets the first one's, whatever has become of it. Raises Withdrawn where the completion does
    not stand and never had one.
    """
    with transaction.atomic():
        # The same lock as a withdrawal takes: a completion cannot be withdrawn between the question and the insert.
        lock(completion.enrolment)
        completion = CourseCompletion.objects.select_related(
            "enrolment__person", "enrolment__course", "route", "organisation"
        ).get(pk=completion.pk)
        existing = newest(completion)
        if existing:
            return existing
        if completion.revoked_at is not None:
            raise Withdrawn("The completion was withdrawn.")
        with translation.override(locale_of(completion.enrolment.person)):
            certificate, is_new = insert(_snapshot(completion), lambda: newest(completion))
        if is_new:
            CertificateEvent.objects.create(certificate=certificate, by=by, to_state=certificate.state)
            log(certificate, "certificates.award", user=by, data={"completion": completion.pk})
            ask_for_file(certificate)
    return certificate


def ask_for_file(certificate: Certificate) -> None:
    """Afterwards the making of the file has been asked for, once for each time the certificate was held."""
    key = f"produce:{certificate.pk}:{certificate.hold_count}"
    enqueue("certificates.produce", key=key, certificate=str(certificate.pk))


def newest(completion: CourseCompletion) -> Certificate | None:
    """The last certificate made for a completion."""
    return Certificate.objects.filter(completion=completion).order_by("-sequence").first()


def locale_of(person: User) -> str:
    """The language a person's certificate is written in: theirs where it is offered, else the house's."""
    return person.language if person.language in dict(settings.LANGUAGES) else settings.LANGUAGE_CODE


def award_missing() -> int:
    """Ask again for every standing completion that has no certificate. On a sound system it finds none.

    Those of the last minutes are left alone: theirs is on its way.
    """
    has_one = Certificate.objects.filter(completion=OuterRef("pk"))
    missing = CourseCompletion.objects.standing().filter(~Exists(has_one), completed_at__lt=timezone.now() - SETTLING)
    today = timezone.localdate()
    found = list(missing.values_list("pk", "uuid"))
    for pk, uuid in found:
        with transaction.atomic():
            enqueue("certificates.award", key=f"award:{uuid}:{today}", completion=pk)
    return len(found)


def _snapshot(completion: CourseCompletion) -> Certificate:
    """Every word that will be printed. Nothing of it is looked up again."""
    person, locale = completion.enrolment.person, translation.get_language()
    design = design_for(completion.route, completion.organisation)
    achievement = frozen_wording(completion.route, locale)
    words = achievement.words(locale)
    details = details_of(completion, design.data)
    name = typefaces.clean(person.get_certificate_name())
    return Certificate(
        completion=completion,
        holder=person,
        organisation=completion.organisation,
        holder_name=name[: typefaces.LONGEST],
        name_lang=typefaces.language_of(name),
        locale=locale,
        achievement=achievement,
        design_version=design,
        title=words["title"],
        statement=fill(words["statement"], slots_of(completion, details)),
        details=details,
        issuer_name=completion.organisation.name,
        partner_name=design.data["partner_name"],
        completed_on=completion.completed_on,
        issued_on=timezone.localdate(),
        valid_from=completion.completed_on,
        valid_until=completion.expires_on,
        hold=Certificate.Hold.NAME if typefaces.why_not(name) else Certificate.Hold.NONE,
    )


def insert(row: Certificate, first_one: Callable[[], Certificate | None]) -> tuple[Certificate, bool]:
    """The row with a code, a number and a place of its own; or the row of somebody who was first after all.

    Called inside a transaction.
    """
    for _draw in range(DRAWS):
        row.code = code.draw()
        row.code_hash = code.digest(row.code)
        row.number = code.draw_number(row.issued_on.year)
        row.status_list, row.status_index = free_place()
        try:
            with transaction.atomic():
                row.save(force_insert=True)
        except IntegrityError:
            first = first_one()
            if first:
                return first, False
            continue  # a draw that somebody has already: draw again
        return row, True
    raise IntegrityError("Five draws in a row were taken. Something is wrong with the source of chance.")
