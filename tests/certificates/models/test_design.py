import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from certificates.models import CertificateDesign, DesignAsset

pytestmark = pytest.mark.django_db
SIGNED = {"name": "Ana Keast", "job_title": "Chair"}
LOGO = {"sha256": "0" * 64, "alt": "Council"}


@pytest.mark.parametrize(
    ("facts", "words"),
    [
        ({"signatories": [SIGNED] * 3}, "signed by two people at most"),
        ({"logos": [LOGO] * 4}, "three logos at most"),
    ],
)
def test_more_than_the_sheet_has_room_for_is_refused_by_whatever_road(facts, words):
    with pytest.raises(ValidationError, match=words):
        CertificateDesign(name="House", **facts).full_clean()
    CertificateDesign(name="House", **{name: rows[:-1] for name, rows in facts.items()}).full_clean()


def test_a_look_without_logos_has_the_digest_it_always_had():
    assert "logos" not in CertificateDesign(name="House").as_data()
    assert CertificateDesign(name="House", logos=[LOGO]).as_data()["logos"] == [LOGO]


def test_a_picture_that_certificates_were_printed_with_never_changes_and_never_goes():
    asset = DesignAsset.objects.create(sha256="a" * 64, content=b"png")
    with pytest.raises(IntegrityError, match="never changes"), transaction.atomic():
        DesignAsset.objects.update(content=b"other")
    with pytest.raises(IntegrityError, match="never deleted"), transaction.atomic():
        asset.delete()
    assert bytes(DesignAsset.objects.get().content) == b"png"
    assert str(asset) == "aaaaaaaaaaaa"
