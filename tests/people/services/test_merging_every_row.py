"""Merging two entries, holding by holding: a row of each kind is there, and each one goes where it says."""

import datetime
import uuid

import pytest

from certificates.models import NameRequest
from cohorts.models import Booking, CalendarFeed, CheckIn, DateWish, PlaceRequest
from cohorts.services.meeting_notes import write_note
from courses.models import LessonPage
from jobs.models import Job
from learning import models as learning
from people import emails, registry
from people.models import DataFile, HeldForm, PersonalCode, Reminder, RightsRequest, SignIn, StoppedReminder
from people.services.codes import issue_code
from people.services.merging import merge_people
from records.handlers import publish_record
from records.models import LearningRecord
from tests.factories.certificates import make_certificate
from tests.factories.cohorts import make_attendance, make_cohort, make_invitation, make_member, make_session
from tests.factories.learning import make_enrolment, make_module_completion
from tests.factories.pairings import make_meeting, make_pairing
from tests.factories.people import make_person, make_post, make_second_factor
from tests.factories.records import make_export

# Ways in end with the entry that had them.
ENDS = {"account.EmailAddress", "mfa.Authenticator", "people.PersonalCode", "people.SignIn", "cohorts.CalendarFeed"}
ENDS |= {"people.DataFile"}
# Who did what, the account itself, and versions of records, which never change: new ones name the person kept.
STAYS = {
    "people.User",
    "people.HeldForm",
    "people.RightsRequest",
    "cohorts.Session",
    "records.Export",
    "records.LearningRecord",
}
# What a letter sent anew says of itself.
SENT_ANEW = {"email", "sent_at"}


def learn(person):
    """One row of each kind that hangs on an enrolment."""
    enrolment = make_enrolment(person=person)
    module = enrolment.required_modules.get().module
    lesson = {"enrolment": enrolment, "lesson": LessonPage.objects.child_of(module).first()}
    block = lesson | {"block_id": "block-1"}
    learning.LessonProgress.objects.create(**lesson)
    learning.LessonFeedback.objects.create(**lesson, useful=learning.LessonFeedback.Useful.values[0])
    learning.TaskDone.objects.create(**block)
    learning.ConfidenceAnswer.objects.create(**block, moment="BEFORE", item="one", value=3)
    learning.Reflection.objects.create(**block, text="A bench")
    learning.Promise.objects.create(**block, text="A kettle")
    learning.QuizAttempt.objects.create(**block, answers=["i1"], score=1, out_of=1, passed=True)
    learning.ScenarioRun.objects.create(**block, path=[1], ending="B1", kind="good")
    learning.PracticeEntry.objects.create(
        enrolment=enrolment,
        module=module,
        form_key=uuid.uuid4(),
        happened_on=datetime.date(2026, 3, 4),
        topic="COMPANY",
        did=["LISTENED"],
    )
    learning.FollowUp.objects.create(enrolment=enrolment, form_key=uuid.uuid4(), used="ONE")
    learning.Obstacle.objects.create(enrolment=enrolment, form_key=uuid.uuid4(), text="The hall is shut")
    learning.Question.objects.create(person=person, form_key=uuid.uuid4(), to="TRAINER", text="Whose name is this?")
    make_module_completion(make_enrolment(person=person))
    NameRequest.objects.create(certificate=make_certificate(person=person), name="Om Rowan", form_key=uuid.uuid4())


def publish_all():
    """What a worker would do next."""
    for job in Job.objects.filter(kind="records.publish_record").order_by("pk"):
        publish_record(**job.args)


@pytest.fixture
def twin(organisation):
    """The officer once more, with something of every kind."""
    person = make_person(given_name="Om", organisation=organisation, email="om@example.org")
    make_post(person)
    fill(person)
    return person


def fill(person):
    """One row of each kind but a post."""
    learn(person)
    cohort = make_cohort(trainers=[person])
    session = make_session(cohort, register_version=1, register_saved_at=cohort.created_at, register_saved_by=person)
    member = make_member(cohort, person)
    make_attendance(session, member)
    Booking.objects.create(session=session, membership=member, needs="A ramp")
    CheckIn.objects.create(session=session, membership=member)
    PlaceRequest.objects.create(cohort=make_cohort(), person=person, kind=PlaceRequest.Kind.WAITING)
    DateWish.objects.create(person=person, course=cohort.course)
    CalendarFeed.objects.create(person=person)
    write_note(meeting=make_meeting(make_pairing(mentor=person)), text="Quiet", by=person)
    make_invitation(make_cohort(), email=person.email, name=person.given_name)
    make_export(person)
    make_second_factor(person)
    issue_code(person=person, kind=PersonalCode.Kind.RETURN, by=None)
    HeldForm.objects.create(person=person, browser="one", address="/learn/", sealed="x")
    SignIn.objects.create(person=person, session_key="s" * 32)
    letter = emails.sign_in_details_changed(person=person, what="A password was set.")
    Reminder.objects.create(key="one", person=person, kind="promise", message=letter)
    StoppedReminder.objects.create(person=person, kind="promise")
    DataFile.objects.create(person=person, form_key=uuid.uuid4())
    RightsRequest.objects.create(person=person, form_key=uuid.uuid4(), ended_at=cohort.created_at)
    publish_all()


def rows_of(person):
    """Every row that each holding collects of somebody, but for what a letter says of itself."""
    return {
        holding.label: [
            {name: value for name, value in row.items() if name not in SENT_ANEW} for row in holding.collect(person)
        ]
        for holding in registry.holdings()
    }


def test_each_kind_of_row_moves_or_is_known_to_end_or_to_stay(officer, twin, administrator):
    theirs, ours = rows_of(twin), rows_of(officer)
    assert [label for label, rows in theirs.items() if not rows] == []
    merge_people(gone=twin, kept=officer, by=administrator)
    publish_all()
    for entry in (twin, officer):
        entry.refresh_from_db()
    left, has = rows_of(twin), rows_of(officer)
    moves = set(theirs) - ENDS - STAYS
    assert {label: left[label] for label in moves} == {label: [] for label in moves}
    lost = {label: [row for row in theirs[label] + ours[label] if row not in has[label]] for label in moves}
    assert lost == {label: [] for label in moves}
    assert {label: has[label] for label in ENDS} == {label: ours[label] for label in ENDS}
    assert {label: len(left[label]) for label in STAYS} == {label: len(theirs[label]) for label in STAYS}
    assert set(LearningRecord.objects.current().values_list("person", flat=True)) == {officer.pk}
    assert PersonalCode.objects.filter(person=twin, used_at=None, replaced_at=None).count() == 0
