"""Where somebody is signed in."""

import pytest
from django.contrib.sessions.models import Session
from django.utils import timezone
from wagtail.models import ModelLogEntry

from people.models import SignIn
from people.services import sign_ins
from people.services.accounts import deactivate_person, end_sign_ins

PHONE = (
    "Mozilla/5.0 (Linux; Android 14; Pixel 8) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/130.0 Mobile Safari/537.36"
)


@pytest.mark.parametrize(
    ("agent", "words"),
    [
        (PHONE, "Chrome on Android"),
        ("Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) Version/18.0 Mobile Safari/604.1", "Safari on iPhone"),
        ("Mozilla/5.0 (Windows NT 10.0; Win64; x64) Chrome/130.0 Safari/537.36 Edg/130.0", "Edge on Windows"),
        ("Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0", "Firefox on Linux"),
        ("Mozilla/5.0 (Macintosh; Intel Mac OS X 14_1)", "Mac"),
        ("something else", "A browser we cannot name"),
        ("", "A browser we cannot name"),
    ],
)
def test_a_browser_is_named_in_words(officer, agent, words):
    assert str(sign_ins.note(person=officer, session_key="a", agent=agent)) == words


def test_a_session_stands_once_in_the_list_of_whoever_used_it_last(officer, resident):
    sign_ins.note(person=officer, session_key="a", agent=PHONE)
    sign_ins.note(person=officer, session_key="a", agent=PHONE)
    sign_ins.note(person=resident, session_key="a", agent="")
    assert SignIn.objects.get().person == resident


@pytest.mark.parametrize("rows", [1, 3])
def test_the_list_asks_twice_however_long_it_is(client, officer, rows, django_assert_num_queries):
    for _number in range(rows):
        type(client)().force_login(officer)
    with django_assert_num_queries(2):
        assert len(sign_ins.sign_in_sessions(person=officer, session_key=None)) == rows


def test_this_browser_comes_first_and_sessions_that_are_over_are_left_out(client, officer):
    browsers = [type(client)() for _number in range(3)]
    for browser in browsers:
        browser.force_login(officer)
        browser.get("/accounts/settings/")
    here, over = browsers[0].session.session_key, browsers[1].session.session_key
    Session.objects.filter(session_key=over).update(expire_date=timezone.now())
    found = sign_ins.sign_in_sessions(person=officer, session_key=here)
    assert [place.is_this for place in found] == [True, False]
    assert over not in [place.sign_in.session_key for place in found]
    assert [sign_ins.forget_over(), sign_ins.forget_over()] == [1, 0]


def test_one_sign_in_is_ended_and_written_down_once(client, officer):
    client.force_login(officer)
    line = SignIn.objects.get()
    for _number in range(2):
        sign_ins.end(sign_in=line, by=officer)
    assert not Session.objects.exists()
    assert client.get("/accounts/settings/").status_code == 302
    assert ModelLogEntry.objects.filter(action="people.end_sign_in").count() == 1


def test_signing_out_and_every_end_of_all_sign_ins_empty_the_list(client, officer):
    client.force_login(officer)
    client.logout()
    assert not SignIn.objects.exists()
    for act in (end_sign_ins, deactivate_person):
        client.force_login(officer)
        act(person=officer, by=None)
        assert not SignIn.objects.exists()
