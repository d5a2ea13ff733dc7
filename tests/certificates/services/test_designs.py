import pytest

from certificates.models import CertificateDesign, DesignAsset
from certificates.services.designs import keep_picture, picture, with_uses
from certificates.services.wording import version_of
from tests.factories.certificates import make_certificate
from tests.factories.people import make_organisation

pytestmark = pytest.mark.django_db


def test_the_same_picture_is_kept_once():
    assert keep_picture(b"one") == keep_picture(b"one") != keep_picture(b"two")
    assert DesignAsset.objects.count() == 2
    assert picture(keep_picture(b"two")) == b"two"


def test_somebody_who_brings_it_at_the_same_moment_changes_nothing(monkeypatch):
    first = keep_picture(b"one")
    monkeypatch.setattr(type(DesignAsset.objects.filter()), "exists", lambda rows: False)
    assert keep_picture(b"one") == first
    assert DesignAsset.objects.count() == 1


def test_the_certificates_of_all_versions_count():
    design = CertificateDesign.objects.create(name="House")
    make_certificate()
    design.heading = "Well done"
    design.save()
    version_of(design)
    make_certificate()
    make_certificate()
    unused = CertificateDesign.objects.create(name="Theirs", organisation=make_organisation())
    assert {row.pk: row.uses for row in with_uses(CertificateDesign.objects.all())} == {design.pk: 3, unused.pk: 0}
