import uuid
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from cohorts.models import Invitation, Membership
from cohorts.services.inviting import accept
from people.mail import opened
from people.models import Message, User
from people.permissions import HR
from tests.factories.cohorts import make_cohort, make_invitation, make_member
from tests.factories.people import make_person

pytestmark = pytest.mark.django_db
LINK = "/join/invitation/the-link/"


@pytest.fixture
def cohort(trainer):
    return make_cohort(organisation=trainer.organisation, trainers=[trainer])


@pytest.fixture
def invitation(cohort):
    return make_invitation(cohort, token="the-link", name="Asha Okafor", email="asha@example.org")


def text(response) -> str:
    return " ".join(response.content.decode().split())


def test_invited_on_the_page_they_open_the_letter_and_stand_in_the_cohort(client, trainer, cohort):
    client.force_login(trainer)
    people = reverse("cohorts:people", args=[cohort.uuid])
    client.post(people, {"form_key": uuid.uuid4(), "people": "Asha Okafor, Asha@example.org", "act": "add"})
    letter = Message.objects.get(address="asha@example.org")
    client.logout()
    _subject, words, _html = opened(letter)
    link = next(line for line in words.splitlines() if "/join/invitation/" in line).partition("/join")
    path = f"/join{link[2]}".strip()
    assert "A place for you in" in text(client.get(path))
    page = client.post(path, follow=True)
    assert f"You have joined {cohort.course.title}." in text(page)
    place = cohort.memberships.present().get()
    assert (place.enrolment.person.email, cohort.invitations.get().accepted_as) == ("asha@example.org", place)
    client.logout()
    client.force_login(trainer)
    assert "Asha Okafor" in text(client.get(reverse("cohorts:cohort", args=[cohort.uuid])))
    assert "Joined on" in text(client.get(people))


def test_looking_takes_no_place_and_names_nobody_else(client, cohort, invitation):
    make_member(cohort, make_person(given_name="Ingrid"))
    page = text(client.get(LINK))
    assert f"A place for you in {cohort.course.title}" in page
    assert [word in page for word in ("Tess", "Ingrid", "asha@example.org")] == [True, False, False]
    assert Membership.objects.count() == 1


def test_the_button_signs_a_newcomer_in_on_their_course(client, invitation):
    response = client.post(LINK)
    person = User.objects.get(email="asha@example.org")
    enrolment = Membership.objects.get().enrolment
    assert response.url == reverse("learning:course", args=[enrolment.uuid])
    assert (enrolment.person, client.session["_auth_user_id"]) == (person, str(person.pk))
    assert [client.get(LINK).url, client.post(LINK).url] == [response.url] * 2
    assert Membership.objects.count() == 1


def test_known_and_unknown_addresses_get_the_same_answers(client, cohort, officer):
    make_invitation(cohort, token="known", email=officer.email)
    make_invitation(cohort, token="unknown", email="new@example.org")
    looks = [client.get(f"/join/invitation/{token}/") for token in ("known", "unknown")]
    assert looks[0].status_code == looks[1].status_code
    assert looks[0].templates[0].name == looks[1].templates[0].name
    for token in ("known", "unknown"):
        assert client.post(f"/join/invitation/{token}/").status_code == 302
        client.logout()


def test_a_link_in_a_letter_opens_no_rights(client, cohort):
    keeper = make_person(groups=[HR], organisation=cohort.organisation)
    make_invitation(cohort, token="the-link", email=keeper.email)
    response = client.post(LINK)
    enrolment = Membership.objects.get().enrolment
    assert response.url == f"/accounts/login/?next={reverse('learning:course', args=[enrolment.uuid])}"
    assert (enrolment.person, "_auth_user_id" in client.session) == (keeper, False)


def test_somebody_signed_in_takes_their_own_place_and_never_anothers(client, cohort, officer, resident):
    make_invitation(cohort, token="the-link", email=officer.email)
    client.force_login(resident)
    response = client.post(LINK)
    assert response.status_code == 409
    assert "The place was kept for another e-mail" in text(response)
    assert officer.email not in text(response)
    client.force_login(officer)
    assert client.get(LINK).status_code == 200
    client.post(LINK)
    assert Membership.objects.get().enrolment.person == officer


def test_each_problem_is_a_sentence_of_its_own(client, cohort, invitation):
    make_invitation(cohort, token="withdrawn", withdrawn_at=timezone.now())
    make_invitation(cohort, token="over", expires_at=timezone.now() - timedelta(days=1))
    make_invitation(make_cohort(state="CLOSING"), token="ended")
    full = make_cohort(capacity=1)
    make_member(full)
    make_invitation(full, token="full")
    accept(invitation=invitation)
    answers = {
        "the-link": (410, "This place has been taken with this link."),
        "withdrawn": (410, "Your trainer keeps this place no longer."),
        "over": (410, "The place was kept until"),
        "ended": (410, "This cohort has ended."),
        "full": (409, "is full just now."),
        "nobodys": (404, "We cannot find this invitation."),
    }
    for token, (status, words) in answers.items():
        for answer in (client.get(f"/join/invitation/{token}/"), client.post(f"/join/invitation/{token}/")):
            assert (answer.status_code, words in text(answer)) == (status, True), token
    assert "_auth_user_id" not in client.session


def test_twenty_wrong_links_a_minute_and_then_a_wait_while_right_ones_cost_nothing(client, invitation):
    for _number in range(25):
        assert client.get(LINK).status_code == 200
    for _number in range(20):
        assert client.get("/join/invitation/wrong/").status_code == 404
    response = client.get(LINK)
    assert (response.status_code, "Too many tries." in text(response)) == (429, True)


def address(name: str, invitation: Invitation) -> str:
    return reverse(f"cohorts:{name}", args=[invitation.cohort.uuid, invitation.uuid])


def test_a_trainer_sends_again_three_times_a_day_and_withdraws(client, trainer, invitation):
    client.force_login(trainer)
    for _number in range(4):
        response = client.post(address("invite_again", invitation), follow=True)
    assert response.redirect_chain == [(reverse("cohorts:people", args=[invitation.cohort.uuid]), 302)]
    assert "We have written three times today." in text(response)
    assert Message.objects.filter(address="asha@example.org").count() == 3
    assert "is free again" in text(client.post(address("withdraw_invitation", invitation), follow=True))
    client.logout()
    assert client.get(LINK).status_code == 404  # sent again: this link stopped then


def test_a_place_that_cannot_be_kept_again_says_so(client, trainer, cohort, invitation):
    Invitation.objects.update(expires_at=timezone.now())
    cohort.capacity = 1
    cohort.save()
    make_member(cohort)
    client.force_login(trainer)
    response = client.post(address("invite_again", invitation), follow=True)
    assert "No place can be kept just now." in text(response)


def test_what_was_accepted_is_neither_sent_nor_withdrawn(client, trainer, invitation):
    accept(invitation=invitation)
    client.force_login(trainer)
    letters = Message.objects.filter(template__endswith="invitation").count()
    client.post(address("invite_again", invitation))
    assert "has taken the place already" in text(client.post(address("withdraw_invitation", invitation), follow=True))
    invitation.refresh_from_db()
    assert invitation.withdrawn_at is None
    assert Message.objects.filter(template__endswith="invitation").count() == letters
