from datetime import timedelta

import pytest
from django.template.loader import get_template
from django.utils import timezone
from wagtail.models import ModelLogEntry

from cohorts.models import Booking, Cohort
from cohorts.views.today import TO_PASS_ON
from people.mail import post
from tests.factories.cohorts import make_cohort, make_member, make_session
from tests.factories.people import make_notice

pytestmark = pytest.mark.django_db
TODAY, TOLD = "/cohorts/", "/cohorts/told/"
DATES = "cohorts/emails/session_changed"


@pytest.fixture
def noon():
    return timezone.localtime().replace(hour=12, minute=0, second=0, microsecond=0)


def test_today_s_sessions_open_registers_and_this_week(client, trainer, noon):
    client.force_login(trainer)
    cohort = make_cohort(trainers=[trainer])
    make_member(cohort, joined_at=noon - timedelta(days=30))
    today, waiting, soon, later = (
        make_session(cohort, starts_at=noon + timedelta(days=days)) for days in (0, -2, 3, 20)
    )
    make_session(cohort, starts_at=noon, cancelled_at=noon)
    make_session(make_cohort(), starts_at=noon)
    context = client.get(TODAY).context
    assert list(context["today"]) == [today]
    assert list(context["waiting"]) == [waiting]
    assert context["this_week"] == [soon]
    assert context["next"] == soon
    assert later.pk


def test_an_empty_day_names_the_next_session(client, trainer, noon):
    client.force_login(trainer)
    assert b"Your sessions will stand here on their day." in client.get(TODAY).content
    make_session(make_cohort(trainers=[trainer], name="Depot"), starts_at=noon + timedelta(days=20))
    page = " ".join(client.get(TODAY).content.decode().split())
    assert "Nothing today. Next: " in page
    assert "12 noon, Depot." in page


def test_people_without_e_mail_are_on_the_list_to_tell(client, trainer, other_trainer, mentor, officer):
    cohort = make_cohort(trainers=[trainer])
    session = make_session(cohort, starts_at=timezone.now() + timedelta(days=1))
    for person in (mentor, officer):
        make_member(cohort, person)
        context = {"person": person, "session": session, "place": None, "course": cohort.course}
        post(key=f"told:{person.pk}", person=person, template="cohorts/emails/your_session", context=context)
    client.force_login(trainer)
    assert [message.person for message in client.get(TODAY).context["by_hand"]] == [mentor]
    client.force_login(other_trainer)
    assert list(client.get(TODAY).context["by_hand"]) == []


def test_told_takes_the_line_away_is_written_down_and_can_be_put_back(client, trainer, mentor):
    make_member(make_cohort(trainers=[trainer]), mentor)
    notice = make_notice(mentor, subject="The hall has moved", template=DATES)
    client.force_login(trainer)
    assert client.post(TOLD, {"message": notice.pk}).url == TODAY
    answer = client.get(TODAY)
    assert (list(answer.context["by_hand"]), answer.context["told"]) == ([], notice)
    assert "You told Mina: The hall has moved" in " ".join(answer.content.decode().split())
    assert ModelLogEntry.objects.get(action="people.tell").user == trainer
    client.post(TOLD, {"message": notice.pk, "act": "put_back"})
    answer = client.get(TODAY)
    assert (list(answer.context["by_hand"]), answer.context["told"]) == ([notice], None)
    assert ModelLogEntry.objects.filter(action="people.put_back").count() == 1


@pytest.mark.parametrize(
    "letter",
    [
        "people/emails/reminder",
        "people/emails/data_file_ready",
        "learning/emails/question_answered",
        "cohorts/emails/pairing_ended",
        "certificates/emails/certificate_withdrawn",
    ],
)
def test_a_private_letter_is_read_by_the_person_alone(client, trainer, administrator, mentor, letter):
    make_member(make_cohort(trainers=[trainer]), mentor)
    notice = make_notice(mentor, template=letter)
    for person in (trainer, administrator):
        client.force_login(person)
        assert list(client.get(TODAY).context["by_hand"]) == []
        assert client.post(TOLD, {"message": notice.pk}).status_code == 404
    client.force_login(mentor)
    assert [each.pk for each in client.get("/").context["notices"]] == [notice.pk]


def test_every_letter_to_pass_on_is_one_that_we_write():
    for letter in TO_PASS_ON:
        get_template(f"{letter}.subject.txt")


def test_only_members_of_one_s_own_running_cohorts_can_be_told(client, trainer, other_trainer, mentor, officer):
    cohort = make_cohort(trainers=[trainer])
    make_member(cohort, mentor)
    notice = make_notice(mentor, template=DATES)
    for person, expected in ((other_trainer, 404), (officer, 403), (mentor, 403)):
        client.force_login(person)
        assert client.post(TOLD, {"message": notice.pk}).status_code == expected
    client.force_login(trainer)
    assert client.get(TOLD).status_code == 405
    Cohort.objects.update(state="CLOSED", closed_at=timezone.now())
    assert client.post(TOLD, {"message": notice.pk}).status_code == 404
    notice.refresh_from_db()
    assert notice.read_at is None


def test_who_does_not_train_is_refused_every_page_of_the_part(client, officer):
    client.force_login(officer)
    assert [client.get(address).status_code for address in (TODAY, "/cohorts/all/", "/cohorts/new/")] == [403] * 3
    assert client.post("/cohorts/new/", {}).status_code == 403


@pytest.mark.parametrize("rows", [1, 3])
def test_today_makes_the_same_queries_however_many_rows(client, trainer, noon, rows, django_assert_num_queries):
    client.force_login(trainer)
    for _number in range(rows):
        cohort = make_cohort(trainers=[trainer])
        make_notice(make_member(cohort, joined_at=noon - timedelta(days=30)).enrolment.person, template=DATES)
        for days in (0, -2, 3):
            make_session(cohort, starts_at=noon + timedelta(days=days))
    client.get(TODAY)
    with django_assert_num_queries(14):
        assert len(client.get(TODAY).context["today"]) == rows


def test_what_members_need_this_week_stands_there_for_their_own_trainer(client, trainer, other_trainer, noon):
    cohort = make_cohort(trainers=[trainer])
    for days, words in ((1, "Step-free"), (20, "Next month"), (-1, "Yesterday")):
        session = make_session(cohort, starts_at=noon + timedelta(days=days), module=None)
        Booking.objects.create(session=session, membership=make_member(cohort), needs=words)
    seen = {}
    for person in (trainer, other_trainer):
        client.force_login(person)
        seen[person] = [booking.needs for booking in client.get(TODAY).context["needs"]]
    assert seen == {trainer: ["Step-free"], other_trainer: []}
