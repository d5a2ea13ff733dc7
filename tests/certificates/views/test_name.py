"""The name on one's certificates from now on."""

import pytest

from certificates.services.award import award
from tests.factories.courses import make_course, make_route
from tests.factories.learning import make_course_completion, make_enrolment

PAGE = "/certificates/name/"


def complete(person):
    return make_course_completion(make_enrolment(person, make_route(make_course())))


def test_it_is_shown_as_it_prints_and_saved_only_by_its_own_button(client, officer):
    client.force_login(officer)
    assert client.get(PAGE).context["preview"]["name"] == officer.get_full_name()
    answer = client.post(PAGE, {"name": "  Omar   al-Farouk ", "act": "look"})
    assert answer.context["preview"] == {"name": "Omar al-Farouk", "size": 34, "language": "", "rtl": False}
    officer.refresh_from_db()
    assert officer.certificate_name == ""
    assert client.post(PAGE, {"name": "  Omar   al-Farouk ", "act": "save"}).url == "/accounts/settings/"
    officer.refresh_from_db()
    assert officer.certificate_name == "Omar al-Farouk"
    assert "Saved. Certificates from now on say Omar al-Farouk." in client.get("/accounts/settings/").content.decode()


def test_a_long_name_is_set_smaller_and_one_from_right_to_left_says_so(client, officer):
    client.force_login(officer)
    long = client.post(PAGE, {"name": "Maximiliana Wolfeschlegelsteinhausen " * 4, "act": "look"}).context["preview"]
    assert long["size"] < 34
    arabic = client.post(PAGE, {"name": "عمر الفاروق", "act": "look"}).context["preview"]
    assert (arabic["language"], arabic["rtl"]) == ("ar", True)


@pytest.mark.parametrize("wrong", ["♥", "123", "x" * 151])
def test_a_name_that_cannot_be_printed_is_asked_again_as_typed(client, officer, wrong):
    client.force_login(officer)
    answer = client.post(PAGE, {"name": wrong, "act": "save"})
    assert (list(answer.context["form"].errors), answer.context["preview"]) == (["name"], None)
    assert answer.context["form"]["name"].value() == wrong
    officer.refresh_from_db()
    assert officer.certificate_name == ""


def test_it_stands_on_the_next_certificate_and_an_earlier_one_keeps_its_own(client, officer):
    before = award(completion=complete(officer))
    client.force_login(officer)
    client.post(PAGE, {"name": "Omar al-Farouk", "act": "save"})
    before.refresh_from_db()
    assert before.holder_name == "Omar"
    officer.refresh_from_db()
    assert award(completion=complete(officer)).holder_name == "Omar al-Farouk"
    client.post(PAGE, {"name": "", "act": "save"})
    assert award(completion=complete(officer)).holder_name == "Omar"
