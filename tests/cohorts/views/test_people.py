import re

import pytest
from django.urls import reverse

from cohorts.models import Membership
from people.services.codes import person_for_code
from tests.factories.cohorts import make_cohort

pytestmark = pytest.mark.django_db
KEY = "6a8f2d2e-8a1c-4a58-9d6b-0b6e7a3c1f11"


@pytest.fixture
def cohort(trainer):
    return make_cohort(organisation=trainer.organisation, trainers=[trainer])


@pytest.fixture
def signed_in(client, trainer):
    client.force_login(trainer)
    return client


def address(cohort) -> str:
    return reverse("cohorts:people", args=[cohort.uuid])


def add(client, cohort, people: str):
    return client.post(address(cohort), {"form_key": KEY, "people": people})


def test_names_become_members_with_claim_slips_shown_once(signed_in, cohort):
    response = add(signed_in, cohort, "Rosa Diaz\n\nKit\n")
    codes = re.findall(r'<code class="code">([A-Z0-9]{4} [A-Z0-9]{4} [A-Z0-9]{2})</code>', response.content.decode())
    assert [str(person_for_code(code).person) for code in codes] == ["Rosa Diaz", "Kit"]
    assert "no-store" in response["Cache-Control"]
    again = add(signed_in, cohort, "Rosa Diaz\n\nKit\n")
    assert (again.context["slips"], len(again.context["already"]), Membership.objects.count()) == ([], 2, 2)


def test_a_pasted_list_adds_the_good_rows_and_gives_the_others_back_to_mend(signed_in, cohort, officer, outsider):
    pasted = "\n".join(
        [
            "Kit",
            "Omar, " + officer.email.upper(),
            "Mina\tmina@example.org",
            "kit@example.org",
            "Ann, not an address",
            "A, a@example.org, B, b@example.org",
            f"Olu, {outsider.email}",
            "x" * 101,
        ]
    )
    response = add(signed_in, cohort, pasted)
    assert [added.line.name for added in response.context["added"]] == ["Kit", "Omar", "Mina"]
    assert [(number, fix) for number, _text, fix in response.context["left"]] == [
        (4, "Put the name first"),
        (5, "Type the e-mail like name@example.org"),
        (6, "Put one person on each line"),
        (7, "We cannot add this e-mail here. Give them the join code instead"),
        (8, "Make the name shorter: 100 letters at most"),
    ]
    assert response.context["form"]["people"].value().splitlines()[:2] == ["kit@example.org", "Ann, not an address"]
    assert outsider.given_name not in {str(member) for member in Membership.objects.all()}


def test_rows_that_no_place_is_left_for_come_back(signed_in, cohort):
    cohort.capacity = 1
    cohort.save()
    response = add(signed_in, cohort, "Kit\nRosa")
    assert response.context["left"] == [(2, "Rosa", "Every place is taken")]


def test_an_empty_box_and_a_very_long_list_say_what_to_do(signed_in, cohort):
    assert add(signed_in, cohort, " ").context["form"].errors == {"people": ["Type one name or more"]}
    long = add(signed_in, cohort, "\n".join(f"Person {number}" for number in range(201)))
    assert long.context["form"].errors == {"people": ["Add 200 people at a time"]}
    assert Membership.objects.count() == 0


def test_names_are_shown_as_text(signed_in, cohort):
    page = add(signed_in, cohort, "<b>Rosa</b>").content.decode()
    assert ("<b>Rosa</b>" in page, "&lt;b&gt;Rosa&lt;/b&gt;" in page) == (False, True)
