import pytest

from courses.models import Audience, ConfidenceScale, EvidenceRecord, GlossaryTerm, JargonWord, Resource, Rubric, Topic
from courses.services.starter_lists import STARTER, lead_to_courses, read, seed_lists
from people.models import StaffRole
from tests.factories.courses import make_course

pytestmark = pytest.mark.django_db
MODELS = (Audience, ConfidenceScale, EvidenceRecord, GlossaryTerm, JargonWord, Resource, Rubric, StaffRole, Topic)


def counts():
    return {model.__name__: model.objects.count() for model in MODELS}


def test_seed_lists_brings_each_thing_once():
    seed_lists()
    before = counts()
    assert before == {
        "Audience": 9,
        "ConfidenceScale": 1,
        "EvidenceRecord": 14,
        "GlossaryTerm": 10,
        "JargonWord": 15,
        "Resource": 4,
        "Rubric": 3,
        "StaffRole": 20,
        "Topic": 7,
    }
    seed_lists()
    assert counts() == before


def test_a_rubric_comes_with_its_criteria_in_order():
    seed_lists()
    rubric = Rubric.objects.get(code="everyday-mediation")
    assert [(criterion.key, criterion.starred) for criterion in rubric.criteria.all()][:3] == [
        ("safety-and-suitability", True),
        ("fairness", True),
        ("privacy-and-its-limits", True),
    ]
    assert rubric.pass_rule_in_words == "Ready: every starred one at 2 or more, 14 or more of 24 in all."
    scale = ConfidenceScale.objects.get(code="relational-five")
    assert [row.key for row in scale.rows.all()] == ["notice", "listen", "point", "safety", "allowed"]


def test_seed_lists_leaves_what_an_editor_changed():
    seed_lists()
    JargonWord.objects.filter(word="signpost").update(try_instead="show the way")
    rubric = Rubric.objects.get(code="micro-session")
    rubric.criteria.get(key=rubric.criteria.first().key).delete()
    left = rubric.criteria.count()
    seed_lists()
    assert JargonWord.objects.get(word="signpost").try_instead == "show the way"
    assert Rubric.objects.get(code="micro-session").criteria.count() == left


def test_a_new_resource_leads_to_its_course_once():
    course = make_course(code="everyday-mediation")
    new = seed_lists()
    lead_to_courses(new)
    more = Resource.objects.get(title="The course Everyday Mediation")
    assert (list(new), more.page.specific) == ([more.pk], course)
    Resource.objects.update(page=None)
    lead_to_courses(seed_lists())
    assert Resource.objects.exclude(page=None).count() == 0


def test_a_catch_up_talk_counts_where_the_course_says_so_and_nowhere_else():
    modules = [read(file) for file in STARTER.glob("*/*/module.yaml")]
    sessions = [module for module in modules if module["completed_by"] == "ATTENDANCE"]
    assert [module["code"] for module in sessions if module["catch_up_allowed"]] == ["session"]
    assert len(sessions) == 8
