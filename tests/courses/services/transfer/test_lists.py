import pytest

from courses.models import ConfidenceScale, EvidenceRecord, GlossaryTerm, JargonWord, Rubric, Topic
from courses.services.transfer.file import Refused
from courses.services.transfer.lists import LISTS, bring, mentioned, say
from people.models import StaffRole
from tests.factories.courses import make_evidence, make_scale

pytestmark = pytest.mark.django_db
FAIR = {
    "name": "Fair play",
    "least_total": 2,
    "no_zero": True,
    "criteria": [
        {"key": "fair", "text": "Hears both.", "beginning": "a", "secure": "b", "strong": "c", "starred": True}
    ],
}


def test_what_is_said_of_a_list_makes_it_again():
    rows = {EvidenceRecord: {"FR1": make_evidence()}, ConfidenceScale: {"relational-five": make_scale()}}
    said = say(rows)
    assert list(said) == ["evidence", "confidence-scales"]
    for model in rows:
        model.objects.all().delete()
    keys, new, other = bring(said)
    assert new == ["evidence record: FR1", "confidence scale: relational-five"]
    assert (other, keys[EvidenceRecord]) == ([], {"FR1": EvidenceRecord.objects.get().pk})
    assert (
        say({model: {name: model.objects.get(pk=key) for name, key in keys[model].items()} for model in rows}) == said
    )


def test_a_rubric_comes_with_its_criteria_once():
    bring({"rubrics": {"fair": FAIR}})
    assert bring({"rubrics": {"fair": FAIR}})[1:] == ([], [])
    assert [criterion.key for criterion in Rubric.objects.get().criteria.all()] == ["fair"]


def test_a_row_that_reads_otherwise_here_stays_and_is_named():
    bring({"rubrics": {"fair": FAIR}})
    assert bring({"rubrics": {"fair": FAIR | {"least_total": 3}}})[1:] == ([], ["rubric: fair"])
    assert Rubric.objects.get().least_total == 2


def test_how_long_records_of_a_job_are_kept_stays_at_home():
    StaffRole.objects.create(code="care", name="Carer", retention_class="HIGH_RISK")
    assert say({StaffRole: {"care": StaffRole.objects.get()}}) == {"staff-roles": {"care": {"name": "Carer"}}}


def test_words_count_as_used_where_they_stand_whole():
    GlossaryTerm.objects.create(term="Cohort", meaning="A group.")
    GlossaryTerm.objects.create(term="Log", meaning="A few taps.")
    GlossaryTerm.objects.create(term="Cohort", meaning="Grŵp.", language="cy")
    JargonWord.objects.create(word="them and us", try_instead="us")
    found = mentioned("Two cohorts. Them and us? A catalogue.", "en-gb")
    assert {model: list(rows) for model, rows in found.items()} == {
        GlossaryTerm: ["Cohort"],
        JargonWord: ["them and us"],
    }


def test_a_topic_has_its_address_made_where_the_file_has_none():
    bring({"topics": {"Kind words": {}}})
    assert Topic.objects.get().slug == "kind-words"


@pytest.mark.parametrize(
    ("lists", "problem"),
    [
        ({"spells": {}}, "There is no list “spells” here."),
        ({"evidence": ["FR1"]}, "There is no list “evidence” here."),
        ({"evidence": {"FR1": "words"}}, "evidence/FR1 cannot be read."),
        ({"evidence": {"FR1": {"mood": "good"}}}, "evidence/FR1: There is no field “mood” here."),
        ({"rubrics": {"fair": FAIR | {"criteria": [{"spell": 1}]}}}, "rubrics/fair: There is no field “spell” here."),
    ],
)
def test_a_row_that_does_not_fit_is_refused(lists, problem):
    with pytest.raises(Refused) as refused:
        bring(lists)
    assert refused.value.problems == [problem]
    assert [model.objects.count() for model, _key in LISTS.values() if model is not Topic] == [0] * 8
