import datetime
import re
import uuid

import pytest
from django.urls import reverse
from django.utils import timezone

from cohorts.code import poster_codes
from cohorts.services.check_in import scan_of
from press import qr
from tests.factories.cohorts import make_cohort, make_session

pytestmark = pytest.mark.django_db


@pytest.fixture
def session(trainer):
    return make_session(make_cohort(trainers=[trainer]))


def address(name, session) -> str:
    return reverse(f"cohorts:{name}", args=[session.cohort.uuid, session.uuid])


@pytest.fixture
def signed_in(client, trainer):
    client.force_login(trainer)
    return client


def test_the_poster_carries_its_address_as_a_qr_code_and_its_code_to_type(signed_in, session, settings):
    for size in ("a4", "a5", "till", "a0"):
        page = signed_in.get(address("poster", session), {"size": size})
        scanned = f"{settings.SITE_URL}/cohorts/check-in/{session.poster_token}/"
        assert qr.svg(scanned, title="QR code that checks people in") in page.content.decode()
        assert poster_codes(session.poster_token)[0] in page.content.decode()
        assert f"poster-{size if size != 'a0' else 'a4'}" in page.content.decode()
    assert scan_of(page.context["code"]).session == session


def test_the_screen_shows_a_code_that_works_only_in_its_time(signed_in, session, settings):
    page = signed_in.get(address("screen", session))
    code = page.context["code"]
    assert re.fullmatch("[2-9A-Z]{6}", code)
    assert scan_of(code).session == session
    assert qr.svg(f"{settings.SITE_URL}/cohorts/check-in/{code}/", title="QR code that checks people in") in (
        page.content.decode()
    )
    now = timezone.now()
    hours = datetime.timedelta(hours=1)
    for starts_at, words in ((now + 3 * hours, "Check-in opens on"), (now - 5 * hours, "Check-in closed on")):
        session.starts_at, session.ends_at = starts_at, starts_at + 2 * hours
        session.save()
        page = signed_in.get(address("screen", session))
        assert ("code" in page.context, words in page.content.decode()) == (False, True)
    session.cancelled_at = now
    session.save()
    assert b"This session is called off." in signed_in.get(address("screen", session)).content


def test_a_new_code_is_made_by_the_button_and_once_for_one_form(signed_in, session):
    page = signed_in.get(address("renew_poster", session))
    before = session.poster_token
    session.refresh_from_db()
    assert session.poster_token == before
    for _time in range(2):
        answer = signed_in.post(address("renew_poster", session), {"form_key": page.context["form_key"]})
        assert answer.url == address("poster", session)
    session.refresh_from_db()
    renewed = session.poster_token
    assert renewed != before
    signed_in.post(address("renew_poster", session), {"form_key": str(uuid.uuid4())})
    session.refresh_from_db()
    assert session.poster_token not in {before, renewed}


@pytest.mark.parametrize("name", ["poster", "screen", "renew_poster"])
def test_another_trainer_s_poster_is_not_there(client, session, other_trainer, name):
    client.force_login(other_trainer)
    assert client.get(address(name, session)).status_code == 404


def test_today_and_the_session_lead_to_the_poster_and_the_screen(signed_in, session):
    noon = timezone.localtime().replace(hour=12, minute=0, second=0, microsecond=0)
    session.starts_at, session.ends_at = noon, noon + datetime.timedelta(hours=1)
    session.save()
    for page in ("/cohorts/", address("session", session)):
        html = signed_in.get(page).content.decode()
        assert all(address(name, session) in html for name in ("poster", "screen"))
