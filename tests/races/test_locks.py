"""One order of locks: people go last, so nobody who is merged or forgotten waits for whoever waits for them."""

import threading
import uuid
from contextlib import suppress
from functools import partial

import pytest
from django.db import OperationalError, connection, transaction

from academy.errors import is_lock_wait
from cohorts.services.joining import locked as cohort_locked
from courses.models import CompletedBy
from learning.models import Enrolment, ModuleCompletion
from learning.services.completion import complete_module
from learning.services.completion import lock as enrolment_locked
from people import emails
from people.models import PersonalCode, User
from people.services import leaving, merging, privacy
from people.services.accounts import hold_rights, issue_code
from people.services.leaving import forget_me
from people.services.merging import merge_people
from tests.factories.cohorts import make_cohort, make_invitation
from tests.factories.courses import make_course, make_route
from tests.factories.learning import make_enrolment, make_evidence
from tests.factories.people import make_person
from tests.races.together import at_once

pytestmark = pytest.mark.django_db(transaction=True)
BOTH_WAYS = pytest.mark.parametrize("in_order", [True, False], ids=["in order", "as it was before"])


class Meeting:
    """Two acts that each hold something before either goes on, and how often they were tried."""

    def __init__(self):
        self.both_hold, self.tries, self.sent_away = threading.Barrier(2), 0, []

    def wait(self):
        with suppress(threading.BrokenBarrierError):  # alone: the other one waits for what is held here
            self.both_hold.wait(timeout=1)

    def of(self, act):
        """The act, counted. Who sent it away is noted."""

        def tried():
            self.tries += 1
            try:
                return act()
            except OperationalError as error:
                self.sent_away.append(is_lock_wait(error))
                raise

        return tried

    def as_before(self, *, with_key):
        """People first, and what they share with others where it comes up."""

        def hold_people(people):
            hold_rights()
            rows = User.objects.select_for_update(no_key=not with_key).filter(pk__in=[each.pk for each in people])
            held = {person.pk: person for person in rows.order_by("pk")}
            self.wait()
            return held

        return hold_people

    def outcome(self, acts):
        """What the two came to, how often they were tried, and whether whoever was sent away may try again."""
        answers = at_once([self.of(act) for act in acts])
        return answers, self.tries, self.sent_away


def deadlock(*, in_order):
    """Tries, and who is told to try again. SQLite lets one in after the other; PostgreSQL sends one of two away."""
    return (2, []) if in_order or connection.vendor == "sqlite" else (3, [True])


def completes(enrolment, meeting=None):
    """The one module of a course is complete, and a letter says so: as when people are moved to a new version."""
    module = enrolment.required_modules.get().module
    with transaction.atomic():
        held = enrolment_locked(enrolment)
        if meeting is not None:
            meeting.wait()
        complete_module(enrolment=held, module=module, evidence=make_evidence(key="attendance:1"), by=None)
        emails.sign_in_details_changed(person=held.person, what="Module 1 is complete.")


@BOTH_WAYS
def test_somebody_is_forgotten_while_they_complete_a_module(monkeypatch, in_order):
    meeting, enrolment = Meeting(), make_enrolment(completed_by=CompletedBy.ATTENDANCE, lessons=0)
    if not in_order:
        monkeypatch.setattr(leaving, "hold_people", meeting.as_before(with_key=True))
        monkeypatch.setattr(privacy, "hold_people", lambda people: None)
    goes = partial(forget_me, person=enrolment.person, keep=False, form_key=uuid.uuid4())
    answers, *facts = meeting.outcome([goes, partial(completes, enrolment, meeting)])
    assert tuple(facts) == deadlock(in_order=in_order)
    assert [isinstance(answer, Exception) for answer in answers] == [False, False]
    assert (User.objects.get(pk=enrolment.person_id).given_name, ModuleCompletion.objects.count()) == ("Somebody", 1)


@BOTH_WAYS
def test_two_entries_become_one_while_one_of_them_gets_a_new_slip(monkeypatch, in_order):
    meeting, cohort, (gone, kept) = Meeting(), make_cohort(), [make_person() for _entry in range(2)]
    make_invitation(cohort, email=gone.email)
    if not in_order:
        monkeypatch.setattr(merging, "hold_people", meeting.as_before(with_key=False))

    def joins_again():
        with transaction.atomic():
            cohort_locked(cohort)
            meeting.wait()
            return issue_code(person=gone, kind=PersonalCode.Kind.RETURN, by=None)

    answers, *facts = meeting.outcome([partial(merge_people, gone=gone, kept=kept, by=None), joins_again])
    assert tuple(facts) == deadlock(in_order=in_order)
    assert [isinstance(answer, Exception) for answer in answers] == [False, False]
    assert User.objects.get(pk=gone.pk).merged_into == kept


def test_two_entries_become_one_while_each_completes_the_same_module():
    course = make_course(modules=1, completed_by=CompletedBy.ATTENDANCE)
    enrolments = [make_enrolment(route=make_route(course)) for _entry in range(2)]
    gone, kept = (enrolment.person for enrolment in enrolments)
    acts = [partial(completes, enrolment) for enrolment in enrolments]
    answers = at_once([*acts, partial(merge_people, gone=gone, kept=kept, by=None)])
    assert [isinstance(answer, Exception) for answer in answers] == [False] * 3
    assert set(Enrolment.objects.values_list("person", flat=True)) == {kept.pk}
    assert ModuleCompletion.objects.standing().exists()
