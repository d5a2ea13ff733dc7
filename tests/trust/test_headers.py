"""The policy and the headers of every public page; hosts and methods that are refused."""

import pytest
from django.test import Client
from django.utils.http import url_has_allowed_host_and_scheme

from academy.middleware import PERMISSIONS_POLICY
from tests.factories.certificates import make_certificate
from tests.factories.cohorts import make_cohort
from tests.factories.courses import make_course
from tests.factories.people import PASSWORD, make_person

NONE, SELF = frozenset({"'none'"}), frozenset({"'self'"})
POLICY = {
    **dict.fromkeys(("default-src", "base-uri", "frame-ancestors"), NONE),
    **dict.fromkeys(("script-src", "style-src", "font-src", "connect-src"), SELF),
    **dict.fromkeys(("media-src", "manifest-src", "worker-src", "form-action"), SELF),
    "img-src": {"'self'", "data:"},
}
HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": PERMISSIONS_POLICY,
}
# A code may stand in these addresses. A redirect tells nobody anything; a page with a form must name its origin.
CODES = {"/verify/": "strict-origin", "/accounts/return/?code=": "no-referrer"}


@pytest.fixture
def addresses(db) -> list[str]:
    """Every kind of page that a visitor can meet."""
    course, cohort, certificate = make_course(), make_cohort(), make_certificate()
    return [
        *(
            "/",
            "/courses/",
            course.url,
            course.get_children().first().url,
            f"{course.get_children().first().url}lesson-1/",
        ),
        *("/verify/", f"/verify/{certificate.code}/", "/verify/2222222222222222222/"),
        *("/join/", f"/join/{cohort.join_code}/", "/join/ZZZZZZ/"),
        *("/accounts/login/", "/accounts/login/code/", "/accounts/signup/", "/accounts/password/reset/"),
        *(
            "/accounts/return/",
            "/accounts/return/?code=ABCDEFGHJK",
            "/accounts/signed-out/",
            "/accounts/display/",
            "/accounts/logout/",
            "/accounts/inactive/",
        ),
        *("/nowhere/", "/learn/", "/robots.txt", "/sitemap.xml", "/-/live", "/-/ready", "/-/metrics"),
    ]


def policy(answer) -> dict[str, set[str]]:
    """The content security policy as names and sources."""
    parts = [part.split() for part in answer["Content-Security-Policy"].split(";")]
    return {name: set(sources) for name, *sources in parts}


def test_every_public_page_has_the_public_policy_and_headers(client, addresses):
    wrong = {}
    for address in addresses:
        told = [policy for start, policy in CODES.items() if address.startswith(start)]
        expected = HEADERS | ({"Referrer-Policy": told[0]} if told else {})
        for answer in (client.get(address), client.post(address.partition("?")[0], {})):
            expected |= {} if answer.wsgi_request.GET or address.startswith("/verify/") else HEADERS
            found = {name: answer.get(name) for name in expected}
            if policy(answer) != POLICY or found != expected or answer.status_code >= 500:
                wrong[address] = answer.status_code, found, policy(answer)
    assert wrong == {}


def test_no_public_page_has_a_script_or_a_style_of_its_own(client, addresses):
    inside = ("<script>", "<style", " style=", " onclick=", " onload=", "javascript:", "http://fonts", "https://cdn")
    found = {address: [sign for sign in inside if sign in client.get(address).text] for address in addresses}
    assert {address: signs for address, signs in found.items() if signs} == {}


def test_no_cookie_can_be_read_by_a_script(client, addresses):
    for address in addresses:
        client.get(address)
    assert {name for name, cookie in client.cookies.items() if not (cookie["httponly"] and cookie["samesite"])} == set()


@pytest.mark.parametrize("host", ["evil.example", "testserver.evil.example", "evil.example:80@testserver", "", "*"])
@pytest.mark.parametrize("address", ["/", "/accounts/login/", "/learn/", "/cms/", "/-/ready"])
def test_an_unknown_host_is_a_bad_request(db, address, host):
    answer = Client().get(address, headers={"host": host})
    assert answer.status_code == 400
    assert host == "" or host == "*" or host not in answer.text


@pytest.mark.parametrize(
    "name", ["x-forwarded-host", "x-forwarded-server", "forwarded", "x-original-url", "x-rewrite-url"]
)
def test_no_header_of_a_proxy_changes_the_host_or_the_address(db, client, name):
    answer = client.get("/learn/", headers={name: "evil.example/cms/"})
    assert (answer.status_code, answer["Location"]) == (302, "/accounts/login/?next=/learn/")


@pytest.mark.parametrize("address", ["/", "/courses/", "/learn/", "/verify/", "/cms/", "/static/academy/css/base.css"])
def test_trace_is_refused(db, client, address):
    assert client.trace(address).status_code == 405


@pytest.mark.parametrize("sent", ["https://evil.example/", "//evil.example", "/\\evil.example", "javascript:alert(1)"])
@pytest.mark.parametrize("address", ["/accounts/login/", "/accounts/logout/", "/accounts/return/", "/join/"])
def test_no_way_back_leads_off_the_site(client, db, address, sent):
    person = make_person(password=PASSWORD)
    right = {"login": person.email, "password": PASSWORD, "next": sent}
    answers = [client.get(address, {"next": sent}), client.post(f"{address}?next={sent}", right)]
    client.force_login(person)
    answers += [client.get(address, {"next": sent}), client.post(f"{address}?next={sent}", right)]
    ways = [answer.get("Location", "/") for answer in answers]
    assert [way for way in ways if not url_has_allowed_host_and_scheme(way, allowed_hosts=None)] == []
