"""One page, one form, every way in."""


def test_the_sign_in_page_has_every_way_in_and_keeps_the_way_back(client, db):
    page = " ".join(client.get("/accounts/login/?next=/learn/log/").content.decode().split())
    for words in ("Send me a code", "I have a password", "I have a code on a slip", "I have no e-mail"):
        assert words in page
    assert 'href="/accounts/return/?next=/learn/log/"' in page
    assert page.count('name="next" value="/learn/log/"') == 2
    assert 'action="/accounts/2fa/webauthn/login/" data-passkey hidden' in page
    assert "<details open" not in page


def test_the_password_s_part_is_open_once_a_password_was_tried(client, officer):
    answer = client.post("/accounts/login/", {"login": officer.email, "password": "not the right one"})
    page = " ".join(answer.content.decode().split())
    assert "<details open" in page
    assert "not the right one" not in page


def test_too_many_tries_say_when_and_leave_the_other_ways_open(client, officer):
    for _number in range(11):
        answer = client.post("/accounts/login/", {"login": officer.email, "password": "not the right one"})
    page = answer.content.decode()
    assert ("minutes" in page, "data-passkey" in page, "I have a code on a slip" in page) == (True, True, True)
