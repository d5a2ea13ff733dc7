"""Another name: asked once, decided once, by whoever may speak for the holder."""

import uuid

import pytest
from django.core.exceptions import ValidationError
from wagtail.models import ModelLogEntry

from certificates.models import Certificate, NameRequest
from certificates.services.naming import agree, ask_name, decidable_by, refuse, waiting_for
from certificates.services.reissue import NotStanding, reissue
from certificates.services.revoke import revoke
from people.models import Message, User
from records.services.publish import publish
from tests.factories.certificates import make_certificate
from tests.factories.cohorts import make_cohort, make_member

pytestmark = pytest.mark.django_db
State = NameRequest.State


def ask(certificate, name="Asha Rowan", **facts):
    given = {"why": "Married", "form_key": uuid.uuid4(), "by": certificate.holder} | facts
    return ask_name(certificate=certificate, name=name, **given)


def acts(action):
    return ModelLogEntry.objects.filter(action=f"certificates.{action}").count()


def test_one_wish_waits_for_a_certificate_however_often_it_is_sent():
    certificate, key = make_certificate(), uuid.uuid4()
    first = ask(certificate, " Asha   Rowan ", form_key=key)
    assert (first.name, first.why, first.state) == ("Asha Rowan", "Married", State.OPEN)
    assert ask(certificate, form_key=key) == ask(certificate, "Asha Birch") == first
    assert acts("ask_name") == 1


def test_what_cannot_be_printed_or_stands_there_is_refused_at_once():
    certificate = make_certificate()
    for name in ("🙂", certificate.holder_name, " "):
        with pytest.raises(ValidationError):
            ask(certificate, name)
    with pytest.raises(NotStanding):
        ask(make_certificate(state="PENDING"))
    key = ask(certificate).form_key
    with pytest.raises(ValidationError, match="used before"):
        ask(make_certificate(), form_key=key)


def test_agreed_makes_one_newer_certificate_and_the_name_is_kept_for_later_ones(trainer, administrator):
    wish = ask(make_certificate())
    agreed = [agree(asked=wish, by=who) for who in (trainer, administrator)]
    assert [(each.state, each.decided_by) for each in agreed] == [(State.AGREED, trainer)] * 2
    newer = Certificate.objects.get(replaces=wish.certificate)
    assert (newer.holder_name, newer.state) == ("Asha Rowan", Certificate.State.PENDING)
    newer.holder.refresh_from_db()
    assert newer.holder.get_certificate_name() == "Asha Rowan"
    assert (acts("agree_name"), acts("reissue")) == (1, 1)


def test_while_a_newer_one_is_made_no_name_is_asked_for_or_agreed(trainer):
    wish = ask(make_certificate())
    reissue(certificate=wish.certificate, reason=Certificate.Reason.ERROR, by=trainer)
    with pytest.raises(NotStanding):
        agree(asked=wish, by=trainer)
    wish.refresh_from_db()
    assert wish.state == State.OPEN
    first = ask(make_certificate())
    agree(asked=first, by=trainer)
    with pytest.raises(NotStanding):
        ask(first.certificate, "Asha Birch")
    assert ask(first.certificate, form_key=first.form_key) == first  # the same form, sent again


def test_withdrawn_meanwhile_nothing_is_agreed(trainer, administrator):
    wish = ask(make_certificate())
    revoke(certificate=wish.certificate, reason=Certificate.Reason.ERROR, by=administrator)
    with pytest.raises(NotStanding):
        agree(asked=wish, by=trainer)
    wish.refresh_from_db()
    assert wish.state == State.OPEN
    assert wish.certificate.holder.certificate_name == ""


def test_refused_with_a_reason_the_certificate_stays_and_its_holder_is_told_once(trainer, administrator):
    wish = ask(make_certificate())
    with pytest.raises(ValidationError):
        refuse(asked=wish, reason=" ", by=trainer)
    refused = [refuse(asked=wish, reason=why, by=trainer) for why in ("Show us the deed.", "No.")]
    assert [each.reason for each in refused] == ["Show us the deed."] * 2
    assert agree(asked=wish, by=administrator).state == State.REFUSED
    assert Certificate.objects.count() == 1
    letter = Message.objects.get(key=f"certificate-name:{wish.uuid}")
    assert "This is why: Show us the deed." in letter.text
    assert ask(wish.certificate, "Asha Birch").state == State.OPEN


def test_trainers_hr_and_administrators_decide_for_those_they_speak_for(
    officer, trainer, other_trainer, hr, other_hr, administrator
):
    certificate = make_certificate(person=officer, route={"audience": "STAFF"})
    publish(kind="course", source=certificate.completion.uuid)
    enrolment = certificate.completion.enrolment
    make_member(make_cohort(route=enrolment.route, trainers=[trainer]), enrolment=enrolment)
    wish = ask(certificate)
    assert [list(waiting_for(who)) for who in (trainer, hr, administrator)] == [[wish]] * 3
    assert [list(decidable_by(who)) for who in (other_trainer, other_hr, officer)] == [[]] * 3
    agree(asked=wish, by=hr)
    assert [list(waiting_for(who)) for who in (trainer, hr, administrator)] == [[]] * 3
    assert list(decidable_by(trainer)) == [wish]


def test_nobody_decides_about_their_own(administrator):
    wish = ask(make_certificate(person=administrator))
    assert list(decidable_by(administrator)) == []
    assert wish.state == State.OPEN


@pytest.mark.parametrize("gone", ["name", "holder"])
def test_nothing_is_agreed_for_a_wish_whose_name_or_holder_has_gone(trainer, gone):
    wish = ask(make_certificate())
    if gone == "name":
        NameRequest.objects.update(name="")
    else:
        User.objects.filter(pk=wish.certificate.holder_id).update(is_active=False)
    with pytest.raises(NotStanding):
        agree(asked=wish, by=trainer)
    wish.refresh_from_db()
    assert (wish.state, Certificate.objects.count()) == (State.OPEN, 1)
