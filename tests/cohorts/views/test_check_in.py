import datetime
import re
import uuid
from urllib.parse import parse_qs, urlsplit

import pytest
from django.urls import reverse
from django.utils import timezone

from academy.demo.clock import at
from cohorts.code import screen_code, step_at
from cohorts.models import CheckIn
from tests.factories.cohorts import make_cohort, make_member, make_place, make_session

pytestmark = pytest.mark.django_db
START = "/cohorts/check-in/"
MINUTE = datetime.timedelta(minutes=1)


@pytest.fixture
def starts():
    """Yesterday at noon: no moment of the test is near midnight."""
    noon = timezone.localtime().replace(hour=12, minute=0, second=0, microsecond=0)
    return noon - datetime.timedelta(days=1)


@pytest.fixture
def session(starts, trainer):
    place = make_place(trainer.organisation, name="Low Mill Hub")
    return make_session(make_cohort(trainers=[trainer], place=place), starts_at=starts, poster_token="poster-token")


def text(response) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", response.content.decode()).split())


def test_the_typed_code_leads_to_the_session_and_a_wrong_one_says_so(client, session, starts):
    with at(starts):
        code = screen_code(session.uuid, step_at(starts))
        assert client.post(START, {"code": f"{code[:3]} {code[3:].lower()}"}).url == f"{START}{code}/"
        wrong = client.post(START, {"code": "22-22-22"})
    assert (wrong.status_code, wrong.context["form"]["code"].value()) == (404, "22-22-22")
    assert "We cannot find that code." in text(wrong)
    with at(starts + 3 * MINUTE):
        assert "Type the one that is on the screen now." in text(client.post(START, {"code": code}))


def test_a_look_records_nothing_and_one_press_is_one_row(client, session, starts):
    member = make_member(session.cohort)
    client.force_login(member.enrolment.person)
    with at(starts):
        page = client.get(f"{START}poster-token/")
        assert CheckIn.objects.count() == 0
        assert all(words in text(page) for words in ("Low Mill Hub", "I am here", "confirms it in the register."))
        for _time in range(2):
            done = client.post(f"{START}poster-token/", {"note": page.context["note"]}, follow=True)
    assert "Thank you. You are on the list." in text(done)
    assert CheckIn.objects.get().membership == member


def test_early_says_when_it_opens_keeps_nothing_and_the_same_page_is_pressed_again(client, session, starts):
    member = make_member(session.cohort)
    client.force_login(member.enrolment.person)
    with at(starts - 40 * MINUTE):
        page = client.get(f"{START}poster-token/")
        early = client.post(f"{START}poster-token/", {"note": page.context["note"]})
    assert "You are early, which is lovely. Check-in opens at 11.30 am." in text(early)
    assert CheckIn.objects.count() == 0
    with at(starts - 29 * MINUTE):
        client.post(f"{START}poster-token/", {"note": page.context["note"]})
    assert CheckIn.objects.get().at == starts - 29 * MINUTE


def test_early_without_a_name_asks_for_one_and_a_name_typed_early_stays(client, session, starts):
    with at(starts - 40 * MINUTE):
        answers = [
            client.post(f"{START}poster-token/", {"name": name, "form_key": str(uuid.uuid4())}) for name in ("", "Rosa")
        ]
    assert answers[0].context["form"].errors == {"name": ["Type what your trainer calls you"]}
    assert (answers[1].context["form"].errors, answers[1].context["form"]["name"].value()) == ({}, "Rosa")
    assert CheckIn.objects.count() == 0


@pytest.mark.parametrize(
    ("minutes", "status", "words"),
    [
        (130, 410, "They can still mark you in the register."),
        (-24 * 60, 409, "Scan the poster again on its day."),
        (23 * 60, 409, "Look for today’s poster"),
    ],
)
def test_after_its_time_or_on_another_day_there_is_a_sentence_and_a_way_on(
    client, session, starts, minutes, status, words
):
    with at(starts + minutes * MINUTE):
        answers = [client.get(f"{START}poster-token/"), client.post(f"{START}poster-token/")]
    assert [answer.status_code for answer in answers] == [status] * 2
    assert words in text(answers[0])
    assert f'href="{START}"' in answers[0].content.decode()
    assert CheckIn.objects.count() == 0


def test_a_session_called_off_says_so(client, session, starts):
    session.cancelled_at = starts
    session.save()
    with at(starts):
        answer = client.get(f"{START}poster-token/")
    assert (answer.status_code, "This session is called off" in text(answer)) == (410, True)


def test_signing_in_does_not_spoil_a_scan_of_the_screen(client, session, starts):
    member = make_member(session.cohort)
    code = screen_code(session.uuid, step_at(starts))
    with at(starts):
        sign_in = client.get(f"{START}{code}/").context["sign_in"]
    back = parse_qs(urlsplit(sign_in).query)["next"][0]
    client.force_login(member.enrolment.person)
    with at(starts + 10 * MINUTE):
        assert client.get(f"{START}{code}/").status_code == 404
        page = client.get(back)
        client.post(f"{START}{code}/", {"note": page.context["note"]})
    assert [(row.membership, row.at) for row in CheckIn.objects.all()] == [(member, starts)]


def test_a_note_of_one_session_does_not_mark_another(client, session, starts):
    other = make_session(session.cohort, starts_at=starts + 24 * 60 * MINUTE, poster_token="another-poster")
    client.force_login(make_member(session.cohort).enrolment.person)
    with at(starts):
        note = client.get(f"{START}poster-token/").context["note"]
        assert client.post(f"{START}another-poster/", {"note": note}).status_code == 409
    assert (CheckIn.objects.count(), other.check_ins.count()) == (0, 0)


def test_signed_out_somebody_gives_a_name_and_sees_nobody_else_s(client, session, starts):
    make_member(session.cohort)
    key = str(uuid.uuid4())
    with at(starts):
        page = client.get(f"{START}poster-token/")
        assert "Asha" not in text(page)
        empty = client.post(f"{START}poster-token/", {"name": " ", "form_key": key, "note": page.context["note"]})
        assert empty.context["form"].errors == {"name": ["Type what your trainer calls you"]}
        for _time in range(2):
            done = client.post(
                f"{START}poster-token/", {"name": "Rosa", "form_key": key, "note": page.context["note"]}, follow=True
            )
    assert "Your trainer will find your name and confirm it." in text(done)
    assert [(row.membership, row.name_given) for row in CheckIn.objects.all()] == [(None, "Rosa")]


def test_somebody_who_is_not_on_the_list_tells_the_trainer_once(client, session, starts, officer):
    client.force_login(officer)
    with at(starts):
        assert "You are not on the list of this session yet." in text(client.get(f"{START}poster-token/"))
        for _time in range(2):
            client.post(f"{START}poster-token/")
    assert [row.name_given for row in CheckIn.objects.all()] == [str(officer)]


def test_twenty_wrong_codes_a_minute_and_then_a_wait_while_right_ones_cost_nothing(client, session, starts):
    with at(starts):
        for _number in range(22):
            assert client.get(f"{START}poster-token/").status_code == 200
        for _number in range(20):
            assert client.get(f"{START}222222/").status_code == 404
        assert client.get(f"{START}poster-token/").status_code == 429


def test_the_page_makes_the_same_queries_however_many_members(client, session, starts, django_assert_max_num_queries):
    client.force_login(make_member(session.cohort).enrolment.person)
    counts = []
    for more in (0, 1, 3):
        for _number in range(more):
            CheckIn.objects.create(session=session, membership=make_member(session.cohort), at=starts)
        with at(starts), django_assert_max_num_queries(25) as queries:
            client.get(f"{START}poster-token/")
        counts.append(len(queries))
    assert counts[1] == counts[2]


def test_the_register_marks_beforehand_whoever_checked_in_and_asks_about_names(client, trainer):
    cohort = make_cohort(trainers=[trainer])
    session, said, silent = make_session(cohort), make_member(cohort), make_member(cohort)
    CheckIn.objects.create(session=session, membership=said)
    names = [CheckIn.objects.create(session=session, name_given=name) for name in ("Kit", "Rosa", "Joke")]
    client.force_login(trainer)
    address = reverse("cohorts:register", args=[cohort.uuid, session.uuid])
    page = client.get(address)
    assert {row.membership.pk: (row.mark.value(), bool(row.said)) for row in page.context["rows"]} == {
        said.pk: ("HERE", True),
        silent.pk: (None, False),
    }
    assert "Says here at" in text(page)
    assert session.attendances.count() == 0
    answers = {f"claim_{names[0].pk}": silent.pk, f"claim_{names[1].pk}": "new", f"claim_{names[2].pk}": "gone"}
    sent = {"version": 0, "form_key": str(uuid.uuid4()), f"mark_{said.pk}": "AWAY"}
    matched = client.post(address, sent | answers | {"act": "match"})
    walk_in = cohort.memberships.exclude(pk__in=[said.pk, silent.pk]).get()
    assert {row.membership.pk: row.mark.value() for row in matched.context["rows"]} == {
        said.pk: "AWAY",
        silent.pk: "HERE",
        walk_in.pk: "HERE",
    }
    assert (matched.context["form"].claims(), session.attendances.count()) == ([], 0)
    assert CheckIn.objects.count() == 3


def test_saving_the_register_settles_names_that_were_answered(client, trainer):
    cohort = make_cohort(trainers=[trainer])
    session, member = make_session(cohort), make_member(cohort)
    claim = CheckIn.objects.create(session=session, name_given="Rosa")
    client.force_login(trainer)
    sent = {"version": 0, "form_key": str(uuid.uuid4()), f"mark_{member.pk}": "HERE", f"claim_{claim.pk}": "new"}
    address = reverse("cohorts:register", args=[cohort.uuid, session.uuid])
    assert client.post(address, sent).status_code == 302
    assert session.attendances.filter(mark="HERE").count() == 2


def test_a_form_used_at_another_session_and_a_code_that_is_none_say_so(client, session, starts):
    other = make_session(session.cohort, starts_at=starts, poster_token="other-token")
    sent = {"name": "Rosa", "form_key": str(uuid.uuid4())}
    with at(starts):
        client.post(f"{START}poster-token/", sent)
        again = client.post(f"{START}other-token/", sent)
        assert (again.status_code, other.check_ins.count()) == (409, 0)
        assert "This form was used before." in text(again)
        assert client.get(f"{START}%00%00%00%00%00%00%00%00%00/").status_code == 404
