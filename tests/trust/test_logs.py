"""After the doors were knocked at, right and wrong: each line of the log is JSON, and nobody stands in any."""

import io
import json
import logging

import pytest
from django.conf import settings as live
from django.db import DatabaseError
from django.test import Client
from django.urls import path

from academy import urls
from academy.urls import handler400, handler403, handler404, handler500  # noqa: F401 - a URL configuration has them
from tests.factories.certificates import make_certificate
from tests.factories.cohorts import make_cohort
from tests.factories.people import PASSWORD, make_person

EMAIL, NAME, TYPED = "quaggamail@example.org", "Quaggagiven", "quaggatyped"
FIELDS = {
    "event",
    "logger",
    "level",
    "timestamp",
    "request_id",
    "route",
    "method",
    "status",
    "ms",
    "kind",
    "frames",
    "door",
}


def fault(request):
    raise DatabaseError(f"the row of {EMAIL} is locked")


fault.login_required = False
urlpatterns = [path("fault/", fault), *urls.urlpatterns]


@pytest.fixture
def written():
    """What every handler of the site writes, libraries' lines included."""
    stream = io.StringIO()
    facts = dict(live.LOGGING["formatters"]["json"])
    handler = logging.StreamHandler(stream)
    handler.setFormatter(facts.pop("()")(**facts))
    names = ["", *live.LOGGING["loggers"]]
    for name in names:
        logging.getLogger(name).addHandler(handler)
    yield stream.getvalue
    for name in names:
        logging.getLogger(name).removeHandler(handler)


def test_no_line_of_the_log_names_anybody(db, settings, written):
    settings.ROOT_URLCONF = __name__
    person = make_person(given_name=NAME, email=EMAIL, password=PASSWORD)
    cohort, certificate = make_cohort(name=TYPED), make_certificate(person=make_person(given_name=NAME))
    browser = Client(raise_request_exception=False)
    for password in (TYPED, TYPED, PASSWORD):
        browser.post("/accounts/login/", {"login": EMAIL, "password": password})
    browser.post("/accounts/login/code/", {"email": EMAIL})
    for address in ("/fault/", f"/{TYPED}/", f"/records/?name={TYPED}", "/cms/", f"/verify/{certificate.code}/"):
        browser.get(address, headers={"user-agent": TYPED, "referer": f"http://testserver/{TYPED}/"})
    for code in (cohort.join_code, TYPED, "ZZZZZZ"):
        browser.get(f"/join/{code}/")
        browser.post("/accounts/return/", {"code": code})
    browser.get("/", headers={"host": f"{TYPED}.example"})
    browser.get(f"/{TYPED}\n{{}}/")
    lines = [json.loads(line) for line in written().splitlines()]
    assert {line["event"] for line in lines} >= {"request.answered", "library.django.request"}
    assert set().union(*lines) <= FIELDS
    quiet = [EMAIL, NAME, TYPED, PASSWORD, cohort.join_code, certificate.code, person.given_name, "127.0.0.1"]
    text = written().lower()
    assert [word for word in quiet if word.lower() in text] == []
