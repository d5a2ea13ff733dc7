import pytest

from certificates.models import StatusList
from certificates.models.credential import BITS
from certificates.services import status
from tests.factories.certificates import make_certificate

pytestmark = pytest.mark.django_db


def test_set_bit_sets_one_bit_the_highest_first():
    certificate = make_certificate(state="PENDING")
    status.set_bit(certificate)
    status.set_bit(certificate)
    held = StatusList.objects.get()
    assert [i for i in range(BITS) if held.is_set(i)] == [certificate.status_index]
    assert (len(held.bits), held.version) == (16_384, 2)


def test_a_list_that_is_half_full_takes_no_more(monkeypatch):
    first = make_certificate(state="PENDING").status_list
    monkeypatch.setattr(status, "BITS", 2)
    second, _index = status.free_place()
    first.refresh_from_db()
    assert (first.open, second.number, StatusList.objects.count()) == (False, 2, 2)
