"""A notice at home: read, and put back."""

from tests.factories.people import make_notice

READ = "/accounts/notice/"


def test_a_read_notice_leaves_home_and_can_be_put_back(client, mentor):
    notice = make_notice(mentor, subject="The hall has moved")
    client.force_login(mentor)
    page = client.get("/").content.decode()
    assert ("The hall has moved" in page, "I have read this" in page, "Put it back" in page) == (True, True, False)
    answer = client.post(READ, {"message": notice.pk})
    assert (answer.status_code, answer.url) == (302, "/")
    page = client.get("/").content.decode()
    assert ("The hall has moved" in page, "Put it back" in page) == (False, True)
    assert client.post(READ, {"message": notice.pk, "act": "put_back"}).url == "/"
    page = client.get("/").content.decode()
    assert ("The hall has moved" in page, "Put it back" in page) == (True, False)


def test_sent_twice_is_read_once(client, mentor):
    notice = make_notice(mentor)
    client.force_login(mentor)
    client.post(READ, {"message": notice.pk})
    notice.refresh_from_db()
    first = notice.read_at
    client.post(READ, {"message": notice.pk})
    notice.refresh_from_db()
    assert notice.read_at == first


def test_after_a_quarter_of_an_hour_nothing_offers_to_put_it_back(client, mentor):
    notice = make_notice(mentor)
    client.force_login(mentor)
    client.post(READ, {"message": notice.pk})
    session = client.session
    session["notice"] = session["notice"] | {"until": 0}
    session.save()
    assert "Put it back" not in client.get("/").content.decode()


def test_somebody_else_s_notice_and_no_notice_are_404_and_a_look_is_405(client, mentor, caretaker):
    notice = make_notice(mentor)
    client.force_login(caretaker)
    for sent in (notice.pk, 10**17, "", "x", "²", "9" * 30):
        assert client.post(READ, {"message": sent}).status_code == 404
    assert client.get(READ).status_code == 405
    notice.refresh_from_db()
    assert notice.read_at is None
