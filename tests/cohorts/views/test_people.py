import re
from dataclasses import replace
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from cohorts.models import Membership
from cohorts.services import inviting
from cohorts.services.inviting import accept
from people.models import Message
from people.services.codes import person_for_code
from tests.factories.cohorts import make_cohort, make_invitation, make_member

pytestmark = pytest.mark.django_db
QUERIES = 8
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


def add(client, cohort, people: str, act: str = "add"):
    return client.post(address(cohort), {"form_key": KEY, "people": people, "act": act})


def check(client, cohort, people: str):
    return add(client, cohort, people, act="check")


def test_names_become_members_with_claim_slips_shown_once(signed_in, cohort):
    response = add(signed_in, cohort, "Rosa Diaz\n\nKit\n")
    codes = re.findall(r'<code class="code">([A-Z0-9]{4} [A-Z0-9]{4} [A-Z0-9]{2})</code>', response.content.decode())
    assert [str(person_for_code(code).person) for code in codes] == ["Rosa Diaz", "Kit"]
    assert "no-store" in response["Cache-Control"]
    again = add(signed_in, cohort, "Rosa Diaz\n\nKit\n")
    assert (again.context["slips"], len(again.context["already"]), Membership.objects.count()) == ([], 2, 2)


PASTED = [
    "Kit",
    "Mina\tmina@example.org",
    "kit@example.org",
    "Ann, not an address",
    "A, a@example.org, B, b@example.org",
    "x" * 101,
]
FIXES = [
    (3, "Name", "Put the name first"),
    (4, "E-mail", "Type the e-mail like name@example.org"),
    (5, "Whole line", "Put one person on each line"),
    (6, "Name", "Make the name shorter: 100 letters at most"),
]


def to_mend(response) -> list[tuple[int, str, str]]:
    return [(pasted.number, str(pasted.column), str(pasted.fix)) for pasted in response.context["left"]]


def test_a_pasted_list_is_looked_at_first_and_nothing_is_kept(signed_in, cohort, officer):
    make_member(cohort, officer)
    make_invitation(cohort, email="kept@example.org")
    response = check(signed_in, cohort, "\n".join([*PASTED, f"Omar, {officer.email}", "Kept, kept@example.org"]))
    assert [(pasted.line.name, what) for pasted, what in response.context["ready"]] == [
        ("Kit", "On the list, with a claim slip"),
        ("Mina", "We write to them"),
    ]
    assert [what for _pasted, what in response.context["there"]] == ["Already on the list", "Already invited"]
    assert to_mend(response) == FIXES
    groups = [
        (group["title"], group["count"], [row["fix"] for row in group["rows"]]) for group in response.context["groups"]
    ]
    nothing = ["", ""]
    assert groups == [
        ("Ready to add", 2, nothing),
        ("Here already", 2, nothing),
        ("These lines need a look", 4, [fix for _number, _column, fix in FIXES]),
    ]
    assert "Add 2 people" in response.content.decode()
    assert response.context["form"]["people"].value().splitlines()[0] == "Kit"
    assert (Membership.objects.count(), Message.objects.count()) == (1, 0)


def test_the_good_rows_are_added_and_the_others_come_back_to_mend(signed_in, cohort, outsider):
    response = add(signed_in, cohort, "\n".join([*PASTED, f"Olu, {outsider.email.upper()}"]))
    assert [added.line.name for added in response.context["added"]] == ["Kit"]
    assert [added.line.name for added in response.context["invited"]] == ["Mina", "Olu"]
    assert to_mend(response) == FIXES
    assert response.context["form"]["people"].value().splitlines()[:2] == ["kit@example.org", "Ann, not an address"]
    assert {str(member) for member in Membership.objects.all()} == {"Kit"}


def test_a_list_without_anybody_new_has_no_button_to_add(signed_in, cohort):
    page = check(signed_in, cohort, "@").content.decode()
    assert ("There is nobody new to add." in page, 'value="add"' in page) == (True, False)


def test_rows_that_no_place_is_left_for_come_back(signed_in, cohort):
    cohort.capacity = 1
    cohort.save()
    for act in (check, add):
        assert to_mend(act(signed_in, cohort, "Kit\nRosa")) == [(2, "Whole line", "Every place is taken")]


def test_a_line_that_we_write_to_no_more_today_comes_back_and_the_others_are_added(signed_in, cohort, monkeypatch):
    for name in ("BY_ONE", "TO_ONE"):
        monkeypatch.setattr(inviting, name, replace(getattr(inviting, name), times=1))
    add(signed_in, cohort, "Mina, mina@example.org")
    cohort.invitations.update(withdrawn_at=timezone.now())
    response = add(signed_in, cohort, "Mina, mina@example.org\nAsha, asha@example.org\nKit")
    assert to_mend(response) == [
        (1, "E-mail", "We have written here three times today. Try tomorrow, or take the e-mail out"),
        (2, "E-mail", "You have sent 300 invitations today. Try tomorrow, or take the e-mail out"),
    ]
    assert [added.line.name for added in response.context["added"]] == ["Kit"]
    typed = response.context["form"]["people"].value().splitlines()
    assert (typed, Message.objects.filter(template__endswith="invitation").count()) == (
        ["Mina, mina@example.org", "Asha, asha@example.org"],
        1,
    )


def test_invitations_are_listed_with_where_they_stand(signed_in, cohort):
    now = timezone.now()
    make_invitation(cohort, name="Open", expires_at=now + timedelta(days=1))
    make_invitation(cohort, name="Over", expires_at=now - timedelta(days=1))
    make_invitation(cohort, name="Gone", withdrawn_at=now)
    accept(invitation=make_invitation(cohort, name="Here"))
    page = " ".join(signed_in.get(address(cohort)).content.decode().split())
    words = ("Invited. The place is kept until", "No answer by", "Withdrawn on", "Joined on", "4 invitations")
    assert [text in page for text in words] == [True] * 5
    assert page.count("Send again") == 2


def test_the_list_asks_as_often_for_one_invitation_as_for_three(signed_in, cohort, django_assert_num_queries):
    signed_in.get(address(cohort))  # the first page of a sign-in writes down when it was
    for count in (1, 3):
        while cohort.invitations.count() < count:
            make_invitation(cohort)
        with django_assert_num_queries(QUERIES):
            signed_in.get(address(cohort))


def test_an_empty_box_and_a_very_long_list_say_what_to_do(signed_in, cohort):
    assert add(signed_in, cohort, " ").context["form"].errors == {"people": ["Type one name or more"]}
    long = add(signed_in, cohort, "\n".join(f"Person {number}" for number in range(201)))
    assert long.context["form"].errors == {"people": ["Add 200 people at a time"]}
    assert Membership.objects.count() == 0


def test_names_are_shown_as_text(signed_in, cohort):
    page = add(signed_in, cohort, "<b>Rosa</b>").content.decode()
    assert ("<b>Rosa</b>" in page, "&lt;b&gt;Rosa&lt;/b&gt;" in page) == (False, True)
