import datetime

import pytest

from learning import registry
from learning.registry import ModuleDate, Proof, Waiting


@pytest.fixture
def empty(monkeypatch):
    for name in ("_trained", "_in_hand", "_recorded", "_proofs", "_waits", "_pages", "_trainers", "_dates"):
        monkeypatch.setattr(registry, name, [])


def test_nobody_answers_until_somebody_registers(empty):
    assert (registry.trained_by("tess"), registry.recorded_for("hana")) == ([], [])
    assert (registry.in_hand(), registry.proofs_of("omar"), registry.waiting_for("tess")) == ([], {}, [])
    assert (registry.trainers_of("enrolment"), registry.dates_of("omar")) == ([], {})
    assert registry.member_page("tess", "enrolment") == ""


def test_every_answer_is_heard_once(empty):
    def two(person):
        return [1, 2]

    def three():
        return [1, 2, 3]

    for _again in range(2):
        registry.is_trained(three)
        registry.trains(two)
        registry.records(two)
    assert registry.in_hand() == [[1, 2, 3]]
    assert (registry.trained_by("tess"), registry.recorded_for("tess")) == ([[1, 2]], [[1, 2]])


def test_proofs_of_one_completion_stand_together_and_what_waits_in_one_list(empty):
    one, two = Proof("/one/", "complete", "", "RA-1"), Proof("/two/", "replaced", "", "RA-2")
    registry.proves(lambda person: {7: [one]})
    registry.proves(lambda person: {7: [two]})
    assert registry.proofs_of("omar") == {7: [one, two]}
    registry.waits(lambda person: [Waiting("/a/", "One")])
    registry.waits(lambda person: [Waiting("/b/", "Two")])
    assert [line.words for line in registry.waiting_for("tess")] == ["One", "Two"]


def test_the_first_page_that_opens_is_taken(empty):
    registry.opens_members(lambda person, enrolment: "")
    registry.opens_members(lambda person, enrolment: f"/cohorts/{enrolment}/")
    assert registry.member_page("tess", 3) == "/cohorts/3/"


def test_trainers_are_named_once_and_dates_stand_by_module_the_earliest_first(empty):
    registry.names_trainers(lambda enrolment: ["Tess", "Ada"])
    registry.names_trainers(lambda enrolment: ["Tess"])
    assert registry.trainers_of("enrolment") == ["Ada", "Tess"]
    late, early, other = (
        ModuleDate(module, datetime.datetime(2026, 3, day, tzinfo=datetime.UTC), "Hub", "/s/")
        for module, day in ((7, 9), (7, 2), (8, 1))
    )
    registry.tells_dates(lambda person: [late])
    registry.tells_dates(lambda person: [early, other])
    assert registry.dates_of("omar") == {7: [early, late], 8: [other]}
