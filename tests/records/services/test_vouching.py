import pytest

from learning.services.completion import withdraw_module
from records.services.publish import publish
from records.services.vouching import recorded_for
from tests.factories.courses import make_course, make_route
from tests.factories.learning import make_enrolment, make_module_completion

pytestmark = pytest.mark.django_db


def uuids(user):
    return [row["record_id"] for row in recorded_for(user)]


def test_hr_has_what_is_published_of_its_own_organisation_withdrawn_or_not(
    officer, outsider, trainer, hr, other_hr, administrator
):
    ours, theirs = (
        make_module_completion(make_enrolment(who, make_route(make_course(modules=2), audience="STAFF")))
        for who in (officer, outsider)
    )
    for each in (ours, theirs):
        publish(kind="module", source=each.uuid)
    assert (uuids(hr), uuids(other_hr)) == ([ours.uuid], [theirs.uuid])
    withdraw_module(completion=ours, why="Wrong name.", by=trainer)
    publish(kind="module", source=ours.uuid)
    assert uuids(hr) == [ours.uuid]
    assert [uuids(who) for who in (officer, trainer, administrator)] == [[], [], []]
