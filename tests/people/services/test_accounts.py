"""Who has an account and who may use it."""

import pytest
from allauth.account.models import EmailAddress
from django.core.exceptions import ValidationError
from wagtail.models import ModelLogEntry

from people.models import Message, PersonalCode, User
from people.permissions import ADMINISTRATORS, EDITORS, TRAINERS, groups_of
from people.services import accounts
from tests.factories.people import make_person


def acts(person):
    return list(
        ModelLogEntry.objects.filter(object_id=str(person.pk), content_type__model="user")
        .order_by("pk")
        .values_list("action", flat=True)
    )


def test_add_person_makes_one_person_however_often_and_however_spelled(organisation, administrator):
    first = accounts.add_person(
        organisation=organisation, given_name=" Priya ", email=" Priya@Example.org ", by=administrator
    )
    again = accounts.add_person(organisation=organisation, given_name="P", email="PRIYA@example.org", by=administrator)
    assert again == first
    assert (first.given_name, first.email, first.has_usable_password()) == ("Priya", "priya@example.org", False)
    assert acts(first) == ["people.add_person"]
    assert not EmailAddress.objects.filter(user=first).exists()


def test_add_person_with_a_proved_address_keeps_that(organisation):
    person = accounts.add_person(
        organisation=organisation, given_name="Priya", email="p@example.org", verified=True, by=None
    )
    assert EmailAddress.objects.get(user=person).verified


def test_add_person_without_e_mail_makes_somebody_each_time(organisation):
    made = [accounts.add_person(organisation=organisation, given_name="Sam", email=" ", by=None) for _time in range(2)]
    assert [person.email for person in made] == [None, None]
    assert made[0] != made[1]


@pytest.mark.parametrize("given", [{"given_name": "  "}, {"given_name": "A", "email": "not an address"}])
def test_add_person_refuses_what_cannot_be_right(organisation, given):
    with pytest.raises(ValidationError):
        accounts.add_person(organisation=organisation, by=None, **given)
    assert not User.objects.exists()


def test_add_person_by_name_gives_a_claim_code_shown_once(organisation, trainer):
    person, code = accounts.add_person_by_name(organisation=organisation, name="  Sam  de  Souza ", by=trainer)
    assert (person.given_name, person.family_name, person.email) == ("Sam", "de Souza", None)
    kept = PersonalCode.objects.get(person=person)
    assert (kept.kind, kept.issued_by) == ("CLAIM", trainer)
    assert code not in kept.digest
    assert accounts.person_for_code(code) == kept


def test_change_details_writes_one_line_and_only_when_something_changes(officer):
    for _time in range(2):
        accounts.change_details(person=officer, known_as="Om", by=officer)
    officer.refresh_from_db()
    assert officer.get_short_name() == "Om"
    assert acts(officer) == ["people.change_details"]


def test_move_person_moves_once(officer, other_organisation, administrator):
    for _time in range(2):
        accounts.move_person(person=officer, organisation=other_organisation, by=administrator)
    officer.refresh_from_db()
    assert officer.organisation == other_organisation
    assert acts(officer) == ["people.move_person"]


def test_deactivate_person_puts_them_out_at_their_next_request(client, officer, administrator):
    client.force_login(officer)
    assert client.get("/accounts/settings/").status_code == 200
    for _time in range(2):
        accounts.deactivate_person(person=officer, by=administrator)
    assert not officer.is_active
    answer = client.get("/accounts/settings/")
    assert (answer.status_code, answer.url) == (302, "/accounts/login/?next=/accounts/settings/")
    assert acts(officer) == ["people.deactivate_person"]
    accounts.activate_person(person=officer, by=administrator)
    assert client.get("/accounts/settings/").status_code == 302  # the old sign-in stays over


def test_the_last_administrator_can_be_neither_demoted_nor_deactivated(administrator):
    with pytest.raises(accounts.Refused):
        accounts.set_groups(person=administrator, groups=[], by=administrator)
    with pytest.raises(accounts.Refused):
        accounts.deactivate_person(person=administrator, by=administrator)
    make_person(given_name="Second", groups=[ADMINISTRATORS])
    accounts.set_groups(person=administrator, groups=[EDITORS], by=administrator)
    assert groups_of(administrator) == {EDITORS}


def test_set_groups_is_exact_audited_and_harmless_twice(officer, administrator):
    groups_of(officer)
    for _time in range(2):
        accounts.set_groups(person=officer, groups=[TRAINERS, EDITORS], by=administrator)
    assert groups_of(officer) == {TRAINERS, EDITORS}
    entry = ModelLogEntry.objects.get(action="people.set_groups")
    assert entry.data == {"before": [], "after": [EDITORS, TRAINERS]}
    assert entry.user == administrator


def test_set_groups_refuses_somebody_without_e_mail_and_unknown_groups(mentor, officer, administrator):
    with pytest.raises(accounts.Refused):
        accounts.set_groups(person=mentor, groups=[TRAINERS], by=administrator)
    with pytest.raises(ValueError, match="Moderators"):
        accounts.set_groups(person=officer, groups=["Moderators"], by=administrator)
    assert groups_of(mentor) == groups_of(officer) == set()


def test_end_sign_ins_ends_every_session(client, officer):
    client.force_login(officer)
    accounts.end_sign_ins(person=officer, by=officer)
    assert client.get("/accounts/settings/").status_code == 302


def test_change_address_tells_the_old_one_and_proves_nothing(officer, administrator):
    before = officer.email
    for _time in range(2):
        accounts.change_address(person=officer, email=" New@Example.org", by=administrator)
    officer.refresh_from_db()
    assert officer.email == "new@example.org"
    assert not EmailAddress.objects.filter(user=officer).exists()
    assert list(Message.objects.values_list("address", "subject")) == [(before, "Your sign-in details changed")]
    assert acts(officer) == ["people.end_sign_ins", "people.change_address"]


def test_change_address_keeps_rights_reachable_and_addresses_single(officer, editor, administrator):
    with pytest.raises(accounts.Refused):
        accounts.change_address(person=editor, email=None, by=administrator)
    with pytest.raises(accounts.Refused):
        accounts.change_address(person=officer, email=editor.email, by=administrator)
    accounts.change_address(person=officer, email="", by=administrator)
    officer.refresh_from_db()
    assert officer.email is None


def test_the_first_group_begins_anew_no_sign_in_and_no_slip_carries_rights_on(client, officer):
    code = accounts.issue_code(person=officer, kind=PersonalCode.Kind.RETURN, by=None)
    client.force_login(officer)
    accounts.set_groups(person=officer, groups=[TRAINERS], by=None)
    assert client.get("/cohorts/").status_code == 302
    assert (officer.codes.live().count(), officer.sign_ins.count()) == (0, 0)
    accounts.set_groups(person=officer, groups=[], by=None)
    assert accounts.use_code(code=code) is None


def test_a_second_group_leaves_the_sign_ins(client, trainer):
    client.force_login(trainer)
    accounts.set_groups(person=trainer, groups=[TRAINERS, EDITORS], by=None)
    assert client.get("/cohorts/").url == "/accounts/2fa/"
