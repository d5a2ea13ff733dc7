import uuid

import pytest
from django.urls import reverse

from certificates.models import Certificate, NameRequest
from certificates.services import naming
from certificates.services.naming import ask_name
from certificates.services.produce import _issue
from certificates.services.reissue import NotStanding, reissue
from certificates.services.revoke import revoke
from tests.factories.certificates import make_certificate
from tests.factories.cohorts import make_cohort, make_member

pytestmark = pytest.mark.django_db
NAMES = reverse("certificates:names")


@pytest.fixture
def certificate(officer, trainer):
    made = make_certificate(person=officer)
    enrolment = made.completion.enrolment
    make_member(make_cohort(route=enrolment.route, trainers=[trainer]), enrolment=enrolment)
    return made


def wish_for(certificate, name="Omar Rowan"):
    return ask_name(certificate=certificate, name=name, why="", form_key=uuid.uuid4(), by=certificate.holder)


def ask_page(certificate):
    return reverse("certificates:ask_name", args=[certificate.pk])


def page(certificate):
    return reverse("certificates:certificate", args=[certificate.pk])


def decide(wish):
    return reverse("certificates:decide_name", args=[wish.uuid])


def form(**facts):
    return {"name": "Omar Rowan", "why": "Married", "act": "send", "form_key": str(uuid.uuid4())} | facts


def test_a_name_is_looked_at_and_then_asked_for_once(client, officer, certificate):
    client.force_login(officer)
    assert ask_page(certificate) in client.get(page(certificate)).content.decode()
    looked = client.post(ask_page(certificate), form(act="look"))
    assert looked.context["preview"]["name"] == "Omar Rowan"
    assert NameRequest.objects.count() == 0
    sent = form()
    assert [client.post(ask_page(certificate), sent).url for _again in range(2)] == [page(certificate)] * 2
    assert NameRequest.objects.get().why == "Married"
    assert "you asked for the name “Omar Rowan”" in " ".join(client.get(page(certificate)).content.decode().split())
    assert client.get(ask_page(certificate)).url == page(certificate)


@pytest.mark.parametrize("name", ["🙂", "", "the same"])
def test_a_name_that_cannot_be_is_an_error(client, officer, certificate, name):
    client.force_login(officer)
    name = certificate.holder_name if name == "the same" else name
    answer = client.post(ask_page(certificate), form(name=name))
    assert "<title>Error:" in answer.content.decode()
    assert NameRequest.objects.count() == 0


def test_replaced_in_this_moment_is_said(client, officer, certificate, monkeypatch):
    def gone(**_given):
        raise NotStanding

    monkeypatch.setattr("certificates.views.naming.naming.ask_name", gone)
    client.force_login(officer)
    assert "replaced or withdrawn meanwhile" in client.post(ask_page(certificate), form()).content.decode()


def test_only_the_holder_asks(client, certificate, administrator, resident):
    for person, status in ((administrator, 403), (resident, 404)):
        client.force_login(person)
        assert client.get(ask_page(certificate)).status_code == status


def test_a_trainer_agrees_and_the_old_code_says_replaced_without_the_new_name(client, trainer, certificate):
    wish = wish_for(certificate)
    client.force_login(trainer)
    assert decide(wish) in client.get(reverse("cohorts:today")).content.decode()
    assert decide(wish) in client.get(NAMES).content.decode()
    shown = client.get(decide(wish)).content.decode()
    assert "Omar Rowan" in shown
    assert [client.post(decide(wish), {"act": "agree"}).url for _again in range(2)] == [NAMES, decide(wish)]
    newer = Certificate.objects.get(replaces=certificate)
    client.logout()
    check = reverse("certificates:verify", args=[certificate.code])
    assert "Valid" in client.get(check).content.decode()
    _issue(newer, path="x.pdf", sha256="0" * 64, size=9)
    old, new = (
        client.get(reverse("certificates:verify", args=[each.code])).content.decode() for each in (certificate, newer)
    )
    assert ("Replaced" in old, "Rowan" in old, "Omar Rowan" in new) == (True, False, True)


def test_a_name_stays_with_a_reason_that_its_holder_reads(client, trainer, officer, certificate):
    wish = wish_for(certificate)
    client.force_login(trainer)
    empty = client.post(decide(wish), {"act": "refuse", "reason": ""})
    assert "<title>Error:" in empty.content.decode()
    assert client.post(decide(wish), {"act": "refuse", "reason": "Show us the deed."}).url == NAMES
    assert "Show us the deed." in client.get(decide(wish)).content.decode()
    client.force_login(officer)
    assert "did not agree: Show us the deed." in " ".join(client.get(page(certificate)).content.decode().split())


def test_withdrawn_meanwhile_there_is_nothing_to_agree(client, trainer, administrator, certificate):
    wish = wish_for(certificate)
    revoke(certificate=certificate, reason="error", by=administrator)
    client.force_login(trainer)
    assert "There is nothing to agree." in client.get(decide(wish)).content.decode()
    assert client.post(decide(wish), {"act": "agree"}).url == decide(wish)
    assert NameRequest.objects.open().get() == wish


def test_a_newer_one_being_made_stands_in_the_way_in_words(client, trainer, certificate):
    wish = wish_for(certificate)
    reissue(certificate=certificate, reason=Certificate.Reason.ERROR, by=trainer)
    client.force_login(trainer)
    told = client.post(decide(wish), {"act": "agree"}, follow=True)
    assert told.redirect_chain == [(NAMES, 302)]
    assert "Nothing was agreed." in told.content.decode()
    assert NameRequest.objects.open().get() == wish


@pytest.mark.parametrize("mine", ["agree", "refuse"])
def test_a_colleague_who_decided_otherwise_a_moment_before_is_said(client, trainer, certificate, monkeypatch, mine):
    wish = wish_for(certificate)
    real = {"agree": naming.agree, "refuse": naming.refuse}

    def late(**given):
        if mine == "agree":
            real["refuse"](asked=wish, reason="Show us the deed.", by=trainer)
        else:
            real["agree"](asked=wish, by=trainer)
        return real[mine](**given)

    monkeypatch.setattr(naming, mine, late)
    client.force_login(trainer)
    told = client.post(decide(wish), {"act": mine, "reason": "No."}, follow=True)
    assert told.redirect_chain == [(decide(wish), 302)]
    assert "Somebody decided otherwise meanwhile." in told.content.decode()


def test_others_have_no_list_or_an_empty_one(client, officer, other_trainer, certificate):
    wish = wish_for(certificate)
    client.force_login(officer)
    assert [client.get(NAMES).status_code, client.get(decide(wish)).status_code] == [403, 404]
    client.force_login(other_trainer)
    assert "No name waits for you." in client.get(NAMES).content.decode()
    assert client.get(decide(wish)).status_code == 404


@pytest.mark.parametrize("rows", [1, 3])
def test_the_list_asks_the_same_for_one_and_for_three(client, administrator, rows, django_assert_num_queries):
    for _row in range(rows):
        wish_for(make_certificate())
    client.force_login(administrator)
    client.get(NAMES)
    with django_assert_num_queries(7):
        client.get(NAMES)
