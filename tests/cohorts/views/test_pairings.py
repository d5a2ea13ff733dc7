import uuid

import pytest
from django.urls import reverse

from cohorts.models import Pairing
from cohorts.services.pairing import end
from tests.factories.cohorts import make_member
from tests.factories.learning import make_enrolment
from tests.factories.pairings import make_meeting, make_mentoring_cohort, make_pairing
from tests.factories.people import make_person

pytestmark = pytest.mark.django_db
BOARD, NEW = reverse("cohorts:pairings"), reverse("cohorts:new_pairing")


@pytest.fixture
def cohort(trainer):
    return make_mentoring_cohort(trainer=trainer)


@pytest.fixture
def pair(cohort, mentor, officer):
    return [
        make_member(cohort, enrolment=make_enrolment(person, route))
        for person, route in ((mentor, cohort.route), (officer, cohort.staff_route))
    ]


def form(pair, **changed):
    given = {"form_key": str(uuid.UUID(int=5)), "mentor": pair[0].pk, "mentee": pair[1].pk, "reason": ""}
    return given | changed


def test_the_five_lists(client, trainer, other_trainer, cohort, pair):
    meeting = make_pairing(cohort=cohort, mentor=make_person(), mentee=make_person())
    proposed = make_pairing(cohort=cohort, state="PROPOSED", agreed_at=None, started_at=None)
    ended = make_pairing(cohort=cohort)
    end(pairing=ended, call=False, another=False, by=ended.mentor.enrolment.person)
    client.force_login(trainer)
    lists = client.get(BOARD).context["lists"]
    assert (lists.proposed, lists.meeting, lists.ended) == ([proposed], [meeting], [ended])
    assert set(lists.mentors) == {pair[0], ended.mentor}
    assert set(lists.mentees) == {pair[1], ended.mentee}
    client.force_login(other_trainer)
    empty = client.get(BOARD).context["lists"]
    assert (empty.mentors, empty.mentees, empty.proposed, empty.meeting, empty.ended) == ([], [], [], [], [])


def test_the_board_takes_the_same_queries_at_one_and_at_three(client, trainer, cohort, django_assert_max_num_queries):
    client.force_login(trainer)
    counted = []
    for number in (1, 3):
        while Pairing.objects.count() < number:
            make_meeting(make_pairing(cohort=cohort))
            make_member(cohort, make_person())
        client.get(BOARD)
        with django_assert_max_num_queries(30) as queries:
            client.get(BOARD)
        counted.append(len(queries))
    assert counted[0] == counted[1]


def test_a_match_is_proposed_once_however_often_it_is_sent(client, trainer, pair):
    client.force_login(trainer)
    places = {client.post(NEW, form(pair)).url for _time in range(2)}
    pairing = Pairing.objects.get()
    assert places == {reverse("cohorts:pairing", args=[pairing.uuid])}
    assert (pairing.mentor, pairing.mentee, pairing.coordinator, pairing.state) == (*pair, trainer, "PROPOSED")


def test_a_warning_without_a_reason_comes_back_with_what_was_chosen(client, trainer, pair):
    client.force_login(trainer)
    answer = client.post(NEW, form(pair, warnings=["live_case"]))
    assert "Type why it is all right, or choose two other people" in answer.content.decode()
    assert not Pairing.objects.exists()
    client.post(NEW, form(pair, warnings=["live_case"], reason="Another department"))
    assert Pairing.objects.get().live_case


def test_two_cohorts_do_not_mix_and_nobody_else_is_offered(client, trainer, pair, other_trainer):
    far = make_mentoring_cohort(trainer=trainer)
    stranger = make_member(far, enrolment=make_enrolment(make_person(), far.staff_route))
    client.force_login(trainer)
    answer = client.post(NEW, form([pair[0], stranger]))
    assert "Choose two people of the same cohort" in answer.content.decode()
    client.force_login(other_trainer)
    assert client.post(NEW, form(pair)).status_code == 200
    assert not Pairing.objects.exists()


def test_the_board_is_for_trainers_and_an_administrator_only_looks(client, administrator, hr, resident):
    seen = {}
    for person in (administrator, hr, resident):
        client.force_login(person)
        seen[person] = [client.get(address).status_code for address in (BOARD, NEW)]
    assert list(seen.values()) == [[200, 403], [403, 403], [403, 403]]
