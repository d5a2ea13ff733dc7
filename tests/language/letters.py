"""Every letter the house writes, written once: by the services' own functions, to people with long names."""

import datetime
import uuid
from collections.abc import Iterator

from django.utils import timezone

from certificates import emails as certificates
from certificates.models import Certificate, NameRequest
from cohorts import emails as cohorts
from cohorts.models import Booking, DateWish, PlaceRequest
from courses import emails as courses
from courses.services import current_edition
from learning import emails as learning
from learning.models import Question
from people import emails as people
from people.adapters import WHAT_CHANGED
from people.mail import Secret, opened
from people.models import DataFile, Message, RightsRequest
from people.permissions import HR, TRAINERS
from people.reminders import Due
from records import emails as records
from tests.factories.certificates import make_certificate
from tests.factories.cohorts import make_cohort, make_invitation, make_member, make_place, make_session
from tests.factories.courses import make_index, publish
from tests.factories.learning import make_enrolment, make_module_completion
from tests.factories.pairings import make_pairing
from tests.factories.people import make_person
from tests.factories.records import make_export
from tests.factories.reviews import put_under_review, submit

LONG = "Community Connector for people who work evenings and weekends"


def write_all() -> list[Message]:
    """One of each kind, as it would go out, secrets in place; one for each change to how somebody signs in."""
    person = make_person(given_name="Maximiliana-Alexandra", family_name="Featherstonehaugh")
    for_account(person)
    for_leaving(person)
    for_place(person)
    for_pairing(person)
    for_certificate(person)
    for_review(person)
    for_learning(person)
    for_reminders(person)
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


def for_leaving(person) -> None:
    """What is told about one's own data: the file is ready; somebody is forgotten, with something kept and without."""
    now = timezone.now()
    people.data_file_ready(file=DataFile(person=person, until=now + datetime.timedelta(days=7)))
    for until in (None, now.date()):
        people.forgotten(address="left@example.org", request=RightsRequest(form_key=uuid.uuid4(), kept_until=until))


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
        facts = {"capacity": 12, "food": "Tea and soup", "costs": "Bus fares, paid in cash", "sequence": 1}
        full = make_session(cohort, starts_at=soon, **facts)
        cohorts.your_session(person=person, session=full)
        cohorts.session_changed(person=person, session=full, before=soon - datetime.timedelta(days=1))
        cohorts.session_cancelled(person=person, session=full, others=[session, make_session(cohort)])
        offered = Booking(pk=cohort.pk, session=full, membership=make_member(cohort, person), offered_until=soon)
        cohorts.place_offered(booking=offered)
        asked = PlaceRequest(cohort=cohort, person=person, offered_until=soon)
        cohorts.place_in_cohort_offered(request=asked)
        cohorts.let_in(request=asked, membership=offered.membership)
        cohorts.not_this_time(request=asked)
        cohorts.date_found(wish=DateWish(pk=cohort.pk, person=person, course=cohort.course), session=full)
        link = Secret("https://academy.example/join/invitation/abc/", soon)
        kept = make_invitation(cohort, invited_by=trainer)
        cohorts.invited(invitation=kept, link=link, person=None, session=session)
    cohorts.invited(invitation=make_invitation(make_cohort(trainers=[trainer])), link=link, person=None, session=None)


def for_pairing(person) -> None:
    """What is told about a pairing: to each half, and to its coordinator, with a call and without."""
    pairing = make_pairing(mentor=person, trainer=make_person(given_name="Bart"))
    for side in ("mentor", "mentee"):
        cohorts.pairing_to_look_at(pairing=pairing, side=side)
        cohorts.pairing_started(pairing=pairing, side=side)
    now = timezone.now()
    for call, at in ((None, now), (pairing.mentor, now + datetime.timedelta(days=1))):
        pairing.ended_at = pairing.paused_at = at
        pairing.call_wanted_by = call
        cohorts.pairing_ended(pairing=pairing)
        cohorts.pairing_over(pairing=pairing)
        cohorts.pairing_paused(pairing=pairing, call=call)


def for_certificate(person) -> None:
    """What is told about certificates, one that replaces another too."""
    first = make_certificate(person=person, route={"certificate_title": LONG})
    certificates.certificate_held(first)
    certificates.certificate_withdrawn(first)
    newer = Certificate.objects.get(pk=first.pk)
    newer.pk, newer.replaces, newer.valid_until = None, first, None
    first.reason_code = Certificate.Reason.NAME
    wish = NameRequest(certificate=first, name="Sam", reason="Show us the deed.", decided_by=person)
    certificates.name_refused(wish)
    newer.pk = Certificate._meta.pk.get_default()
    certificates.certificate_issued(newer)


def for_review(person) -> None:
    """What editors and reviewers are told about a page, with its date and without."""
    page = put_under_review(publish(make_index()))
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
    asked = Question(person=person, asked_at=timezone.now(), answer="It is put right.", answered_by=person)
    learning.question_answered(question=asked)
    learning.due_a_refresh(completion=completion, edition=current_edition(module), renewal=None)


def for_reminders(person) -> None:
    """What people are reminded of: one thing, and several in one letter."""
    today = timezone.localdate()
    text = f"You are on {LONG}. Have you had a chat since? Note it. It takes half a minute. If not, that is fine."
    due = [Due(person, at, "practice", "How did it go?", text, "/learn/", "Add") for at in "123"]
    people.reminder(person=person, due=due[0], day=today)
    people.reminders(person=person, due=due, day=today + datetime.timedelta(days=1))


def kinds() -> Iterator[str]:
    """The templates of the letters that were written."""
    yield from {message.template for message in Message.objects.all()}
