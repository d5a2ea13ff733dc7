"""Jobs and rights are two things, and both screens say so."""

import pytest

from tests.factories.people import make_person

SENTENCE = "A staff role is a job. A group says what somebody may do here."


@pytest.mark.parametrize("address", ["staff-roles/", "staff-roles/new/", "rights/", "people/"])
def test_the_sentence_stands_on_both_screens(admin, address):
    assert SENTENCE in admin.get(f"/cms/{address}").content.decode()


def test_the_groups_say_what_they_open_and_how_many_are_in(admin, trainer):
    make_person(groups=["Trainers"], is_active=False)
    page = " ".join(admin.get("/cms/rights/").content.decode().split())
    assert "1 person in Trainers" in page
    assert "0 people in HR" in page
    assert "Open cohorts, take registers" in page


@pytest.mark.parametrize(
    ("name", "refused"),
    [("editor", (302, "/cms/")), ("hr", (403, None)), ("trainer", (403, None)), ("officer", (403, None))],
)
def test_nobody_else_sees_the_groups(request, client, name, refused):
    client.force_login(request.getfixturevalue(name))
    answer = client.get("/cms/rights/")
    assert (answer.status_code, answer.headers.get("Location")) == refused
    assert SENTENCE not in answer.content.decode()
