"""What all screens of administrators have in common: who may enter, and that nothing is deleted."""

import pytest

from people import emails
from people.models import User

SCREENS = ["organisations", "departments", "people", "staff-roles", "posts", "deliveries"]


@pytest.mark.parametrize("screen", SCREENS)
def test_administrators_see_every_screen_and_editors_none(admin, editor, officer, screen):
    emails.sign_in_details_changed(person=officer, what="A password was set.")
    assert admin.get(f"/cms/{screen}/").status_code == 200
    other = type(admin)()
    other.force_login(editor)
    assert other.get(f"/cms/{screen}/").status_code == 302  # Wagtail sends home whoever may not


@pytest.mark.parametrize("screen", SCREENS)
@pytest.mark.parametrize("name", ["officer", "trainer", "hr"])
def test_nobody_else_enters_the_cms(request, client, screen, name):
    client.force_login(request.getfixturevalue(name))
    answer = client.get(f"/cms/{screen}/")
    assert answer.status_code in (302, 403)
    assert "/cms/people/" not in answer.content.decode()


@pytest.mark.parametrize("screen", SCREENS)
def test_nothing_can_be_deleted(admin, officer, screen):
    for pk in (officer.pk, officer.organisation_id):
        assert admin.post(f"/cms/{screen}/delete/{pk}/").status_code == 404
    assert User.objects.filter(pk=officer.pk).exists()
