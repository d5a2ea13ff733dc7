"""What somebody had typed, as text."""

import uuid

import pytest

from people.adapters import browsers
from people.models import HeldForm
from people.services import held_forms
from people.services.held_forms import Typed
from people.views.held import lines

ADDRESS = "/accounts/held/"


@pytest.fixture
def waiting(client, officer):
    """The officer is signed in, and a form waits for them in this browser."""
    client.force_login(officer)
    client.get("/accounts/settings/")
    request = client.get("/accounts/settings/").wsgi_request
    secret = browsers.browser_of(request).secret

    def hold(**texts):
        typed = Typed([("form_key", "k"), *texts.items()], whole=True)
        return held_forms.hold(person=officer, browser=secret, address="/learn/log/new/", typed=typed)

    return hold


def test_it_shows_the_words_and_sends_all_of_them_to_where_they_belong(client, waiting):
    waiting(did="Sat with her", happened_on="2026-11-20")
    page = client.get(ADDRESS)
    assert "Sat with her" in page.text
    assert 'action="/learn/log/new/"' in page.text
    for name, text in (("form_key", "k"), ("did", "Sat with her"), ("happened_on", "2026-11-20")):
        assert f'<input type="hidden" name="{name}" value="{text}">' in page.text
    assert HeldForm.objects.count() == 1


def test_throwing_it_away_saves_nothing(client, waiting):
    waiting(did="Sat with her")
    client.get(ADDRESS)
    page = client.post(ADDRESS, follow=True)
    assert "Thrown away. Nothing was saved." in page.text
    assert HeldForm.objects.count() == 0
    assert client.post(ADDRESS).status_code == 302


def test_with_nothing_waiting_it_leads_on(client, officer):
    client.force_login(officer)
    assert client.get(ADDRESS).url == "/"


def test_a_person_reads_words_and_no_keys():
    block = str(uuid.uuid4())
    pairs = [
        ("form_key", str(uuid.uuid4())),
        ("section", "called"),
        ("shown", f"{block} t-one"),
        (f"r-{block}-text", "I listened."),
        ("happened_on", "2026-11-20"),
        (f"q-{block}", str(uuid.uuid4())),
        ("mark_12", "HERE"),
    ]
    assert lines(pairs) == [("Text", "I listened."), ("Mark", "Here")]
