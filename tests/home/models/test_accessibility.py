import datetime
import re

import pytest

from home.models import AccessibilityPage, HomePage
from tests.factories.courses import add, make_home

pytestmark = pytest.mark.django_db
HEADINGS = [
    "How accessible this site is",
    "Feedback and contact",
    "Tell us about a problem",
    "If you are not happy with our answer",
    "Technical information",
    "How far it keeps to the rules",
    "What does not work for everybody yet",
    "What would ask too much of us",
    "What the law leaves out",
    "What we are doing about it",
    "How this statement was made",
]


def statement(**fields):
    told = {"how_accessible": "<p>Much.</p>", "enforcement": "<p>Complain there.</p>"} | fields
    return add(make_home(), AccessibilityPage(title="Accessibility", slug="accessibility", **told))


def text_of(client, page):
    return " ".join(client.get(page.url).content.decode().split())


def test_its_headings_stand_whatever_editors_leave_empty(client):
    page = text_of(client, statement())
    found = re.findall(r"<h[23][^>]*>([^<]+)</h[23]>", page)
    assert [heading for heading in found if heading in HEADINGS] == HEADINGS


@pytest.mark.parametrize(
    ("status", "words"), [("FULL", "keeps to the"), ("PARTLY", "keeps to most"), ("NOT", "does not")]
)
def test_it_says_how_far_it_keeps_to_the_rules(client, status, words):
    assert f"This site {words}" in text_of(client, statement(status=status))


def test_faults_have_their_rule_and_their_days(client):
    days = {"since": "2026-01-05", "until": "2026-12-01"}
    fault = days | {"what": "No captions.", "rule": "WCAG 1.2.2", "instead": "Read."}
    faults = AccessibilityPage._meta.get_field("faults").to_python([{"type": "fault", "value": fault}])
    page = text_of(client, statement(faults=faults))
    for words in ("No captions.", "Rule: WCAG 1.2.2", "since 5 January 2026.", "right by 1 December 2026.", "Read."):
        assert words in page, words


def test_a_problem_goes_to_whoever_runs_the_site(client):
    page = statement()
    HomePage.objects.update(contact_email="hello@hub.example")
    assert "mailto:hello@hub.example?subject=A%20problem%20with%20a%20page" in text_of(client, page)


def test_what_is_still_to_write_is_for_editors_alone(client, editor):
    page = statement()
    assert page.to_do == [
        "the day this statement was written",
        "the day people last tested the site",
        "who tested it",
    ]
    assert "Still to write" not in text_of(client, page)
    client.force_login(editor)
    assert "Still to write: the day this statement was written," in text_of(client, page)
    today = datetime.date(2026, 11, 22)
    done = AccessibilityPage(prepared_on=today, tested_on=today, tested_by="Four neighbours")
    assert done.to_do == []
