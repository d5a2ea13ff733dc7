"""Which browser this is, and whose pages it has open."""

import pytest
from django.http import HttpResponse
from django.middleware.csrf import get_token
from django.test import RequestFactory

from people.adapters import browsers


class Device:
    """One browser: its cookies, and the CSRF secret it has now."""

    def __init__(self):
        self.cookies, self.secret = {}, ""

    def page(self, person):
        """A page is made for somebody; returns the token of its forms."""
        request = RequestFactory().get("/")
        request.COOKIES = self.cookies
        if self.secret:
            request.META["CSRF_COOKIE"] = self.secret
        token = get_token(request)
        self.secret, response = request.META["CSRF_COOKIE"], HttpResponse()
        if person:
            browsers.remember(request, response, person)
        self.cookies |= {name: cookie.value for name, cookie in response.cookies.items()}
        return token, response

    def sends(self, token):
        request = RequestFactory().post("/", {"csrfmiddlewaretoken": token})
        request.COOKIES = self.cookies
        return request

    def writer(self, token):
        return browsers.writer_of(self.sends(token))


def test_a_form_belongs_to_whoever_was_signed_in_when_its_page_was_made(officer, caretaker):
    device = Device()
    first, _ = device.page(officer)
    device.secret = ""  # a sign-in makes a new one
    second, _ = device.page(caretaker)
    device.secret = ""
    visitors, _ = device.page(None)
    assert [device.writer(token) for token in (first, second, visitors)] == [officer, caretaker, None]
    assert "browser" in device.cookies
    assert officer.given_name not in device.cookies["browser"]


def test_the_cookie_is_written_once_a_sign_in_and_is_closed_to_scripts(officer):
    device = Device()
    _token, response = device.page(officer)
    cookie = response.cookies["browser"]
    assert (cookie["httponly"], cookie["samesite"], cookie["max-age"]) == (True, "Lax", "")
    secret = browsers.browser_of(device.sends("")).secret
    assert len(secret) >= 20
    _token, response = device.page(officer)
    assert not response.cookies
    device.secret = ""
    device.page(officer)
    assert browsers.browser_of(device.sends("")).secret == secret


def test_the_last_six_sign_ins_are_known(officer):
    device, tokens = Device(), []
    for _time in range(7):
        device.secret = ""
        tokens.append(device.page(officer)[0])
    assert [device.writer(token) for token in tokens] == [None, *[officer] * 6]


@pytest.mark.parametrize("token", ["", "short", "é" * 64, "a" * 32, "a" * 64, "!" * 64])
def test_a_token_that_is_none_belongs_to_nobody(officer, token):
    device = Device()
    device.page(officer)
    assert device.writer(token) is None


def test_a_cookie_of_somebody_elses_making_says_nothing(officer):
    device = Device()
    token, _ = device.page(officer)
    device.cookies["browser"] = "gAAAAA" + device.cookies["browser"][6:][::-1]
    assert device.writer(token) is None
    assert browsers.browser_of(device.sends(token)) == browsers.Browser()


def test_a_leaver_has_written_nothing(officer):
    device = Device()
    token, _ = device.page(officer)
    officer.is_active = False
    officer.save(update_fields=["is_active"])
    assert device.writer(token) is None


def test_forgetting_takes_the_cookie_away():
    response = HttpResponse()
    browsers.forget(response)
    assert response.cookies["browser"]["max-age"] == 0
