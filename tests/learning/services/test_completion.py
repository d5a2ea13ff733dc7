"""Completions: one stands at most, each keeps why and as whom, and what must follow is asked for."""

import datetime

import pytest
from wagtail.models import ModelLogEntry

from courses.models import CompletedBy, ModulePage
from jobs.models import Job
from learning.models import CourseCompletion, Enrolment, ModuleCompletion
from learning.services import completion as service
from tests.factories.courses import make_course, make_lesson, make_module, make_route, publish
from tests.factories.learning import (
    finish,
    make_course_completion,
    make_enrolment,
    make_evidence,
    make_module_completion,
)
from tests.factories.people import make_department, make_staff_role

pytestmark = pytest.mark.django_db
SESSION = datetime.date(2026, 3, 4)


def modules_of(enrolment):
    return [row.module for row in enrolment.required_modules.select_related("module")]


def test_complete_module_keeps_the_evidence_the_rule_and_the_edition():
    enrolment = make_enrolment(modules=2, completed_by=CompletedBy.ATTENDANCE)
    module = modules_of(enrolment)[0]
    made = make_module_completion(enrolment, module, place="Town hall", minutes=120, cohort_code="CC-1")
    again = ModuleCompletion.objects.get(pk=made.pk)
    assert (again.evidence, again.evidence_key, again.evidence_line) == (
        "ATTENDANCE",
        "attendance:1",
        "Here on 4 March 2026.",
    )
    assert (again.happened_on, again.place, again.minutes, again.cohort_code) == (SESSION, "Town hall", 120, "CC-1")
    assert (again.rule, again.edition.page_id, again.title) == (module.rule_in_words, module.pk, module.title)


def test_complete_module_twice_is_the_same_row_and_one_job():
    enrolment = make_enrolment(modules=2)
    first, second = make_module_completion(enrolment), make_module_completion(enrolment, key="attendance:2")
    assert first == second
    assert ModuleCompletion.objects.get().evidence_key == "attendance:1"
    assert list(Job.objects.filter(kind="records.publish_record").values_list("key", "args")) == [
        (f"publish:module:{first.uuid}", {"kind": "module", "source": str(first.uuid)})
    ]


def test_the_snapshot_is_the_post_held_on_the_day(officer):
    post = officer.assignments.get()
    post.department, post.staff_role = make_department(officer.organisation, name="Housing"), make_staff_role()
    post.cost_centre = "C1234"
    post.save()
    made = make_module_completion(make_enrolment(officer, modules=2))
    assert (made.assignment, made.organisation, made.department_path) == (post, officer.organisation, "Housing")
    assert (made.staff_role_name, made.job_title, made.cost_centre) == (
        post.staff_role.name,
        "Housing officer",
        "C1234",
    )


def test_a_resident_has_only_an_organisation(resident):
    made = make_module_completion(make_enrolment(resident, modules=2))
    assert (made.organisation, made.assignment, made.job_title) == (resident.organisation, None, "")


def test_a_post_that_began_later_is_no_part_of_it(officer):
    officer.assignments.update(starts_on=datetime.date(2026, 3, 5))
    assert make_module_completion(make_enrolment(officer, modules=2)).assignment is None


def test_the_last_module_completes_the_course_and_asks_for_the_certificate():
    route = make_route(make_course(modules=2), validity_months=36)
    course = make_course_completion(make_enrolment(route=route))
    assert (course.completed_on, course.expires_on) == (SESSION, datetime.date(2029, 3, 4))
    assert set(course.rests_on.all()) == set(ModuleCompletion.objects.all())
    assert course.enrolment.status == "COMPLETED"
    assert course.enrolment.closed_at is not None
    assert Job.objects.get(kind="certificates.award").key == f"award:{course.uuid}"
    assert Job.objects.get(kind="certificates.award").args == {"completion": course.pk}
    assert Job.objects.filter(key=f"publish:course:{course.uuid}").count() == 1


def test_a_course_without_validity_never_ends():
    assert make_course_completion().expires_on is None


def test_the_course_is_dated_by_its_last_module():
    enrolment = make_enrolment(modules=2)
    late = SESSION + datetime.timedelta(days=9)
    first, second = modules_of(enrolment)
    make_module_completion(enrolment, first, happened_on=late)
    make_module_completion(enrolment, second)
    assert CourseCompletion.objects.get().completed_on == late


def test_settle_course_waits_for_every_module():
    enrolment = make_enrolment(modules=2)
    make_module_completion(enrolment)
    assert service.settle_course(enrolment=enrolment, by=None) is None


def test_settle_course_twice_is_the_same_row():
    course = make_course_completion()
    assert service.settle_course(enrolment=course.enrolment, by=None) == course
    assert Job.objects.filter(kind="certificates.award").count() == 1


def test_a_route_without_modules_is_never_complete():
    enrolment = make_enrolment(route=make_route(make_course(), modules=[]))
    assert service.settle_course(enrolment=enrolment, by=None) is None


def test_a_person_who_left_keeps_the_module_and_gets_no_course():
    enrolment = make_enrolment()
    Enrolment.objects.update(status="LEFT", closed_at=enrolment.opened_at)
    make_module_completion(enrolment)
    assert (ModuleCompletion.objects.count(), CourseCompletion.objects.count()) == (1, 0)


def test_grant_module_needs_a_reason(trainer):
    enrolment = make_enrolment()
    with pytest.raises(ValueError, match="reason"):
        service.grant_module(enrolment=enrolment, module=modules_of(enrolment)[0], reason="  ", by=trainer)


def test_grant_module_keeps_who_and_why_and_twice_is_one_row(trainer):
    enrolment = make_enrolment(modules=2)
    given = {"enrolment": enrolment, "module": modules_of(enrolment)[0], "reason": "Did it elsewhere.", "by": trainer}
    first, second = service.grant_module(**given), service.grant_module(**given)
    assert first == second
    assert (first.evidence, first.reason, first.recorded_by) == ("GRANT", "Did it elsewhere.", trainer)
    assert first.evidence_line == "Granted by Tess."


def test_withdraw_module_takes_the_course_with_it_and_keeps_both(trainer):
    course = make_course_completion(make_enrolment(modules=2))
    module = course.rests_on.first()
    for _time in range(2):
        service.withdraw_module(completion=module, why="Wrong name in the register.", by=trainer)
    module, course = ModuleCompletion.objects.get(pk=module.pk), CourseCompletion.objects.get(pk=course.pk)
    assert (module.revoked_by, module.revoked_why) == (trainer, "Wrong name in the register.")
    assert (course.revoked_by, course.revoked_why) == (trainer, "Wrong name in the register.")
    assert course.enrolment.status == "OPEN"
    assert sorted(Job.objects.filter(key__endswith=":withdrawn").values_list("key", flat=True)) == [
        f"publish:course:{course.uuid}:withdrawn",
        f"publish:module:{module.uuid}:withdrawn",
    ]
    assert Job.objects.get(kind="certificates.revoke").args == {"completion": course.pk}


def test_after_a_withdrawal_the_course_completes_anew(trainer):
    course = make_course_completion()
    service.withdraw_module(completion=course.rests_on.get(), why="Wrong name.", by=trainer)
    anew = make_course_completion(course.enrolment)
    assert anew != course
    assert CourseCompletion.objects.standing().get() == anew


def test_a_withdrawal_does_not_open_a_second_enrolment(trainer):
    course = make_course_completion()
    again = make_enrolment(course.enrolment.person, course.route)
    service.withdraw_module(completion=course.rests_on.get(), why="Wrong name.", by=trainer)
    assert list(Enrolment.objects.open()) == [again]


def test_keep_as_grant_swaps_the_evidence_and_leaves_the_course(trainer):
    course = make_course_completion()
    old = course.rests_on.get()
    first = service.keep_as_grant(completion=old, reason="She was there in the morning.", by=trainer)
    second = service.keep_as_grant(completion=old, reason="She was there in the morning.", by=trainer)
    assert first == second != old
    assert (first.evidence, first.reason, first.happened_on) == ("GRANT", "She was there in the morning.", SESSION)
    assert CourseCompletion.objects.standing().get() == course
    assert set(course.rests_on.all()) == {old, first}


def test_keep_as_grant_after_a_withdrawal_is_refused(trainer):
    old = make_module_completion()
    service.withdraw_module(completion=old, why="Wrong name.", by=trainer)
    with pytest.raises(ValueError, match="withdrawn"):
        service.keep_as_grant(completion=old, reason="Was there.", by=trainer)


def test_settle_module_completes_finished_lessons():
    course = make_course(modules=0)
    module = make_module(course, completed_by=CompletedBy.LESSONS)
    lesson = make_lesson(module, minutes=8)
    make_module(course, completed_by=CompletedBy.ATTENDANCE)
    enrolment = make_enrolment(route=make_route(course))
    assert service.settle_module(enrolment=enrolment, module=module, by=None) is None
    saved = finish(enrolment, lesson)
    assert service.settle_module(enrolment=enrolment, module=module, by=None) == saved.module
    assert (saved.module.evidence, saved.module.evidence_line, saved.module.minutes, saved.module.recorded_by) == (
        "LESSONS",
        "One lesson finished.",
        8,
        None,
    )


def test_what_was_withdrawn_is_not_settled_again_from_the_same_facts(trainer):
    course = make_course()
    enrolment = make_enrolment(route=make_route(course))
    module = modules_of(enrolment)[0]
    saved = finish(enrolment, module.get_children().first().specific)
    service.withdraw_module(completion=saved.module, why="Somebody else did them.", by=trainer)
    assert service.settle_module(enrolment=enrolment, module=module, by=None) is None


def test_each_act_leaves_one_audit_line_with_ids_alone(trainer):
    completion = make_module_completion(by=trainer)
    service.withdraw_module(completion=completion, why="Wrong name.", by=trainer)
    lines = ModelLogEntry.objects.filter(action__startswith="learning.").order_by("pk")
    assert [(line.action, line.user) for line in lines] == [
        ("learning.enrol", None),
        ("learning.complete_module", trainer),
        ("learning.withdraw_module", trainer),
    ]
    assert lines[1].data == {"enrolment": completion.enrolment_id, "module": completion.module_id}


def test_editing_the_module_changes_no_completion():
    made = make_module_completion()
    before = ModuleCompletion.objects.filter(pk=made.pk).values().get()
    module = ModulePage.objects.get(pk=made.module_id)
    module.title, module.completed_by = "Another name", CompletedBy.GRANT
    publish(module)
    assert ModuleCompletion.objects.filter(pk=made.pk).values().get() == before


def test_evidence_for_another_module_says_nothing_of_this_one():
    enrolment = make_enrolment(modules=2)
    first, second = modules_of(enrolment)
    service.complete_module(enrolment=enrolment, module=first, evidence=make_evidence(), by=None)
    assert list(ModuleCompletion.objects.values_list("module", flat=True)) == [first.pk]
    assert second.pk != first.pk
