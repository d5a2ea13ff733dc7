"""A newer certificate takes the place of the one before, in one step; no moment is without a valid one."""

import pytest
from wagtail.models import ModelLogEntry

from certificates.models import Certificate, NameRequest, StatusList
from certificates.services.produce import lift_hold, produce
from certificates.services.published import number_for
from certificates.services.reissue import KEPT, NotStanding, make_way, reissue
from certificates.services.revoke import revoke
from jobs.models import Job
from people.models import Message
from press import pdf
from tests.factories.certificates import make_certificate

pytestmark = pytest.mark.django_db
State, NAME = Certificate.State, Certificate.Reason.NAME


@pytest.fixture(autouse=True)
def quick(monkeypatch):
    monkeypatch.setattr(pdf, "render", lambda html, **_more: b"%PDF-1.7 " + html.encode())


def fresh(*certificates):
    return [Certificate.objects.get(pk=each.pk) for each in certificates]


def states(*certificates):
    return [each.state for each in fresh(*certificates)]


def bits(certificate):
    row = StatusList.objects.get(pk=certificate.status_list_id)
    return bool(bytes(row.bits)[certificate.status_index // 8] & (0x80 >> (certificate.status_index % 8)))


def test_a_newer_one_has_another_id_code_and_number_and_the_same_dates_and_words(trainer):
    before = make_certificate()
    newer = reissue(certificate=before, reason=NAME, by=trainer, name="Asha  Rowan")
    assert (newer.replaces, newer.sequence, newer.holder_name) == (before, 2, "Asha Rowan")
    for field in ("pk", "code", "code_hash", "number"):
        assert getattr(newer, field) != getattr(before, field)
    for field in set(KEPT) - {"holder_name", "name_lang"}:
        assert getattr(newer, field) == getattr(before, field)
    assert (newer.pdf_path, newer.pdf_sha256, newer.issued_at) == ("", "", None)


def test_the_old_one_is_valid_until_the_newer_one_is_issued(trainer):
    before = make_certificate()
    newer = reissue(certificate=before, reason=NAME, by=trainer, name="Asha Rowan")
    assert states(before, newer) == [State.ISSUED, State.PENDING]
    assert number_for(before.completion.uuid) == before.number
    assert produce(certificate=newer)
    assert states(before, newer) == [State.SUPERSEDED, State.ISSUED]
    assert number_for(before.completion.uuid) == newer.number
    before, newer = fresh(before, newer)
    assert (before.ended_by, before.reason_code, bool(before.ended_at)) == (trainer, NAME, True)
    assert (bits(before), bits(newer)) == (True, False)
    assert [(each.from_state, each.to_state) for each in before.events.all()][-1] == (State.ISSUED, State.SUPERSEDED)
    assert not produce(certificate=newer)


def test_the_holder_is_told_why_and_the_record_is_published(trainer):
    before = make_certificate()
    newer = reissue(certificate=before, reason=NAME, by=trainer, name="Asha Rowan")
    produce(certificate=newer)
    letter = Message.objects.get(key=f"certificate-issued:{newer.pk}")
    assert letter.template == "certificates/emails/certificate_replaced"
    assert "The reason: The name was put right." in letter.text
    assert Job.objects.filter(kind="records.publish_record", key__endswith=str(newer.pk)).count() == 1


def test_asked_twice_there_is_one_successor(trainer, administrator):
    before = make_certificate()
    first, second = (
        reissue(certificate=before, reason=NAME, by=who, name="Asha R") for who in (trainer, administrator)
    )
    assert first == second
    assert Certificate.objects.filter(completion=before.completion).count() == 2
    assert ModelLogEntry.objects.filter(action="certificates.reissue").count() == 1


def test_what_does_not_stand_is_not_replaced(trainer):
    waits = make_certificate(state="PENDING")
    gone = revoke(certificate=make_certificate(), reason=Certificate.Reason.ERROR, by=trainer)
    for certificate in (waits, gone):
        with pytest.raises(NotStanding):
            reissue(certificate=certificate, reason=NAME, by=trainer)
    with pytest.raises(ValueError, match="no reason"):
        reissue(certificate=make_certificate(), reason="whim", by=trainer)


def test_withdrawing_the_old_one_meanwhile_leaves_nothing_valid(trainer, administrator):
    before = make_certificate()
    newer = reissue(certificate=before, reason=NAME, by=trainer)
    revoke(certificate=before, reason=Certificate.Reason.MISCONDUCT, by=administrator)
    assert states(before, newer) == [State.REVOKED, State.CANCELLED]
    assert not produce(certificate=newer)
    assert states(newer) == [State.CANCELLED]


def test_a_successor_that_comes_too_late_is_cancelled(trainer):
    before = make_certificate()
    newer = reissue(certificate=before, reason=NAME, by=trainer)
    Certificate.objects.filter(pk=before.pk).update(state=State.REVOKED)  # by somebody who knew of no successor
    assert not make_way(successor=newer)
    assert states(before, newer) == [State.REVOKED, State.CANCELLED]
    assert bits(newer)


def test_a_successor_that_is_held_takes_no_place_until_its_name_is_mended(trainer):
    before = make_certificate()
    newer = reissue(certificate=before, reason=NAME, by=trainer, name="Asha 🙂")
    assert not produce(certificate=newer)
    assert states(before, newer) == [State.ISSUED, State.PENDING]
    assert not make_way(successor=newer)
    lift_hold(certificate=newer, name="Asha R", by=newer.holder)
    assert produce(certificate=newer)
    assert states(before, newer) == [State.SUPERSEDED, State.ISSUED]


def test_a_third_one_replaces_the_second(trainer):
    certificate = make_certificate()
    for number, name in enumerate(("Asha Rowan", "Asha Birch"), start=2):
        certificate = reissue(certificate=certificate, reason=NAME, by=trainer, name=name)
        produce(certificate=certificate)
        certificate = fresh(certificate)[0]
        assert (certificate.sequence, certificate.state) == (number, State.ISSUED)
    assert Certificate.objects.filter(state=State.SUPERSEDED).count() == 2
    assert NameRequest.objects.count() == 0
