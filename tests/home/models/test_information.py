import pytest

from home.models import HomePage, InfoPage
from tests.factories.courses import add, make_home

pytestmark = pytest.mark.django_db


def test_a_page_of_information_says_how_to_reach_us_where_it_should(client):
    home = make_home()
    HomePage.objects.update(contact_email="hello@hub.example")
    plain = add(home, InfoPage(title="About", slug="about", body="<p>Us.</p>"))
    told = add(home, InfoPage(title="Help", slug="help", body="<p>Ask.</p>", shows_contact=True))
    assert "How to reach us" not in client.get(plain.url).content.decode()
    page = client.get(told.url).content.decode()
    assert "How to reach us" in page
    assert 'href="mailto:hello@hub.example?subject=Help"' in page
    assert page.count("<h1") == 1


def test_the_foot_marks_the_page_one_is_on(client):
    page = add(make_home(), InfoPage(title="Help", slug="help", body="<p>Ask.</p>"))
    answer = " ".join(client.get(page.url).content.decode().split())
    assert '<a href="/help/" aria-current="page">' in answer
    assert "aria-current" not in client.get("/").content.decode()
