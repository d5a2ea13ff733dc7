"""Groups, and who may do what to people."""

import pytest
from django.contrib.auth.models import AnonymousUser, Group

from people import permissions
from tests.factories.people import make_person, make_second_factor


def test_the_four_groups_and_no_others_exist(db):
    assert sorted(Group.objects.values_list("name", flat=True)) == sorted(permissions.GROUPS)


def test_only_editors_and_administrators_enter_the_cms(db):
    entrance = Group.objects.filter(permissions__codename="access_admin")
    assert sorted(entrance.values_list("name", flat=True)) == ["Administrators", "Editors"]


def test_no_group_may_delete_a_person_or_what_rests_on_one(db):
    deleting = Group.objects.filter(
        permissions__codename__startswith="delete_",
        permissions__content_type__app_label__in=["people", "jobs", "learning", "cohorts", "certificates", "records"],
    )
    assert list(deleting) == []


def test_administrators_run_people_and_jobs_without_being_superusers(administrator):
    wanted = {"people.change_user", "people.change_organisation", "people.view_message", "jobs.view_job"}
    assert {right for right in wanted if administrator.has_perm(right)} == wanted
    assert administrator.has_perm("jobs.run_again")
    assert not administrator.is_superuser


def test_nobody_writes_the_log(administrator):
    assert not administrator.has_perm("wagtailcore.change_modellogentry")
    assert not administrator.has_perm("wagtailcore.delete_pagelogentry")


def test_groups_of_asks_once_for_each_person(editor, django_assert_num_queries):
    with django_assert_num_queries(1):
        assert permissions.groups_of(editor) == {"Editors"}
        assert not permissions.is_trainer(editor)
        assert not permissions.is_hr(editor)
        assert not permissions.is_administrator(editor)


def test_a_superuser_is_an_administrator_and_anybody_is_nobody(officer):
    assert not permissions.is_administrator(officer)
    officer.is_superuser = True
    assert permissions.is_administrator(officer)
    assert permissions.groups_of(AnonymousUser()) == set()
    assert not permissions.is_administrator(AnonymousUser())


def test_needs_second_factor_for_editors_hr_and_administrators(editor, hr, administrator, trainer, officer, settings):
    people = [editor, hr, administrator, trainer, officer]
    assert [permissions.needs_second_factor(person) for person in people] == [True, True, True, False, False]
    settings.MFA_REQUIRED = False
    assert [permissions.needs_second_factor(person) for person in people] == [False] * 5
    assert not permissions.needs_second_factor(AnonymousUser())


@pytest.mark.parametrize("name", ["officer", "trainer", "editor", "hr"])
def test_only_administrators_manage_people(request, name, administrator):
    person = request.getfixturevalue(name)
    assert not permissions.can_manage_people(person)
    assert permissions.can_manage_people(administrator)


def test_can_issue_code_only_for_somebody_with_no_other_way_in(trainer, mentor, officer, hr, administrator):
    assert permissions.can_issue_code(trainer, mentor)
    assert permissions.can_issue_code(administrator, mentor)
    assert not permissions.can_issue_code(hr, mentor)
    assert not permissions.can_issue_code(mentor, mentor)
    assert not permissions.can_issue_code(trainer, officer)
    make_second_factor(mentor)
    assert not permissions.can_issue_code(trainer, mentor)


def test_can_make_own_slip_only_without_e_mail_and_rights(mentor, officer):
    assert permissions.can_make_own_slip(mentor)
    assert not permissions.can_make_own_slip(officer)
    assert not permissions.can_make_own_slip(make_person(email=None, is_superuser=True))


def test_a_slip_and_a_first_passkey_are_for_whoever_has_neither_e_mail_nor_rights_nor_a_passkey(
    mentor, officer, trainer
):
    for person in (officer, trainer):
        assert not permissions.can_make_own_slip(person)
        assert not permissions.can_make_first_passkey(person)
    assert permissions.can_make_own_slip(mentor)
    assert permissions.can_make_first_passkey(mentor)
    make_second_factor(mentor)
    assert not permissions.can_make_own_slip(mentor)
    assert not permissions.can_make_first_passkey(mentor)


def test_a_second_factor_is_advised_to_trainers_who_have_none_where_factors_are_on(trainer, officer, settings):
    assert permissions.is_advised_a_second_factor(trainer)
    assert not permissions.is_advised_a_second_factor(officer)
    settings.MFA_REQUIRED = False
    assert not permissions.is_advised_a_second_factor(trainer)
    settings.MFA_REQUIRED = True
    make_second_factor(trainer)
    assert not permissions.is_advised_a_second_factor(trainer)
