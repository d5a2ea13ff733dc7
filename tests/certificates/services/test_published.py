import uuid

import pytest

from certificates.services.published import number_for
from certificates.services.revoke import revoke
from tests.factories.certificates import make_certificate

pytestmark = pytest.mark.django_db


def test_number_for_is_the_one_that_stands():
    certificate = make_certificate()
    assert number_for(certificate.completion.uuid) == number_for(str(certificate.completion.uuid)) == certificate.number
    revoke(certificate=certificate, reason="error", by=None)
    assert number_for(certificate.completion.uuid) == ""


def test_number_for_what_has_none_is_empty():
    assert number_for(uuid.uuid4()) == number_for(make_certificate(state="PENDING").completion.uuid) == ""
