import pytest

from courses.models import GlossaryTerm, JargonWord
from courses.services.usage import lessons_with_jargon, lessons_with_terms, pages_with_words
from tests.factories.courses import make_course, make_lesson, make_module, make_word
from tests.factories.people import make_organisation

pytestmark = pytest.mark.django_db
VARIANTS = {
    "variants": [{"label": "Parks", "staff_roles": [], "blocks": [{"type": "text", "value": "<p>A huddle.</p>"}]}],
    "fallback": [{"type": "callout", "value": {"kind": "try", "text": "<p>Mentees signpost.</p>"}}],
}


def text(words):
    return {"type": "text", "value": f"<p>{words}</p>"}


@pytest.fixture
def module():
    return make_module(make_course(modules=0), plan=[])


def make_term(term, **fields):
    return GlossaryTerm.objects.create(term=term, meaning=f"What {term} means.", **fields)


def test_a_term_counts_once_for_each_lesson_that_explains_it(module, django_assert_num_queries):
    mentee, huddle, cohort = make_term("Mentee", other_forms="mentored"), make_term("Huddle"), make_term("Cohort")
    make_lesson(module, blocks=[text("Mentee and mentee"), text("Mentored, too.")])
    make_lesson(module, blocks=[{"type": "role_variant", "value": VARIANTS}])
    make_lesson(module, blocks=[{"type": "reflection", "value": {"question": "A cohort?"}}])
    with django_assert_num_queries(1):
        assert lessons_with_terms([mentee, huddle, cohort]) == {mentee.pk: 2, huddle.pk: 1}


def test_a_term_of_another_language_is_not_looked_for(module):
    welsh = make_term("Mentee", language="cy")
    make_lesson(module, blocks=[text("A mentee.")])
    assert lessons_with_terms([welsh]) == {}


def test_a_word_to_avoid_counts_wherever_it_is_read(module, django_assert_num_queries):
    signpost, case = (JargonWord.objects.create(word=word, try_instead="x") for word in ("signpost", "case load"))
    make_lesson(module, blocks=[text("Signposting."), text("Signpost.")])
    make_lesson(module, blocks=[{"type": "reflection", "value": {"question": "Who signposts?"}}])
    with django_assert_num_queries(1):
        assert lessons_with_jargon([signpost, case]) == {signpost.pk: 2}


def test_a_local_word_counts_on_lessons_and_plans(module, django_assert_num_queries):
    place = make_organisation()
    hub, lead, coordinator = (make_word(place, word=word) for word in ("hub", "safeguarding lead", "coordinator"))
    make_lesson(module, blocks=[text("Ask at {hub}. {hub}!")])
    make_lesson(module, blocks=[{"type": "safety_panel", "value": None}])
    sheet = {"title": "On the wall", "introduction": "", "lines": ["Meet at {hub}."]}
    make_module(module.get_parent(), plan=[{"type": "sheet", "value": sheet}])
    with django_assert_num_queries(2):
        assert pages_with_words([hub, lead, coordinator]) == {hub.pk: 2, lead.pk: 1, coordinator.pk: 0}
