import pytest
from wagtail.models import ModelLogEntry

from certificates.models import Certificate
from certificates.services.hiding import initials, is_named, show_name
from certificates.services.reissue import reissue
from tests.factories.certificates import make_certificate


@pytest.mark.django_db
def test_hiding_is_kept_and_goes_along_to_one_being_made(officer):
    certificate = make_certificate(person=officer)
    newer = reissue(certificate=certificate, reason="name", by=None, name="Omar R")
    for _again in range(2):
        assert show_name(certificate=certificate, shown=False, by=officer).hide_name
    assert Certificate.objects.get(pk=newer.pk).hide_name
    assert not show_name(certificate=certificate, shown=True, by=officer).hide_name
    assert ModelLogEntry.objects.filter(action="certificates.show_name").count() == 2


@pytest.mark.parametrize(
    ("name", "short"),
    [
        ("Asha Patel", "A. P."),
        ("Órla ní Bhriain", "Ó. n. B."),
        ("李小龙", "李."),
        ("’Ofa", "O."),
        ("क्षमा", "क्."),
    ],
)
def test_initials_are_the_first_letter_of_each_word(name, short):
    assert initials(name) == short


@pytest.mark.parametrize("typed", ["Zoë Straße", "zoë  STRASSE", " Zoe\u0308 Straße "])
def test_a_name_is_compared_without_capitals_spaces_and_ways_of_writing(typed):
    assert is_named(Certificate(holder_name="Zoë Straße"), typed)


@pytest.mark.parametrize("typed", ["Zoe Straße", "Zoë", "", " "])
def test_another_name_is_another_name(typed):
    assert not is_named(Certificate(holder_name="Zoë Straße"), typed)
    assert not is_named(Certificate(holder_name=""), typed)
