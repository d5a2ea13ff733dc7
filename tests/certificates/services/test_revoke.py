import pytest

from certificates.services import revoke as revoking
from certificates.services.revoke import revoke, revoke_for
from jobs.models import Job
from learning.services.completion import withdraw_module
from people.models import Message
from tests.factories.certificates import make_certificate
from tests.factories.people import make_person

pytestmark = pytest.mark.django_db


def withdrawn(certificate, by=None):
    completion = certificate.completion
    withdraw_module(completion=completion.rests_on.get(), why="Somebody else", by=by or make_person())
    completion.refresh_from_db()
    return completion


def test_revoke_sets_the_bit_tells_the_holder_and_asks_records_once():
    certificate, by = make_certificate(), make_person()
    for _ in range(2):
        ended = revoke(certificate=certificate, reason="wrong-person", by=by, note="Two people, one name")
    assert (ended.state, ended.reason_code, ended.ended_by) == ("REVOKED", "wrong-person", by)
    assert ended.status_list.is_set(ended.status_index)
    assert [event.to_state for event in ended.events.all()] == ["PENDING", "ISSUED", "REVOKED"]
    letter = Message.objects.get(key=f"certificate-withdrawn:{certificate.pk}")
    assert letter.subject == "A certificate of yours was withdrawn"
    assert "one name" not in letter.text
    assert Job.objects.filter(key__endswith=f"certificate:{certificate.pk}:withdrawn").count() == 1


def test_one_still_being_made_is_cancelled_without_a_letter():
    certificate = revoke(certificate=make_certificate(state="PENDING"), reason="evidence", by=None)
    assert (certificate.state, certificate.status_list.is_set(certificate.status_index)) == ("CANCELLED", True)
    assert not Message.objects.filter(key__startswith="certificate").exists()


def test_a_reason_that_is_not_on_the_list_is_refused():
    with pytest.raises(ValueError, match="no reason"):
        revoke(certificate=make_certificate(), reason="because", by=None)


def test_a_withdrawn_completion_takes_its_certificate_along():
    certificate, by = make_certificate(), make_person()
    completion = withdrawn(certificate, by)
    assert [revoke_for(completion=completion) for _ in range(2)] == [1, 0]
    certificate.refresh_from_db()
    assert (certificate.state, certificate.reason_code, certificate.ended_by) == ("REVOKED", "evidence", by)


def test_a_completion_that_stands_keeps_its_certificate():
    certificate = make_certificate()
    assert revoke_for(completion=certificate.completion) == 0
    certificate.refresh_from_db()
    assert certificate.state == "ISSUED"


def test_revoke_missed_asks_where_a_withdrawn_completion_has_a_living_certificate():
    make_certificate()
    left = make_certificate()
    assert revoking.revoke_missed() == 0
    completion = withdrawn(left)
    assert revoking.revoke_missed() == revoking.revoke_missed() == 1
    assert Job.objects.filter(key__startswith=f"revoke:{completion.uuid}:").get().args == {"completion": completion.pk}
