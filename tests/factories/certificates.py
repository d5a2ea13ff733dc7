"""Certificates, made by the services that make them on a real site. The file is a stub unless it is asked for."""

import hashlib
from datetime import timedelta
from typing import Any

from django.utils import timezone

from certificates.models import Certificate
from certificates.services.award import award
from certificates.services.filing import path_of, store
from certificates.services.produce import _issue, produce
from learning.models import CourseCompletion
from tests.factories.courses import make_course, make_route
from tests.factories.learning import make_course_completion, make_enrolment
from tests.factories.people import make_person

STUB = b"%PDF-1.7 a stand-in for the file of "


def make_completion(
    *, name: str = "Asha Patel", person: Any = None, route: dict[str, Any] | None = None, **facts: Any
) -> CourseCompletion:
    """A course completed by somebody of this name, on a route with wording of its own."""
    wording = {
        "certificate_title": "Community Connector",
        "statement": "completed Community Connector on {date}, at {place}.",
        "what_it_is_not": "Not a professional qualification.",
    }
    given, _space, family = name.partition(" ")
    person = person or make_person(given_name=given, family_name=family)
    taken = make_route(make_course(), **(wording | (route or {})))
    return make_course_completion(make_enrolment(person=person, route=taken), **facts)


def make_certificate(
    *, completion: CourseCompletion | None = None, state: str = "ISSUED", real_file: bool = False, **facts: Any
) -> Certificate:
    """A certificate, issued unless told otherwise. Facts go to make_completion."""
    certificate = award(completion=completion or make_completion(**facts))
    if state == Certificate.State.PENDING:
        return certificate
    if real_file:
        produce(certificate=certificate)
    else:
        content = STUB + str(certificate.pk).encode()
        sha256 = hashlib.sha256(content).hexdigest()
        store(path_of(certificate, sha256), content)
        _issue(certificate, path=path_of(certificate, sha256), sha256=sha256, size=len(content))
    return Certificate.objects.get(pk=certificate.pk)


def days_ago(days: int) -> Any:
    """That many days before today, in London."""
    return timezone.localdate() - timedelta(days=days)
