"""My record."""

import pytest
from django.urls import reverse

from learning.services.completion import grant_module, withdraw_module
from tests.factories.learning import make_course_completion, make_enrolment, make_module_completion

pytestmark = pytest.mark.django_db


def test_an_empty_record_says_what_will_stand_there(client, officer):
    client.force_login(officer)
    assert "Your first completion will be listed here." in client.get(reverse("learning:record")).content.decode()


def test_with_nothing_complete_there_is_no_paper_and_one_link_about_what_is_wrong(client, officer, trainer):
    enrolment = make_enrolment(officer, modules=2)
    client.force_login(officer)
    page = client.get(reverse("learning:record")).content.decode()
    links = [reverse(f"certificates:{name}") for name in ("transcript_pdf", "transcript", "mine")]
    main = page.split("<main")[1].split("</main>")[0]
    assert [link for link in links if f'href="{link}"' in main] == []
    assert main.count("Something is wrong") == 1
    make_module_completion(enrolment)
    main = client.get(reverse("learning:record")).content.decode().split("<main")[1].split("</main>")[0]
    assert [link for link in links if f'href="{link}"' in main] == links
    assert main.count("Something is wrong") == 3
    assert main.index("Something is wrong in my record") < main.index("Certificates print the name")


def test_a_record_says_why_each_counts(client, officer, trainer):
    enrolment = make_enrolment(officer, modules=2)
    module = enrolment.required_modules.first().module
    grant_module(enrolment=enrolment, module=module, reason="Did it in another job.", by=trainer)
    client.force_login(officer)
    page = client.get(reverse("learning:record")).content.decode()
    assert "It rests on: Granted by Tess. Did it in another job." in page


def test_what_was_withdrawn_stays_and_says_why(client, officer, trainer):
    completion = make_module_completion(make_enrolment(officer, modules=2))
    withdraw_module(completion=completion, why="Wrong name in the register.", by=trainer)
    client.force_login(officer)
    page = client.get(reverse("learning:record")).content.decode()
    assert "Withdrawn" in page
    assert "Wrong name in the register." in page


def test_a_record_is_mine_alone(client, officer, outsider):
    make_course_completion(make_enrolment(officer))
    client.force_login(outsider)
    page = client.get(reverse("learning:record"))
    assert (page.context["courses"], page.context["years"]) == ([], [])


@pytest.mark.parametrize("count", [1, 3])
def test_a_record_asks_the_same_number_of_queries(client, officer, count, django_assert_num_queries):
    for _completion in range(count):
        make_course_completion(make_enrolment(officer))
    client.force_login(officer)
    client.get(reverse("learning:record"))
    with django_assert_num_queries(12):
        client.get(reverse("learning:record"))
