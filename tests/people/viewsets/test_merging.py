"""Merging two people, page by page."""

import pytest

from people.models import User
from tests.factories.learning import make_enrolment
from tests.factories.people import make_person


@pytest.fixture
def twin(organisation):
    """The officer once more, by name alone, with a course."""
    person = make_person(given_name="Omar", organisation=organisation, email=None)
    make_enrolment(person=person)
    return person


def compare(kept, gone):
    return f"/cms/people/merge/{kept.pk}/{gone.pk}/"


def test_the_way_leads_from_the_person_over_the_comparison_to_what_moved(admin, officer, twin):
    assert f"/cms/people/merge/{officer.pk}/" in admin.get(f"/cms/people/edit/{officer.pk}/").content.decode()
    assert compare(officer, twin) in admin.get(f"/cms/people/merge/{officer.pk}/").content.decode()
    asks = admin.get(compare(officer, twin)).content.decode()
    assert "Courses taken" in asks
    assert compare(twin, officer) in asks  # the other way round
    answer = admin.post(compare(officer, twin), {"typed": " omar "})
    assert (answer.status_code, answer.url) == (302, f"/cms/people/merged/{twin.pk}/")
    told = " ".join(admin.get(answer.url).content.decode().split())
    assert "Omar is one person now" in told
    assert '<td data-label="How many">1</td>' in told
    assert User.objects.get(pk=twin.pk).merged_into == officer


def test_sent_twice_it_is_done_once_and_the_old_page_leads_to_the_new_one(admin, officer, twin):
    for _time in range(2):
        answer = admin.post(compare(officer, twin), {"typed": "Omar"})
        assert answer.url == f"/cms/people/merged/{twin.pk}/"
    assert admin.get(f"/cms/people/edit/{twin.pk}/").url == f"/cms/people/edit/{officer.pk}/"
    assert "was merged into this one" in admin.get(f"/cms/people/edit/{officer.pk}/").content.decode()
    page = admin.get("/cms/people/").content.decode()
    assert f"/cms/people/edit/{officer.pk}/" in page
    assert f"/cms/people/edit/{twin.pk}/" not in page


def test_another_name_typed_changes_nothing(admin, officer, twin):
    page = admin.post(compare(officer, twin), {"typed": "Rosa"}).content.decode()
    assert "That is not the name." in page
    assert User.objects.get(pk=twin.pk).merged_into is None


def test_a_refusal_is_told_before_anybody_types(admin, officer, trainer):
    page = admin.get(compare(officer, trainer)).content.decode()
    assert "The entry that goes is in a group." in page
    assert "Merge these two" not in page
    admin.post(compare(officer, trainer), {"typed": trainer.get_full_name()})
    assert User.objects.get(pk=trainer.pk).merged_into is None


def test_others_are_found_by_part_of_a_name_or_address(admin, officer, resident, caretaker):
    for words in ("ros", resident.email[:6], "ROSA"):
        page = admin.get(f"/cms/people/merge/{officer.pk}/", {"q": words}).content.decode()
        assert compare(officer, resident) in page
        assert compare(officer, caretaker) not in page
    assert "Nobody else fits" in admin.get(f"/cms/people/merge/{officer.pk}/", {"q": "zzz"}).content.decode()


def test_choosing_asks_as_often_for_one_as_for_three(admin, officer, organisation, django_assert_num_queries):
    for _time in (1, 3):
        make_person(given_name="Omar", organisation=organisation)
        make_person(given_name="Omar")
        admin.get(f"/cms/people/merge/{officer.pk}/")
        with django_assert_num_queries(13):
            admin.get(f"/cms/people/merge/{officer.pk}/")


@pytest.mark.parametrize("name", ["editor", "hr", "trainer"])
def test_nobody_else_merges(request, client, officer, twin, name):
    client.force_login(request.getfixturevalue(name))
    for address in (f"/cms/people/merge/{officer.pk}/", compare(officer, twin), f"/cms/people/merged/{twin.pk}/"):
        for send in (client.get, client.post):
            assert send(address, {"typed": "Omar"}).status_code in (302, 403, 405)
    assert User.objects.get(pk=twin.pk).merged_into is None


def test_who_was_never_merged_has_no_such_page(admin, officer):
    assert admin.get(f"/cms/people/merged/{officer.pk}/").status_code == 404
