import uuid

import pytest

from cohorts.models import Membership
from cohorts.services.adding import CodeNotAllowed, Line, add_people, add_walk_in, new_code
from people.models import PersonalCode, User
from people.permissions import TRAINERS
from people.services.codes import person_for_code
from tests.factories.cohorts import make_cohort, make_member
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
    assert [one.membership for one in again] == [one.membership for one in first]
    assert [(one.outcome, one.claim_code) for one in again] == [("already here", "")] * 2
    assert (Membership.objects.count(), PersonalCode.objects.count()) == (2, 1)


def test_an_e_mail_finds_a_colleague_and_never_somebody_of_another_organisation(cohort, trainer, officer, outsider):
    lines = [Line("Whoever", officer.email), Line("Whoever", outsider.email), Line("New", "new@example.org")]
    added = add_people(cohort=cohort, lines=lines, form_key=uuid.uuid4(), by=trainer)
    assert outcomes(added) == ["new", "elsewhere", "new"]
    assert added[0].membership.enrolment.person == officer
    assert (added[1].membership, added[0].claim_code) == (None, "")
    assert outcomes(add_people(cohort=cohort, lines=lines[:1], form_key=uuid.uuid4(), by=trainer)) == ["already here"]


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
