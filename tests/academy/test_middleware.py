"""What every request passes: an id and a log line, headers, and the guard of protected records."""

import io
import json
import logging

import pytest
from django.contrib.messages import get_messages
from django.db.models import ProtectedError
from django.urls import path
from structlog.stdlib import ProcessorFormatter

from academy import urls
from academy.middleware import CMS_POLICY
from academy.urls import handler400, handler403, handler404, handler500  # noqa: F401 - a URL configuration has them
from courses.models import CoursePage
from tests.factories.learning import make_enrolment


def resting(request, count):
    raise ProtectedError("Cannot delete Zebra", set(range(count)))


urlpatterns = [path("cms/resting/<int:count>/", resting), path("resting/<int:count>/", resting), *urls.urlpatterns]


def policy(answer) -> dict[str, set[str]]:
    """The content security policy as names and sources."""
    parts = [part.split() for part in answer["Content-Security-Policy"].split(";")]
    return {name: set(sources) for name, *sources in parts}


@pytest.fixture
def lines():
    """The JSON lines of this site's log, as they come."""
    stream = io.StringIO()
    handlers = [
        each for each in logging.getLogger("academy").handlers if isinstance(each.formatter, ProcessorFormatter)
    ]
    before = [handler.setStream(stream) for handler in handlers]
    yield lambda: [json.loads(line) for line in stream.getvalue().splitlines()]
    for handler, old in zip(handlers, before, strict=True):
        handler.setStream(old)


@pytest.mark.parametrize("given", ["abcDEF12", "a-b-c-d-e", "9" * 64])
def test_a_request_keeps_the_id_it_came_with(client, given):
    assert client.get("/-/live", headers={"x-request-id": given})["X-Request-ID"] == given


@pytest.mark.parametrize("given", ["", "short", "9" * 65, "eight or more", "abcdefgh<script>", "abcdefgh%0d%0a"])
def test_any_other_id_is_replaced_by_one_of_ours(client, given):
    answers = [client.get("/-/live", headers={"x-request-id": given})["X-Request-ID"] for _again in range(2)]
    assert [len(one) for one in answers] == [32, 32]
    assert given not in answers
    assert answers[0] != answers[1]


def test_the_log_line_names_the_route_and_nobody(client, officer, lines):
    enrolment = make_enrolment(officer)
    client.force_login(officer)
    client.get(f"/learn/{urls.converters.to_key(enrolment.uuid)}/?name=zebra", headers={"x-request-id": "request-1"})
    (line,) = lines()
    assert {name: line[name] for name in ("event", "route", "method", "status", "request_id", "level")} == {
        "event": "request.answered",
        "route": "learning:course",
        "method": "GET",
        "status": 200,
        "request_id": "request-1",
        "level": "info",
    }
    assert set(line) == {"event", "route", "method", "status", "request_id", "level", "ms", "timestamp"}


def test_a_wrong_address_is_logged_without_it(db, client, lines):
    client.get("/no/zebra/here/\n{}/")
    (line,) = [line for line in lines() if line["event"] == "request.answered"]
    assert (line["route"], line["status"]) == ("", 404)
    assert "zebra" not in json.dumps(lines())


@pytest.mark.parametrize("address", ["/-/live", "/learn/", "/cms/", "/nowhere/", "/robots.txt"])
@pytest.mark.parametrize("method", ["TRACE", "CONNECT", "TRACK", "DEBUG", "PROPFIND"])
def test_methods_that_nobody_needs_are_refused(db, client, address, method):
    answer = client.generic(method, address, headers={"x-request-id": "request-1"})
    assert (answer.status_code, answer["Allow"]) == (405, "GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS")
    assert answer["X-Request-ID"] == "request-1"


def test_the_editors_side_has_a_policy_of_its_own_and_nothing_else_has(client, administrator):
    client.force_login(administrator)
    inside, outside = client.get("/cms/"), client.get("/learn/")
    assert inside.status_code == outside.status_code == 200
    assert policy(inside) == policy(outside) | {name: set(sources) for name, sources in CMS_POLICY.items()}
    assert policy(outside)["script-src"] == policy(outside)["style-src"] == {"'self'"}
    assert policy(outside)["frame-ancestors"] == {"'none'"}
    assert (inside["X-Frame-Options"], policy(inside)["frame-ancestors"]) == ("SAMEORIGIN", {"'self'"})


def test_nothing_is_kept_by_caches_for_somebody_who_is_signed_in(client, officer):
    client.force_login(officer)
    for address in ("/learn/", "/", "/courses/", "/nowhere/", "/records/"):
        assert "no-store" in client.get(address)["Cache-Control"]


@pytest.mark.parametrize(
    ("count", "said"),
    [
        (1, "Kept: 1 record rests on this. Unpublish it instead."),
        (3, "Kept: 3 records rest on this. Unpublish it instead."),
    ],
)
def test_what_records_rest_on_is_kept_with_a_sentence(client, settings, administrator, count, said):
    settings.ROOT_URLCONF = __name__
    client.force_login(administrator)
    answer = client.post(f"/cms/resting/{count}/")
    assert (answer.status_code, answer["Location"]) == (302, "/cms/")
    assert [str(message) for message in get_messages(answer.wsgi_request)] == [said]


def test_elsewhere_that_is_a_fault_of_ours(client, settings, administrator):
    settings.ROOT_URLCONF = __name__
    client.raise_request_exception = False
    client.force_login(administrator)
    answer = client.post("/resting/2/")
    assert answer.status_code == 500
    assert "Zebra" not in answer.text


@pytest.mark.parametrize("who", ["editor", "administrator"])
def test_a_course_that_somebody_takes_outlives_deletion_on_the_editors_side(client, request, who):
    client.force_login(request.getfixturevalue(who))
    course = CoursePage.objects.get(pk=make_enrolment().course_id)
    answer = client.post(f"/cms/pages/{course.pk}/delete/")
    assert answer.status_code == 302
    assert client.get(answer["Location"]).status_code == 200
    assert CoursePage.objects.filter(pk=course.pk).exists()


def test_a_form_sent_by_a_script_is_told_where_to_go_and_loses_no_message(client, officer):
    client.force_login(officer)
    sent = {"path": "/accounts/settings/", "data": {"known_as": "Sam"}}
    answer = client.post(**sent, headers={"x-sent-by": "script"})
    assert (answer.status_code, answer["X-Next"], answer.get("Location")) == (204, "/accounts/settings/", None)
    assert "We will call you Sam." in client.get(answer["X-Next"]).text
    assert client.post(**sent).status_code == 302


def test_a_script_that_is_signed_out_is_told_too(client, db):
    answer = client.post("/accounts/settings/", {}, headers={"x-sent-by": "script"})
    assert (answer.status_code, answer["X-Next"]) == (204, "/accounts/login/?next=/accounts/settings/")
