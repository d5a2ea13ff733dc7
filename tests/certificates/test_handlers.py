import uuid

import pytest

from certificates import handlers
from certificates.models import Certificate
from jobs.registry import DOCUMENTS, Gone, duties, handler_for
from learning.services.completion import withdraw_module
from tests.factories.certificates import make_certificate, make_completion
from tests.factories.people import make_person

pytestmark = pytest.mark.django_db


def test_award_then_produce_and_both_again():
    completion = make_completion()
    number = handlers.award(completion=completion.pk)
    certificate = Certificate.objects.get()
    assert number == certificate.number == handlers.award(completion=completion.pk)
    said = [handlers.produce(certificate=str(certificate.pk)) for _ in range(2)]
    assert said == ["Issued.", "Nothing to do."]


def test_a_held_one_says_so():
    certificate = make_certificate(name="Hana 😀", state="PENDING")
    assert handlers.produce(certificate=str(certificate.pk)) == "Held: the name cannot be printed."


def test_what_is_gone_or_withdrawn_ends_with_a_note():
    completion = make_completion()
    withdraw_module(completion=completion.rests_on.get(), why="Wrong", by=make_person())
    for call in (
        lambda: handlers.award(completion=completion.pk),
        lambda: handlers.award(completion=0),
        lambda: handlers.revoke(completion=0),
        lambda: handlers.produce(certificate=str(uuid.uuid4())),
    ):
        with pytest.raises(Gone):
            call()


def test_revoke_ends_the_certificate_of_a_withdrawn_completion():
    certificate = make_certificate()
    withdraw_module(completion=certificate.completion.rests_on.get(), why="Wrong", by=make_person())
    said = [handlers.revoke(completion=certificate.completion_id) for _ in range(2)]
    assert said == ["Ended: 1.", "Ended: 0."]


def test_reconcile_finds_nothing_on_a_sound_system_and_is_a_daily_duty():
    make_certificate()
    assert handlers.reconcile() == "Asked for again: 0 to award, 0 to withdraw."
    assert duties()["certificates.reconcile"].days == 1
    assert handler_for("certificates.produce").queue == DOCUMENTS
