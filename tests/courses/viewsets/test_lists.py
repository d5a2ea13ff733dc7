import html
from datetime import date

import pytest
from django.urls import reverse
from wagtail.models import ReferenceIndex

from courses.models import (
    Audience,
    ConfidenceScale,
    EvidenceRecord,
    GlossaryTerm,
    JargonWord,
    Resource,
    Rubric,
)
from tests.factories.courses import make_course, make_evidence, publish

pytestmark = pytest.mark.django_db


def make_lists():
    make_evidence(code="FR1")
    Audience.objects.create(code="resident", name="Resident")
    Resource.objects.create(title="The almanac", link="https://almanac.example/", why="It is kept well.")
    GlossaryTerm.objects.create(term="Shuttle", meaning="Carrying messages between people.")
    JargonWord.objects.create(word="signpost", try_instead="point to")
    Rubric.objects.create(code="micro", name="Micro session", least_total=11)
    ConfidenceScale.objects.create(code="five", name="Five rows", before="Before", after="After")


LISTS = {
    EvidenceRecord: "FR1",
    Audience: "Resident",
    Resource: "The almanac",
    GlossaryTerm: "Shuttle",
    JargonWord: "signpost",
    Rubric: "Micro session",
    ConfidenceScale: "Five rows",
}


@pytest.mark.parametrize("model", LISTS, ids=lambda model: model.__name__)
def test_an_editor_sees_the_list_and_may_add_to_it(cms, model):
    make_lists()
    name = f"wagtailsnippets_{model._meta.label_lower.replace('.', '_')}"
    assert LISTS[model] in cms.get(reverse(f"{name}:list")).content.decode()
    assert cms.get(reverse(f"{name}:add")).context["form"].instance.pk is None


def test_a_finding_that_a_course_shows_is_kept_and_the_sentence_says_how_often(cms):
    record = make_evidence(code="FR1")
    course = make_course(modules=0)
    course.evidence.set([record])
    ReferenceIndex.create_or_update_for_object(publish(course))
    address = reverse("wagtailsnippets_courses_evidencerecord:delete", args=[record.pk])
    page = cms.post(address, follow=True).content.decode()
    assert f"Kept: “{record}” is used once." in html.unescape(page)
    assert EvidenceRecord.objects.count() == 1


def test_an_editor_sees_which_links_did_not_answer_until_the_address_is_another(cms):
    fields = {"why": "It is kept well.", "no_answer_on": date(2026, 11, 16)}
    almanac = Resource.objects.create(title="The almanac", link="https://almanac.example/", **fields)
    Resource.objects.create(title="Later", why="There will be one.")
    page = cms.get(reverse("wagtailsnippets_courses_resource:list")).content.decode()
    said = ["This link did not answer on 16 November 2026.", "It has no address yet, so learners do not see it."]
    assert [words in page for words in said] == [True, True]
    form = {"title": "The almanac", "why": "Kept.", "link": almanac.link, "page": "", "checked_on": ""}
    address = reverse("wagtailsnippets_courses_resource:edit", args=[almanac.pk])
    dates = []
    for link in (almanac.link, "https://almanac.example/new/"):
        cms.post(address, form | {"link": link})
        almanac.refresh_from_db()
        dates.append((almanac.link, almanac.no_answer_on))
    assert dates == [
        ("https://almanac.example/", date(2026, 11, 16)),
        ("https://almanac.example/new/", None),
    ]


def test_a_finding_that_nobody_uses_may_go(cms):
    record = make_evidence(code="FR1")
    cms.post(reverse("wagtailsnippets_courses_evidencerecord:delete", args=[record.pk]))
    assert EvidenceRecord.objects.count() == 0
