"""Who may see and take away records."""

import pytest

from people.permissions import ADMINISTRATORS, EDITORS, HR, TRAINERS
from records.models import LearningRecord
from records.permissions import can_download, can_export, can_see_records
from tests.factories.people import make_organisation, make_person, make_post
from tests.factories.records import make_export, make_record

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("groups", "may"),
    [([], False), ([TRAINERS], False), ([EDITORS], False), ([HR], True), ([ADMINISTRATORS], True)],
)
def test_hr_and_administrators_see_and_export(groups, may):
    person = make_person(groups=groups)
    assert (can_see_records(person), can_export(person)) == (may, may)


def test_a_suspended_account_may_nothing():
    person = make_person(groups=[HR], is_active=False)
    assert (can_see_records(person), can_export(person)) == (False, False)


def test_a_file_is_for_whoever_asked_while_still_with_that_employer():
    hana = make_person(organisation=make_organisation(), groups=[HR])
    colleague = make_person(organisation=hana.organisation, groups=[HR])
    export = make_export(hana)
    assert (can_download(hana, export), can_download(colleague, export)) == (True, False)
    hana.organisation = make_organisation()
    assert can_download(hana, export) is False


def test_hr_sees_their_own_organisation_only_and_a_trainer_nothing():
    ours, theirs = make_organisation(), make_organisation()
    record = make_record(make_post(make_person(organisation=ours), organisation=ours))
    make_record(make_post(make_person(organisation=theirs), organisation=theirs))
    hr = make_person(organisation=ours, groups=[HR])
    trainer = make_person(organisation=ours, groups=[TRAINERS])
    administrator = make_person(organisation=ours, groups=[ADMINISTRATORS])
    assert list(LearningRecord.objects.visible_to(hr)) == [record]
    assert list(LearningRecord.objects.visible_to(trainer)) == []
    assert LearningRecord.objects.visible_to(administrator).count() == 2
