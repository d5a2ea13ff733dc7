import html

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


@pytest.fixture
def desk(client, editor):
    client.force_login(editor)
    return client


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
def test_an_editor_sees_the_list_and_may_add_to_it(desk, model):
    make_lists()
    name = f"wagtailsnippets_{model._meta.label_lower.replace('.', '_')}"
    assert LISTS[model] in desk.get(reverse(f"{name}:list")).content.decode()
    assert desk.get(reverse(f"{name}:add")).context["form"].instance.pk is None


def test_a_finding_that_a_course_shows_is_kept_and_the_sentence_says_how_often(desk):
    record = make_evidence(code="FR1")
    course = make_course(modules=0)
    course.evidence.set([record])
    ReferenceIndex.create_or_update_for_object(publish(course))
    address = reverse("wagtailsnippets_courses_evidencerecord:delete", args=[record.pk])
    page = desk.post(address, follow=True).content.decode()
    assert f"Kept: “{record}” is used once." in html.unescape(page)
    assert EvidenceRecord.objects.count() == 1


def test_a_finding_that_nobody_uses_may_go(desk):
    record = make_evidence(code="FR1")
    desk.post(reverse("wagtailsnippets_courses_evidencerecord:delete", args=[record.pk]))
    assert EvidenceRecord.objects.count() == 0
