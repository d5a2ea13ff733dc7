"""The filters of the report."""

import datetime

import pytest

from people.permissions import HR
from records.filters import ReportForm
from records.models import LearningRecord
from tests.factories.people import make_organisation, make_person, make_post
from tests.factories.records import make_record

pytestmark = pytest.mark.django_db


@pytest.fixture
def ours():
    return make_organisation()


def record(ours, name, **values):
    post = make_post(make_person(given_name=name, organisation=ours), organisation=ours, employee_number=f"N-{name}")
    return make_record(post, **values)


def asked(**data):
    form = ReportForm(data, records=LearningRecord.objects.all())
    assert form.is_valid(), form.errors
    return form.asked


@pytest.mark.parametrize(
    ("filters", "names"),
    [
        ({}, ["Ann", "Bob"]),
        ({"q": "ann"}, ["Ann"]),
        ({"q": "n-bob"}, ["Bob"]),
        ({"department": "Housing"}, ["Ann"]),
        ({"department": "Housing / Estates"}, ["Ann"]),
        ({"staff_role": "EST"}, ["Ann"]),
        ({"item": "everyday-mediation"}, ["Bob"]),
        ({"item_type": ["module"]}, ["Bob"]),
        ({"completed_from": "2026-03-01"}, ["Ann"]),
        ({"completed_to": "2026-02-28"}, ["Bob"]),
        ({"expires_from": "2029-03-01"}, ["Ann"]),
        ({"expires_from": "2027-01-01", "expires_to": "2029-02-28"}, ["Bob"]),
        ({"evidence": "self_paced"}, ["Bob"]),
        ({"cohort": "MED-1"}, ["Bob"]),
    ],
)
def test_each_filter_leaves_the_rows_it_names(ours, filters, names):
    ends = datetime.date(2029, 3, 4)
    role = {"staff_role_code": "EST", "staff_role": "Estates officer"}
    record(ours, "Ann", department="Housing / Estates", expires_on=ends, **role)
    record(
        ours,
        "Bob",
        item_code="everyday-mediation",
        item_type="module",
        completed_on=datetime.date(2026, 2, 1),
        evidence="self_paced",
        cohort_code="MED-1",
        expires_on=datetime.date(2028, 2, 1),
    )
    found = LearningRecord.objects.current().matching(filters).order_by("person__given_name")
    assert [row.person.given_name for row in found] == names


def test_withdrawn_records_show_only_when_asked_for(ours):
    record(ours, "Ann", action="void")
    assert LearningRecord.objects.matching({}).count() == 0
    assert LearningRecord.objects.matching(asked(action="void")).count() == 1


def test_days_in_the_wrong_order_are_told_beside_the_second(ours):
    for name in ("completed", "expires"):
        days = {f"{name}_from": "2026-03-02", f"{name}_to": "2026-03-01"}
        form = ReportForm(days, records=LearningRecord.objects.all())
        assert form.errors == {f"{name}_to": ["Choose a day after the first one."]}


def test_choices_come_from_the_records_somebody_may_see(ours):
    theirs = make_organisation()
    record(ours, "Ann", department="Housing")
    record(theirs, "Zed", department="Secret unit")
    hr = make_person(organisation=ours, groups=[HR])
    form = ReportForm({}, records=LearningRecord.objects.visible_to(hr))
    assert [value for value, _label in form.fields["department"].choices] == ["", "Housing"]


def test_asked_keeps_what_an_export_can_store():
    assert asked(completed_from="2026-03-01", q="") == {"completed_from": "2026-03-01"}
