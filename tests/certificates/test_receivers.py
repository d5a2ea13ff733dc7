from datetime import timedelta

import pytest
from django.utils import timezone

from certificates.models import CertificateDesign, DesignVersion
from certificates.services.filing import read
from certificates.services.sheet import make_pdf
from courses.services.schedule import publish_due
from people.models import Message
from tests.factories.certificates import make_certificate
from tests.factories.people import make_organisation

pytestmark = pytest.mark.django_db


def publish(design, **changes):
    """A draft with these changes, published."""
    for name, value in changes.items():
        setattr(design, name, value)
    design.save_revision().publish()
    return CertificateDesign.objects.get(pk=design.pk)


def numbers():
    return list(DesignVersion.objects.values_list("number", flat=True))


def test_a_new_look_has_a_version_and_the_same_one_has_none_more():
    design = publish(CertificateDesign.objects.create(name="House"))
    assert numbers() == [1]
    design = publish(design)
    design = publish(design, name="Another name for editors")
    assert numbers() == [1]
    publish(design, heading="Well done")
    assert numbers() == [1, 2]


def test_a_draft_has_no_version():
    design = CertificateDesign.objects.create(name="House", live=False)
    design.save_revision()
    assert numbers() == []


def test_a_look_that_waits_for_its_date_has_none_yet():
    design = publish(CertificateDesign.objects.create(name="House"))
    publish(design, heading="Later", go_live_at=timezone.now() + timedelta(days=1))
    assert numbers() == [1]
    assert DesignVersion.objects.get().data["heading"] == ""


def test_a_look_whose_place_was_taken_meanwhile_is_stopped_in_words_and_the_next_goes_live(administrator, monkeypatch):
    first, second = (
        publish(CertificateDesign.objects.create(name=str(n), organisation=make_organisation())) for n in "12"
    )
    later, wanted = timezone.now() + timedelta(days=1), make_organisation()
    publish(first, organisation=wanted, go_live_at=later)
    publish(second, heading="Well done", go_live_at=later)
    CertificateDesign.objects.create(name="Theirs", organisation=wanted)
    monkeypatch.setattr(timezone, "now", lambda: later + timedelta(minutes=1))
    assert (publish_due(), publish_due()) == ((1, 1), (0, 0))
    assert [CertificateDesign.objects.get(name=n).heading for n in "12"] == ["", "Well done"]
    assert CertificateDesign.objects.get(name="1").organisation != wanted
    letter = Message.objects.get(template__endswith="not_published")
    assert "This organisation has a design already. Change that one." in letter.text


def test_a_certificate_keeps_its_look_after_another_is_published():
    design = publish(CertificateDesign.objects.create(name="House"), heading="First")
    certificate = make_certificate(real_file=True)
    before = read(certificate)
    publish(design, heading="Second", accent="#1B5577", layout="large-print")
    certificate.refresh_from_db()
    assert (certificate.design_version.number, certificate.design_version.data["heading"]) == (1, "First")
    assert read(certificate) == make_pdf(certificate) == before
    assert make_certificate().design_version.number == 2
