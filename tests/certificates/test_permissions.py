import pytest

from certificates.permissions import can_download, can_mend_name, can_revoke
from certificates.services.revoke import revoke
from tests.factories.certificates import make_certificate

pytestmark = pytest.mark.django_db


def test_the_holder_and_administrators_download(officer, administrator, trainer, outsider):
    certificate = make_certificate(person=officer)
    allowed = [can_download(person, certificate) for person in (officer, administrator, trainer, outsider)]
    assert allowed == [True, True, False, False]


def test_administrators_alone_withdraw_what_stands(officer, administrator):
    certificate = make_certificate(person=officer)
    assert [can_revoke(person, certificate) for person in (officer, administrator)] == [False, True]
    assert can_revoke(administrator, revoke(certificate=certificate, reason="error", by=None)) is False


def test_a_name_is_mended_while_it_is_held(officer, outsider):
    held = make_certificate(person=officer, state="PENDING")
    assert can_mend_name(officer, held) is False
    held.hold = "name"
    assert [can_mend_name(person, held) for person in (officer, outsider)] == [True, False]
