"""Every letter the house writes, written once: by the services' own functions, to people with long names."""

import datetime
from collections.abc import Iterator

from django.utils import timezone

from certificates import emails as certificates
from certificates.models import Certificate
from cohorts import emails as cohorts
from courses import emails as courses
from courses.services import current_edition
from learning import emails as learning
from people import emails as people
from people.adapters import WHAT_CHANGED
from people.mail import Secret, opened
from people.models import Message
from people.permissions import HR, TRAINERS
from records import emails as records
from tests.factories.certificates import make_certificate
from tests.factories.cohorts import make_cohort, make_invitation, make_place, make_session
from tests.factories.courses import make_index
from tests.factories.learning import make_enrolment, make_module_completion
from tests.factories.people import make_person
from tests.factories.records import make_export
from tests.factories.reviews import put_under_review, submit

LONG = "Community Connector for people who work evenings and weekends"


def write_all() -> list[Message]:
    """One of each kind, as it would go out, secrets in place; one for each change to how somebody signs in."""
    person = make_person(given_name="Maximiliana-Alexandra", family_name="Featherstonehaugh")
    for_account(person)
    for_place(person)
    for_certificate(person)
    for_review(person)
    for_learning(person)
    records.export_ready(export=make_export(make_person(given_name="Hana", groups=[HR]), rows_total=1412))
    return [filled(message) for message in Message.objects.order_by("pk")]


def filled(message: Message) -> Message:
    """The message with its secret in place, not saved."""
    message.subject, message.text, message.html = opened(message)
    return message


def for_account(person) -> None:
    """What is told about accounts."""
    people.sign_in_code(address=person.email, person=person, digits="482913")
    people.sign_in_code(address="new@example.org", person=None, digits="482913")
    people.confirm_address(address="new@example.org", person=person, digits="482913")
    people.password_reset(address=person.email, person=person, link="https://academy.example/reset/abc/")
    people.unknown_address(address="nobody@example.org")
    for what in sorted({str(words) for words in WHAT_CHANGED.values()}):
        people.sign_in_details_changed(person=person, what=what)


def for_place(person) -> None:
    """What is told about cohorts and sessions, with a place and without."""
    trainer = make_person(given_name="Bartholomew-Christopher", family_name="Wolstenholme", groups=[TRAINERS])
    soon = timezone.now() + datetime.timedelta(days=9)
    hall = make_place(name="Low Mill Community Hub and Library", address="1 Low Mill Lane", access="Step-free")
    for place in (None, hall):
        cohort = make_cohort(trainers=[trainer], place=place)
        session = make_session(cohort, starts_at=soon)
        for letter in (cohorts.your_session, cohorts.session_changed, cohorts.session_cancelled):
            letter(person=person, session=session)
        link = Secret("https://academy.example/join/invitation/abc/", soon)
        cohorts.invited(invitation=make_invitation(cohort, invited_by=trainer), link=link)
    cohorts.invited(invitation=make_invitation(make_cohort(trainers=[trainer])), link=link)


def for_certificate(person) -> None:
    """What is told about certificates, one that replaces another too."""
    first = make_certificate(person=person, route={"certificate_title": LONG})
    certificates.certificate_held(first)
    certificates.certificate_withdrawn(first)
    newer = Certificate.objects.get(pk=first.pk)
    newer.pk, newer.replaces, newer.valid_until = None, first, None
    first.reason_code = Certificate.Reason.NAME
    newer.pk = Certificate._meta.pk.get_default()
    certificates.certificate_issued(newer)


def for_review(person) -> None:
    """What editors and reviewers are told about a page, with its date and without."""
    page = put_under_review(make_index())
    step = submit(page, person)
    step.comment, step.finished_by = "Say who rang, and when.", person
    revision, now = page.latest_revision, timezone.now()
    courses.to_review(person=person, page=page, step=step)
    courses.sent_back(person=person, page=page, step=step)
    courses.went_live(person=person, thing=page, revision=revision)
    problems = ["Say what the picture shows, or tick “Decoration only”.", "Mark the right answer of “Who rang?”."]
    courses.not_published(person=person, thing=page, revision=revision, planned=now, problems=problems)
    courses.stays_up(person=person, page=page, expires_at=now, reasons=["The route “Mediation: Staff” needs it."])
    courses.comments(person=person, page=page, by=person, key="comments:1", texts=["Shorter?", "And a picture?"])
    courses.approved(person=person, page=page, review=step.workflow_state)
    step.workflow_state.pk, page.live, page.go_live_at = 0, False, now + datetime.timedelta(days=9)
    courses.approved(person=person, page=page, review=step.workflow_state)


def for_learning(person) -> None:
    """What learners are told when a course changes: something new, a move, a refresh."""
    completion = make_module_completion(make_enrolment(person))
    enrolment, module = completion.enrolment, completion.module
    learning.new_lessons(enrolment=enrolment, key="new", lessons=[LONG, "Asking twice"])
    for at, (added, gone) in enumerate([([module], []), ([], [module]), ([module], [module])]):
        learning.moved(enrolment=enrolment, move=str(at), added=added, gone=gone, finished=at == 1)
    learning.due_a_refresh(completion=completion, edition=current_edition(module), renewal=None)


def kinds() -> Iterator[str]:
    """The templates of the letters that were written."""
    yield from {message.template for message in Message.objects.all()}
