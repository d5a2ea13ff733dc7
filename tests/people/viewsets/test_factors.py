"""The page on which an administrator resets a lost second factor."""

import time

import pytest
from allauth.mfa.models import Authenticator

from people.models import Message

TICKED = {"reason": "The phone is lost.", "seen": "on"}


def address(person):
    return f"/cms/people/second-factor/{person.pk}/"


def test_it_is_reset_with_a_reason_and_a_tick(admin, hr):
    assert address(hr) in admin.get(f"/cms/people/edit/{hr.pk}/").content.decode()
    assert "you have seen them" in admin.get(address(hr)).content.decode()
    assert admin.post(address(hr), TICKED).status_code == 302
    assert not Authenticator.objects.filter(user=hr).exists()
    assert Message.objects.of(hr).filter(template="people/emails/details_changed").count() == 1
    assert admin.post(address(hr), TICKED).status_code == 302
    assert Message.objects.of(hr).count() == 1
    assert address(hr) not in admin.get(f"/cms/people/edit/{hr.pk}/").content.decode()


@pytest.mark.parametrize("left_out", ["reason", "seen"])
def test_both_are_needed_and_nothing_typed_is_lost(admin, hr, left_out):
    page = admin.post(address(hr), {name: value for name, value in TICKED.items() if name != left_out})
    assert page.context["form"].errors.keys() == {left_out}
    assert "Error:" in page.content.decode()
    assert Authenticator.objects.filter(user=hr).exists()


def test_one_s_own_is_never_reset(admin, administrator):
    assert address(administrator) not in admin.get(f"/cms/people/edit/{administrator.pk}/").content.decode()
    assert "Ask another administrator." in admin.post(address(administrator), TICKED).content.decode()
    assert Authenticator.objects.filter(user=administrator).exists()


@pytest.mark.parametrize("name", ["editor", "trainer", "officer"])
def test_nobody_else_resets_one(request, client, hr, name):
    client.force_login(request.getfixturevalue(name))
    for send in (client.get, client.post):
        assert send(address(hr), TICKED).status_code in (302, 403)
    assert Authenticator.objects.filter(user=hr).exists()


def test_whoever_has_a_way_to_show_it_is_asked_again_who_they_are(admin, administrator, hr):
    administrator.set_password("kettle bench noticeboard")
    administrator.save()
    admin.force_login(administrator)
    session = admin.session
    session["signed_in_at"] = session["seen_at"] = int(time.time()) - 16 * 60
    session.save()
    answer = admin.post(address(hr), TICKED)
    assert (answer.status_code, answer.url.split("?")[0]) == (302, "/accounts/reauthenticate/")
    assert Authenticator.objects.filter(user=hr).exists()
