import uuid

import pytest

from cohorts.models import Membership
from cohorts.services.adding import CodeNotAllowed, Line, add_people, add_walk_in, look_at, new_code
from people.models import Message, PersonalCode, User
from people.permissions import TRAINERS
from people.services.codes import person_for_code
from tests.factories.cohorts import make_cohort, make_invitation, make_member
from tests.factories.people import make_person

pytestmark = pytest.mark.django_db


@pytest.fixture
def cohort(trainer):
    return make_cohort(organisation=trainer.organisation, trainers=[trainer])


def outcomes(added) -> list[str]:
    return [one.outcome for one in added]


def test_add_people_by_name_gives_each_a_place_and_a_claim_code(cohort, trainer):
    added = add_people(
        cohort=cohort, lines=[Line("Rosa Diaz"), Line("Rosa Diaz"), Line("Kit")], form_key=uuid.uuid4(), by=trainer
    )
    assert outcomes(added) == ["new", "new", "new"]
    people = [one.membership.enrolment.person for one in added]
    assert [str(person) for person in people] == ["Rosa Diaz", "Rosa Diaz", "Kit"]
    assert [person_for_code(one.claim_code).person for one in added] == people
    assert {person.organisation for person in people} == {cohort.organisation}


def test_the_same_form_sent_again_adds_nobody_and_makes_no_code(cohort, trainer):
    key, lines = uuid.uuid4(), [Line("Rosa"), Line("Omar", "omar@example.org")]
    first = add_people(cohort=cohort, lines=lines, form_key=key, by=trainer)
    again = add_people(cohort=cohort, lines=lines, form_key=key, by=trainer)
    assert [(one.membership, one.invitation) for one in again] == [(one.membership, one.invitation) for one in first]
    assert [(one.outcome, one.claim_code) for one in again] == [("already here", ""), ("already invited", "")]
    assert (Membership.objects.count(), PersonalCode.objects.count(), Message.objects.count()) == (1, 1, 1)


def test_an_e_mail_is_an_invitation_and_says_nothing_about_who_has_an_account(cohort, trainer, officer, outsider):
    lines = [Line("Whoever", officer.email), Line("Whoever", outsider.email), Line("New", "new@example.org")]
    added = add_people(cohort=cohort, lines=lines, form_key=uuid.uuid4(), by=trainer)
    assert outcomes(added) == ["invited"] * 3
    assert [one.invitation.email for one in added] == [officer.email, outsider.email, "new@example.org"]
    assert [(one.membership, one.claim_code) for one in added] == [(None, "")] * 3
    assert Membership.objects.count() == 0
    assert not User.objects.filter(email="new@example.org").exists()


def test_whoever_is_on_the_list_or_invited_is_left_as_they_are(cohort, trainer, officer):
    place = make_member(cohort, officer)
    lines = [Line("Omar", officer.email), Line("New", "new@example.org"), Line("Again", "new@example.org")]
    added = add_people(cohort=cohort, lines=lines, form_key=uuid.uuid4(), by=trainer)
    assert outcomes(added) == ["already here", "invited", "already invited"]
    assert (added[0].membership, added[2].invitation) == (place, added[1].invitation)


def test_look_at_says_what_add_people_would_do_and_does_nothing(trainer, officer):
    cohort = make_cohort(trainers=[trainer], capacity=4)
    make_member(cohort, officer)
    make_invitation(cohort, email="kept@example.org")
    lines = [Line("Omar", officer.email), Line("Kept", "kept@example.org"), Line("Kit")]
    lines += [Line("New", "new@example.org"), Line("New", "new@example.org"), Line("Late")]
    looked = look_at(cohort=cohort, lines=lines)
    assert looked == ["already here", "already invited", "new", "invited", "already invited", "full"]
    assert (Membership.objects.count(), Message.objects.count()) == (1, 0)
    assert outcomes(add_people(cohort=cohort, lines=lines, form_key=uuid.uuid4(), by=trainer)) == looked


def test_add_people_stops_at_the_last_place(trainer):
    cohort = make_cohort(trainers=[trainer], capacity=2)
    added = add_people(cohort=cohort, lines=[Line(name) for name in "ABC"], form_key=uuid.uuid4(), by=trainer)
    assert outcomes(added) == ["new", "new", "full"]
    assert User.objects.filter(given_name="C").count() == 0


def test_a_walk_in_is_on_the_list_once_and_also_where_every_place_is_taken(trainer):
    cohort, key = make_cohort(trainers=[trainer], capacity=1), uuid.uuid4()
    make_member(cohort)
    walk_in = add_walk_in(cohort=cohort, name="Rosa  Diaz", form_key=key, by=trainer)
    assert add_walk_in(cohort=cohort, name="Rosa  Diaz", form_key=key, by=trainer) == walk_in
    person = walk_in.enrolment.person
    assert (person.given_name, person.family_name, person.email) == ("Rosa", "Diaz", None)


def test_new_code_replaces_the_one_before(cohort, trainer, mentor):
    member = make_member(cohort, mentor)
    first = new_code(membership=member, kind="RETURN", by=trainer)
    second = new_code(membership=member, kind="RETURN", by=trainer)
    assert (person_for_code(first), person_for_code(second).person) == (None, mentor)


def test_nobody_makes_a_code_for_somebody_with_another_way_in(cohort, trainer, officer):
    grouped = make_person(email=None)
    member = make_member(cohort, grouped)
    grouped.groups.set(trainer.groups.filter(name=TRAINERS))
    for one in (make_member(cohort, officer), member, make_member(cohort, make_person(email=None, is_active=False))):
        with pytest.raises(CodeNotAllowed):
            new_code(membership=one, kind="RETURN", by=trainer)
    assert PersonalCode.objects.count() == 0
