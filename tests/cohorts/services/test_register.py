from datetime import timedelta

import pytest
from django.utils import timezone
from wagtail.models import ModelLogEntry

from cohorts.models import Attendance, Cohort, Session
from cohorts.services.register import (
    CalledOff,
    Correction,
    CorrectionsNeeded,
    Marking,
    RegisterSaved,
    SavedMeanwhile,
    TooEarly,
    take_register,
)
from jobs.models import Job
from learning.models import CourseCompletion, Enrolment, ModuleCompletion
from tests.factories.cohorts import make_cohort, make_member, make_place, make_session
from tests.factories.courses import make_course, make_module, make_route

pytestmark = pytest.mark.django_db

HERE, PART, AWAY = Marking("HERE"), Marking("PART", 100), Marking("AWAY")
CAUGHT_UP, TOLD = Marking("CATCH_UP"), Marking("AWAY_TOLD")


@pytest.fixture
def cohort(trainer):
    place = make_place(trainer.organisation, name="Low Mill Hub")
    return make_cohort(organisation=trainer.organisation, trainers=[trainer], place=place, code="CC-2026-1")


@pytest.fixture
def session(cohort):
    return make_session(cohort)


def save(session, marks, by, *, corrections=None, version=None) -> RegisterSaved:
    """A save from a page that was made just now, unless a version says otherwise."""
    session = Session.objects.get(pk=session.pk)
    return take_register(
        session=session,
        marks={member.pk: marking for member, marking in marks.items()},
        corrections={member.pk: answer for member, answer in (corrections or {}).items()},
        version=session.register_version if version is None else version,
        by=by,
    )


def rows(session) -> list[tuple[int, str, int | None]]:
    return list(session.attendances.order_by("membership").values_list("membership", "mark", "minutes"))


def standing(member) -> list[tuple[str, str]]:
    found = ModuleCompletion.objects.standing().filter(enrolment=member.enrolment)
    return list(found.values_list("evidence", "reason"))


def test_take_register_completes_the_module_for_those_here(cohort, session, trainer):
    here, part, away = (make_member(cohort) for _number in range(3))
    saved = save(session, {here: HERE, part: PART, away: AWAY}, trainer)
    assert saved == RegisterSaved(here=2, away=1, unmarked=0, modules=2, courses=2, changed=3)
    assert rows(session) == [(here.pk, "HERE", 120), (part.pk, "PART", 100), (away.pk, "AWAY", None)]
    assert [standing(member) for member in (here, part, away)] == [[("ATTENDANCE", "")], [("ATTENDANCE", "")], []]
    completion = ModuleCompletion.objects.get(enrolment=here.enrolment)
    attendance = here.attendances.get()
    assert completion.evidence_key == f"attendance:{attendance.pk}"
    assert (completion.happened_on, completion.place, completion.led_by) == (session.day, "Low Mill Hub", "Tess")
    assert (completion.minutes, completion.cohort_code, completion.recorded_by) == (120, "CC-2026-1", trainer)
    held = Session.objects.get()
    assert (held.register_version, held.register_saved_by) == (1, trainer)


def test_each_changed_mark_is_published_and_each_course_awarded_once(cohort, session, trainer):
    here, away = make_member(cohort), make_member(cohort)
    save(session, {here: HERE, away: AWAY}, trainer)
    save(session, {here: HERE, away: TOLD}, trainer)
    keys = Job.objects.filter(kind="records.publish_record", key__startswith="publish:session:")
    assert sorted(keys.values_list("key", flat=True)) == sorted(
        [
            f"publish:session:{here.attendances.get().uuid}:1",
            f"publish:session:{away.attendances.get().uuid}:1",
            f"publish:session:{away.attendances.get().uuid}:2",
        ]
    )
    assert keys.first().args == {"kind": "session", "source": keys.first().key.split(":")[2]}
    course = CourseCompletion.objects.get()
    assert list(Job.objects.filter(kind="certificates.award").values_list("key", flat=True)) == [f"award:{course.uuid}"]


def test_a_second_save_changes_nothing_even_from_the_old_page(cohort, session, trainer):
    members = [make_member(cohort) for _number in range(2)]
    marks = {members[0]: HERE, members[1]: AWAY}
    first = save(session, marks, trainer, version=0)
    before = (rows(session), Job.objects.count(), ModelLogEntry.objects.count(), Session.objects.get().register_version)
    again = save(session, marks, trainer, version=0)
    assert (first.here, first.away, first.modules) == (again.here, again.away, 1)
    assert again == RegisterSaved(here=1, away=1, unmarked=0)
    after = (rows(session), Job.objects.count(), ModelLogEntry.objects.count(), Session.objects.get().register_version)
    assert after == before


def test_a_part_that_is_too_short_and_a_caught_up_that_is_not_allowed_complete_nothing(trainer):
    course = make_course(modules=0)
    module = make_module(course, completed_by="ATTENDANCE", share=80, catch_up_allowed=False)
    cohort = make_cohort(route=make_route(course), trainers=[trainer])
    session = make_session(cohort, module=module)
    short, enough, caught_up = (make_member(cohort) for _number in range(3))
    saved = save(session, {short: Marking("PART", 95), enough: Marking("PART", 96), caught_up: CAUGHT_UP}, trainer)
    assert (saved.here, saved.modules) == (3, 1)
    assert [len(standing(member)) for member in (short, enough, caught_up)] == [0, 1, 0]


def test_a_catch_up_talk_counts_on_the_day_it_is_marked(cohort, trainer):
    session = make_session(cohort, starts_at=timezone.now() - timedelta(days=9))
    member = make_member(cohort)
    save(session, {member: AWAY}, trainer)
    assert save(session, {member: CAUGHT_UP}, trainer).modules == 1
    completion = ModuleCompletion.objects.get()
    assert (completion.happened_on, completion.started_on) == (timezone.localdate(), session.day)


def test_a_session_without_a_module_keeps_the_register_and_completes_nothing(cohort, trainer):
    member, drop_in = make_member(cohort), make_session(cohort, module=None, kind="DROP_IN")
    assert save(drop_in, {member: HERE}, trainer) == RegisterSaved(1, 0, 0, changed=1)
    assert ModuleCompletion.objects.count() == 0


def test_somebody_who_left_the_course_stands_in_the_register_without_a_completion(cohort, session, trainer):
    member = make_member(cohort)
    Enrolment.objects.update(status="LEFT", closed_at=timezone.now())
    assert save(session, {member: HERE}, trainer).modules == 0
    assert rows(session) == [(member.pk, "HERE", 120)]


def test_members_without_a_mark_stay_as_they_were_and_strangers_are_left_out(cohort, session, trainer):
    marked, unmarked, stranger = make_member(cohort), make_member(cohort), make_member(make_cohort())
    saved = save(session, {marked: HERE, stranger: HERE}, trainer)
    assert (saved.here, saved.unmarked) == (1, 1)
    assert rows(session) == [(marked.pk, "HERE", 120)]
    save(session, {unmarked: AWAY}, trainer)
    assert rows(session) == [(marked.pk, "HERE", 120), (unmarked.pk, "AWAY", None)]


def test_a_mark_that_a_completion_rests_on_does_not_change_without_a_correction(cohort, session, trainer):
    first, second = make_member(cohort), make_member(cohort)
    save(session, {first: HERE, second: AWAY}, trainer)
    before = rows(session)
    with pytest.raises(CorrectionsNeeded) as question:
        save(session, {first: AWAY, second: HERE}, trainer)
    assert question.value.resting == {first.pk: ModuleCompletion.objects.get()}
    assert rows(session) == before
    assert (len(standing(first)), len(standing(second)), Session.objects.get().register_version) == (1, 0, 1)


def test_a_correction_that_keeps_turns_the_completion_into_a_grant(cohort, session, trainer):
    member = make_member(cohort)
    save(session, {member: HERE}, trainer)
    course = CourseCompletion.objects.get()
    keep = {member: Correction("She came to the one on Monday.", "KEEP")}
    saved = save(session, {member: AWAY}, trainer, corrections=keep)
    assert (saved.away, saved.modules, saved.courses, saved.withdrawn) == (1, 0, 0, 0)
    assert standing(member) == [("GRANT", "She came to the one on Monday.")]
    assert CourseCompletion.objects.standing().get() == course
    assert not Job.objects.filter(kind="certificates.revoke").exists()
    assert save(session, {member: AWAY}, trainer, corrections=keep).changed == 0
    assert save(session, {member: HERE}, trainer).modules == 0


def test_a_correction_that_withdraws_takes_the_course_and_asks_for_the_certificate(cohort, session, trainer):
    member = make_member(cohort)
    save(session, {member: HERE}, trainer)
    course = CourseCompletion.objects.get()
    withdraw = {member: Correction("I marked the wrong row.", "WITHDRAW")}
    saved = save(session, {member: TOLD}, trainer, corrections=withdraw)
    assert saved == RegisterSaved(here=0, away=1, unmarked=0, withdrawn=1, changed=1)
    assert standing(member) == []
    course.refresh_from_db()
    assert (course.revoked_by, course.revoked_why) == (trainer, "I marked the wrong row.")
    assert Job.objects.get(kind="certificates.revoke").key == f"revoke:{course.uuid}"
    saved = save(session, {member: HERE}, trainer)
    assert (saved.modules, saved.courses) == (1, 1)
    assert ModuleCompletion.objects.count() == 2


def test_here_corrected_to_long_enough_needs_no_reason(cohort, session, trainer):
    member = make_member(cohort)
    save(session, {member: HERE}, trainer)
    assert save(session, {member: PART}, trainer).changed == 1
    assert rows(session) == [(member.pk, "PART", 100)]
    assert len(standing(member)) == 1


def test_two_trainers_the_second_looks_before_saving(cohort, session, trainer, other_trainer):
    first, second = make_member(cohort), make_member(cohort)
    save(session, {first: HERE}, trainer, version=0)
    with pytest.raises(SavedMeanwhile) as clash:
        save(session, {first: AWAY, second: HERE}, other_trainer, version=0)
    assert (clash.value.session.register_saved_by, clash.value.session.register_version) == (trainer, 1)
    assert rows(session) == [(first.pk, "HERE", 120)]
    assert save(session, {first: HERE, second: HERE}, other_trainer, version=1).changed == 1
    assert Session.objects.get().register_saved_by == other_trainer


def test_no_register_before_its_day_nor_once_called_off_or_closed(cohort, session, trainer):
    member = make_member(cohort)
    tomorrow = make_session(cohort, starts_at=timezone.now() + timedelta(days=1))
    with pytest.raises(TooEarly):
        save(tomorrow, {member: HERE}, trainer)
    Session.objects.filter(pk=session.pk).update(cancelled_at=timezone.now())
    with pytest.raises(CalledOff):
        save(session, {member: HERE}, trainer)
    Session.objects.update(cancelled_at=None)
    Cohort.objects.update(state="CLOSED", closed_at=timezone.now())
    with pytest.raises(CalledOff):
        save(session, {member: HERE}, trainer)
    assert Attendance.objects.count() == 0


def test_the_resident_route_completes_by_attendance_alone_and_the_staff_route_does_not(trainer, officer, resident):
    course = make_course(modules=1, lessons=1)
    live = make_module(course, completed_by="ATTENDANCE")
    staff = make_route(course, audience="STAFF")
    neighbours = make_route(course, audience="RESIDENT", modules=[live])
    cohort = make_cohort(route=neighbours, staff_route=staff, trainers=[trainer])
    neighbour = make_member(cohort, resident)
    colleague = make_member(make_cohort(route=staff), officer)
    colleague.cohort = cohort
    colleague.save()
    as_neighbour = make_member(cohort, trainer)
    saved = save(make_session(cohort, module=live), {neighbour: HERE, colleague: HERE, as_neighbour: HERE}, trainer)
    assert (saved.modules, saved.courses) == (3, 2)
    done = CourseCompletion.objects.standing().values_list("enrolment", "route")
    assert set(done) == {(neighbour.enrolment_id, neighbours.pk), (as_neighbour.enrolment_id, neighbours.pk)}


def test_the_log_keeps_ids_and_counts_alone(cohort, session, trainer):
    member = make_member(cohort)
    save(session, {member: HERE}, trainer)
    entry = ModelLogEntry.objects.get(action="cohorts.take_register")
    assert (entry.user, entry.object_id) == (trainer, str(session.pk))
    assert entry.data == {"here": 1, "away": 0, "changed": 1, "version": 1, "corrected": 0}
    assert str(member.enrolment.person) not in entry.label


def test_a_line_says_the_post_of_the_day_and_a_correction_does_not_look_again(session, cohort, caretaker, trainer):
    member = make_member(cohort, caretaker)
    save(session, {member: HERE}, trainer)
    caretaker.assignments.update(job_title="Manager")
    save(session, {member: PART}, trainer)
    line = Attendance.objects.get()
    post = caretaker.assignments.get()
    assert (line.mark, line.organisation, line.assignment, line.job_title) == (
        *("PART", post.organisation),
        *(post, "Caretaker"),
    )
