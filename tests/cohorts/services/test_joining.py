import uuid
from datetime import date, timedelta

import pytest
from django.utils import timezone

from cohorts.models import Cohort, Membership
from cohorts.services.joining import (
    CannotJoin,
    KeyUsed,
    cohort_for_code,
    is_full,
    join,
    join_as_new,
    join_with_email,
    route_for,
)
from jobs.models import Job
from learning.models import Enrolment
from people.models import Message, User
from people.services.codes import person_for_code
from tests.factories.cohorts import make_cohort, make_invitation, make_member, make_place, make_session
from tests.factories.courses import make_course, make_route
from tests.factories.people import make_person

pytestmark = pytest.mark.django_db


def problem_of(code: str) -> tuple[str, date | None]:
    answer = cohort_for_code(code)
    return answer.problem, answer.ended_on


def test_a_right_code_opens_its_cohort_however_it_is_typed():
    cohort = make_cohort(join_code="TEACUP")
    assert [cohort_for_code(typed).cohort for typed in ("TEACUP", "tea cup", "tea-cup ")] == [cohort] * 3
    assert problem_of("teacup") == ("", None)


def test_a_mistyped_code_is_wrong_and_names_no_cohort():
    make_cohort(join_code="TEACUP")
    assert [cohort_for_code(typed).cohort for typed in ("TEACUT", "", "TEACUP2", "0O1IL!")] == [None] * 4
    assert problem_of("TEACUT") == ("wrong", None)


def test_a_closed_cohort_s_code_has_ended_on_that_day():
    make_cohort(join_code="TEACUP", state=Cohort.State.CLOSED)
    assert problem_of("TEACUP") == ("ended", timezone.localdate())


def test_a_code_ends_after_its_last_day_and_not_on_it():
    today = timezone.localdate()
    make_cohort(join_code="TEACUP", join_until=today - timedelta(days=1))
    make_cohort(join_code="BREAD2", join_until=today)
    assert problem_of("TEACUP") == ("ended", today - timedelta(days=1))
    assert problem_of("BREAD2") == ("", None)


def test_a_code_used_again_after_closing_opens_the_new_cohort():
    new = make_cohort(join_code="TEACUP")
    make_cohort(join_code="TEACUP", state=Cohort.State.CLOSED)
    assert cohort_for_code("TEACUP").cohort == new


def test_a_full_cohort_is_full_and_a_place_given_up_is_free_again():
    cohort = make_cohort(join_code="TEACUP", capacity=1)
    member = make_member(cohort)
    assert problem_of("TEACUP") == ("full", None)
    member.left_at = timezone.now()
    member.save()
    assert problem_of("TEACUP") == ("", None)


def test_the_code_of_a_cohort_by_invitation_or_not_open_yet_is_wrong():
    make_cohort(join_code="TEACUP", join_policy=Cohort.JoinPolicy.INVITATION)
    make_cohort(join_code="BREAD2", state=Cohort.State.PLANNED)
    make_cohort(join_code="KETTKE", state=Cohort.State.CLOSING)
    assert [problem_of(code)[0] for code in ("TEACUP", "BREAD2", "KETTKE")] == ["wrong", "wrong", "ended"]


def test_join_enrols_and_takes_one_place_also_when_called_twice(officer):
    cohort = make_cohort()
    first = join(cohort=cohort, person=officer, by=officer)
    assert join(cohort=cohort, person=officer, by=officer) == first
    assert (first.enrolment.person, first.enrolment.route, first.left_at) == (officer, cohort.route, None)
    assert list(first.enrolment.required_modules.values_list("module", flat=True)) == [
        needed.module_id for needed in cohort.route.route_modules.all()
    ]
    assert (Membership.objects.count(), Enrolment.objects.count()) == (1, 1)


def test_join_keeps_the_course_that_somebody_is_taking_by_another_route(officer):
    cohort = make_cohort()
    enrolment = make_member(make_cohort(route=make_route(cohort.course, audience="STAFF")), officer).enrolment
    assert join(cohort=cohort, person=officer, by=officer).enrolment == enrolment
    assert Enrolment.objects.count() == 1


def test_join_refuses_when_ended_or_full_but_not_a_member(officer, resident):
    cohort = make_cohort(capacity=1)
    place = join(cohort=cohort, person=officer, by=officer)
    with pytest.raises(CannotJoin) as full:
        join(cohort=cohort, person=resident, by=resident)
    assert full.value.problem == "full"
    cohort.state, cohort.closed_at = Cohort.State.CLOSED, timezone.now()
    cohort.save()
    with pytest.raises(CannotJoin) as ended:
        join(cohort=cohort, person=resident, by=resident)
    assert ended.value.problem == "ended"
    assert join(cohort=cohort, person=officer, by=officer) == place
    assert Membership.objects.count() == 1


def test_a_place_given_up_is_taken_again(officer):
    cohort = make_cohort()
    place = join(cohort=cohort, person=officer, by=officer)
    Membership.objects.update(left_at=timezone.now())
    assert join(cohort=cohort, person=officer, by=officer) == place
    assert Membership.objects.get().left_at is None


def test_whoever_holds_a_post_takes_the_staff_route_where_there_is_one(officer, resident):
    course = make_course(completed_by="ATTENDANCE", lessons=0)
    staff, everybody = make_route(course, audience="STAFF"), make_route(course, audience="RESIDENT")
    mixed = make_cohort(route=everybody, staff_route=staff)
    assert (route_for(mixed, officer), route_for(mixed, resident)) == (staff, everybody)
    assert route_for(make_cohort(route=everybody), officer) == everybody


def test_join_tells_the_member_the_next_session_once(officer):
    cohort = make_cohort()
    make_session(cohort, starts_at=timezone.now() - timedelta(days=2))
    place = make_place(cohort.organisation, name="Low Mill Hub", access="Step-free")
    coming = make_session(cohort, starts_at=timezone.now() + timedelta(days=2), place=place)
    join(cohort=cohort, person=officer, by=officer)
    join(cohort=cohort, person=officer, by=officer)
    message = Message.objects.get()
    assert message.key == f"session:{coming.uuid}:0:your_session:{officer.uuid}"
    assert (message.person, message.status) == (officer, "QUEUED")
    assert message.subject.startswith("Your session: ")
    assert message.subject.endswith(", Low Mill Hub")
    assert "Getting in: Step-free" in message.text
    assert Job.objects.filter(kind="people.send_message").count() == 1


def test_join_as_new_makes_a_person_a_place_and_a_code_that_opens_the_account():
    cohort = make_cohort()
    member = join_as_new(cohort=cohort, name="Rosa", form_key=uuid.uuid4())
    person = member.membership.enrolment.person
    assert (person.given_name, person.email, person.organisation) == ("Rosa", None, cohort.organisation)
    assert person_for_code(member.return_code).person == person
    assert len(member.return_code) == 10


def test_join_as_new_sent_again_finds_the_same_person_with_a_fresh_code():
    cohort, key = make_cohort(), uuid.uuid4()
    first = join_as_new(cohort=cohort, name="Rosa", form_key=key)
    again = join_as_new(cohort=cohort, name="Rosa", form_key=key)
    assert again.membership == first.membership
    assert person_for_code(first.return_code) is None
    assert person_for_code(again.return_code).person == first.membership.enrolment.person
    assert User.objects.count() == 1


@pytest.mark.parametrize("change", ["name", "late", "cohort"])
def test_join_as_new_lets_nobody_else_in_by_a_form_that_was_sent(change):
    cohort, key = make_cohort(), uuid.uuid4()
    member = join_as_new(cohort=cohort, name="Rosa", form_key=key)
    if change == "late":
        Membership.objects.update(joined_at=timezone.now() - timedelta(minutes=11))
    other = make_cohort() if change == "cohort" else cohort
    with pytest.raises(KeyUsed):
        join_as_new(cohort=other, name="Kit" if change == "name" else "Rosa", form_key=key)
    assert person_for_code(member.return_code) is not None


def test_join_as_new_leaves_nobody_behind_where_every_place_is_taken():
    cohort = make_cohort(capacity=1)
    make_member(cohort)
    with pytest.raises(CannotJoin):
        join_as_new(cohort=cohort, name="Rosa", form_key=uuid.uuid4())
    assert not User.objects.filter(given_name="Rosa").exists()


def test_join_with_email_takes_the_person_of_that_address_or_makes_one(officer):
    cohort = make_cohort()
    known = join_with_email(cohort=cohort, name="Somebody", address=officer.email.upper())
    new = join_with_email(cohort=cohort, name="Rosa", address="rosa@example.org")
    assert known.enrolment.person == officer
    assert User.objects.get(pk=officer.pk).given_name == "Omar"
    assert (new.enrolment.person.email, new.enrolment.person.given_name) == ("rosa@example.org", "Rosa")
    assert join_with_email(cohort=cohort, name="Rosa", address="rosa@example.org") == new


def test_join_with_email_lets_nobody_in_whose_account_is_closed():
    person = make_person(is_active=False)
    with pytest.raises(CannotJoin) as refusal:
        join_with_email(cohort=make_cohort(), name="Asha", address=person.email)
    assert refusal.value.problem == "wrong"
    assert Membership.objects.count() == 0


def test_joining_by_code_answers_the_invitation_to_the_same_address(officer):
    cohort = make_cohort(capacity=2)
    invitation = make_invitation(cohort, email=officer.email)
    make_member(cohort)
    assert (cohort_for_code(cohort.join_code).problem, is_full(cohort)) == ("full", True)
    assert cohort_for_code(cohort.join_code, person=officer).problem == ""
    place = join(cohort=cohort, person=officer, by=officer)
    invitation.refresh_from_db()
    assert (invitation.accepted_as, invitation.is_unanswered) == (place, False)
    assert (cohort.memberships.present().count(), cohort.invitations.keeping_a_place().count()) == (2, 0)


def test_a_member_who_was_invited_too_takes_one_place(officer):
    cohort = make_cohort(capacity=2)
    place = join(cohort=cohort, person=officer, by=officer)
    make_invitation(cohort, email=officer.email)
    assert is_full(cohort)
    assert join(cohort=cohort, person=officer, by=officer) == place
    assert not is_full(cohort)


def test_a_newcomer_with_the_invited_address_has_the_place_that_was_kept():
    cohort = make_cohort(capacity=1)
    invitation = make_invitation(cohort, email="rosa@example.org")
    place = join_with_email(cohort=cohort, name="Rosa", address="Rosa@example.org")
    invitation.refresh_from_db()
    assert invitation.accepted_as == place


def test_an_address_that_nobody_has_proved_answers_no_invitation():
    cohort, person = make_cohort(capacity=1), make_person()
    person.emailaddress_set.update(verified=False)
    invitation = make_invitation(cohort, email=person.email)
    with pytest.raises(CannotJoin):
        join(cohort=cohort, person=person, by=person)
    invitation.refresh_from_db()
    assert invitation.is_open
