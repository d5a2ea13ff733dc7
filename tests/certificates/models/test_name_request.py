import uuid

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from certificates.models import NameRequest
from tests.factories.certificates import make_certificate

pytestmark = pytest.mark.django_db


def make(certificate, **facts):
    return NameRequest.objects.create(certificate=certificate, name="Asha R", form_key=uuid.uuid4(), **facts)


def test_one_is_open_for_each_certificate():
    certificate = make_certificate()
    make(certificate, state="REFUSED", decided_at=timezone.now(), reason="No.")
    make(certificate)
    with pytest.raises(IntegrityError), transaction.atomic():
        make(certificate)


@pytest.mark.parametrize(
    "facts",
    [{"state": "AGREED"}, {"decided_at": timezone.now()}, {"state": "REFUSED", "decided_at": timezone.now()}],
)
def test_a_decision_is_whole(facts):
    with pytest.raises(IntegrityError), transaction.atomic():
        make(make_certificate(), **facts)


def test_one_sees_one_s_own(officer, resident):
    wish = make(make_certificate(person=officer))
    assert list(NameRequest.objects.visible_to(officer)) == [wish]
    assert list(NameRequest.objects.visible_to(resident)) == []
