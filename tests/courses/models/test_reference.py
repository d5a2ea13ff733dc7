import pytest

from courses.models import LocalWord
from tests.factories.courses import make_evidence, make_word
from tests.factories.people import make_organisation

pytestmark = pytest.mark.django_db


def test_missing_names_the_active_organisations_without_a_word():
    north, south = make_organisation(name="North"), make_organisation(name="South")
    make_organisation(name="Closed", active=False)
    make_word(north, word="hub")
    make_word(south, word="hub", value="")
    make_word(north, word="lead", value="the lead")
    make_word(south, word="lead", value="the lead")
    assert LocalWord.objects.missing({"hub", "lead", "café"}) == {"café": ["North", "South"], "hub": ["South"]}
    assert LocalWord.objects.missing(set()) == {}


def test_rows_call_themselves_by_what_editors_type():
    assert str(make_word(make_organisation(), word="hub")) == "{hub}"
    assert str(make_evidence(code="FR1", sentence="A fall was seen.")) == "FR1: A fall was seen."
