import pytest
from hypothesis import given
from hypothesis import strategies as st

from certificates.models import Achievement, CertificateDesign
from certificates.services import wording
from tests.factories.certificates import make_certificate, make_completion
from tests.factories.people import make_organisation

SLOTS = {"course": "C", "date": "D", "place": "P", "hours": "2", "led_by": "L", "valid_until": "V"}


def test_fill_replaces_each_slot_and_nothing_else():
    assert wording.fill("{course} {date} {place} {hours} {led_by} {valid_until}", SLOTS) == "C D P 2 L V"
    for typed in ("{{7*7}}", "{% load x %}", "<b>bold</b>", "{ course }", "{name}", "{course", "%(date)s", "{0}"):
        assert wording.fill(typed, SLOTS) == typed
    assert wording.fill("{{date}}", SLOTS) == "{D}"


def test_what_a_slot_brings_in_is_never_searched():
    assert wording.fill("{course} at {place}", {"course": "{place}", "place": "{course}"}) == "{place} at {course}"


@given(st.text(), st.dictionaries(st.sampled_from(wording.SLOTS), st.text()))
def test_fill_takes_any_text(statement, slots):
    assert isinstance(wording.fill(statement, slots), str)


@pytest.mark.django_db
def test_slots_of_a_completion_that_does_not_say_read_well():
    completion = make_completion()
    details = wording.details_of(completion, {"weave": None})
    assert wording.slots_of(completion, details) == {
        "course": completion.title,
        "date": "4 March 2026",
        "place": "an agreed place",
        "hours": "some",
        "led_by": completion.organisation.name,
        "valid_until": "no end date",
    }


@pytest.mark.django_db
def test_details_keep_places_hours_and_a_line_for_each_module():
    completion = make_completion(place="The Depot", led_by="Maya", minutes=120)
    assert wording.details_of(completion, {"weave": [2, 1, "tarn"]}) == {
        "place": "The Depot",
        "led_by": "Maya",
        "hours": "2",
        "rests_on": ["Module 1: Here on 4 March 2026. (4 March 2026)"],
        "weave": [2, 1, "tarn"],
    }


@pytest.mark.django_db
def test_the_same_wording_is_one_row_and_a_changed_one_a_second():
    route = make_completion().route
    first = wording.frozen_wording(route, "en-gb")
    assert wording.frozen_wording(route, "en-gb") == first
    route.statement = "did something else."
    second = wording.frozen_wording(route, "en-gb")
    assert [first.number, second.number] == [1, 2]
    assert first.words("cy") == first.words("en-gb")
    assert Achievement.objects.filter(route=route).count() == 2


@pytest.mark.django_db
def test_a_residents_certificate_is_never_called_ended():
    words = [
        make_certificate(route={"audience": audience}).achievement.ended_word for audience in ("RESIDENT", "STAFF")
    ]
    assert words == ["REFRESH", "ENDED"]


@pytest.mark.django_db
def test_the_nearest_design_is_the_one_used():
    organisation, route = make_organisation(), make_completion().route
    everybodys = wording.design_for(route, organisation)
    assert wording.design_for(route, organisation) == everybodys
    theirs = CertificateDesign.objects.create(name="Ours", organisation=organisation, accent="#1F6048")
    assert wording.design_for(route, organisation).design == theirs
    routes = CertificateDesign.objects.create(name="Route", route=route)
    assert wording.design_for(route, organisation).design == routes
    assert wording.design_for(route, make_organisation()).design == routes


@pytest.fixture
def house():
    """What is for everybody, as an editor begins it: never published."""
    return CertificateDesign.objects.create(name="House", heading="A draft", live=False)


@pytest.mark.django_db
def test_a_draft_for_everybody_is_on_no_certificate(house):
    plain = make_certificate().design_version
    assert (plain.design, plain.data) == (house, CertificateDesign().as_data())
    house.heading = "Another draft"
    house.save_revision()
    house.save()
    assert make_certificate().design_version == plain


@pytest.mark.django_db
def test_what_was_published_for_everybody_stays_in_use_after_it_came_down(house):
    house.save_revision().publish()
    house.refresh_from_db()
    house.unpublish()
    house.heading = "Another draft"
    house.save()
    assert make_certificate().design_version.data["heading"] == "A draft"


@pytest.mark.django_db
def test_a_changed_design_is_a_new_version_and_the_old_one_stays():
    certificate = make_certificate()
    design = certificate.design_version.design
    design.accent = "#1B5577"
    design.save()
    assert wording.version_of(design).number == 2
    certificate.refresh_from_db()
    assert certificate.design_version.data["accent"] == "#7A1F4F"
