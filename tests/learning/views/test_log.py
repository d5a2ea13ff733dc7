"""The practice log as pages."""

import datetime
import uuid

import pytest
from django.urls import reverse
from django.utils import timezone

from courses.models import CompletedBy, ModulePage
from learning.models import Obstacle, PracticeEntry
from learning.services.answering import answer
from tests.factories.learning import make_enrolment, make_entry
from tests.factories.people import make_person

pytestmark = pytest.mark.django_db


@pytest.fixture
def mine(client, officer):
    client.force_login(officer)
    return make_enrolment(officer, completed_by=CompletedBy.PRACTICE, lessons=0)


def sent(mine, **fields):
    module = mine.required_modules.get().module_id
    return {
        "form_key": uuid.uuid4(),
        "module": module,
        "happened_on": timezone.localdate().isoformat(),
        "topic": "COMPANY",
        "did": ["LISTENED", "POINTED"],
    } | fields


def test_the_log_is_mine_alone(client, mine):
    make_entry(make_enrolment(make_person(), mine.route), place="Their street")
    make_entry(mine, place="My street")
    page = client.get(reverse("learning:log")).content.decode()
    assert "My street" in page
    assert "Their street" not in page
    assert "1 of 3 entries, until" in page


@pytest.mark.parametrize("count", [1, 3])
def test_the_log_asks_the_same_number_of_queries(client, mine, count, django_assert_num_queries):
    ModulePage.objects.update(needed=9)
    for _entry in range(count):
        make_entry(mine)
    client.get(reverse("learning:log"))
    with django_assert_num_queries(13):
        client.get(reverse("learning:log"))


def test_today_is_chosen_and_two_answers_are_enough(client, mine):
    page = client.get(reverse("learning:new_entry"))
    assert page.context["form"]["when"].value() == "TODAY"
    for _time in range(2):
        answer = client.post(reverse("learning:new_entry"), values := sent(mine, form_key=FIRST, happened_on=""))
    assert answer.headers["Location"] == reverse("learning:log")
    entry = PracticeEntry.objects.get()
    assert (entry.did, entry.happened_on) == (values["did"], timezone.localdate())


FIRST = uuid.UUID("8a6e0804-2bd0-4672-b79d-d97027f9071a")


def test_what_is_missing_is_said_and_what_was_typed_stays(client, mine):
    page = client.post(reverse("learning:new_entry"), sent(mine, topic="", did=[], place="Low Mill"))
    assert page.context["form"].errors == {"topic": ["Choose a topic."], "did": ["Choose what you did."]}
    assert 'value="Low Mill"' in page.content.decode()
    assert PracticeEntry.objects.count() == 0


def test_a_day_to_come_is_an_error_at_its_field(client, mine):
    page = client.post(reverse("learning:new_entry"), sent(mine, happened_on="2999-01-01"))
    assert page.context["form"].errors == {"happened_on": ["Choose today or a day before it."]}


@pytest.mark.parametrize(
    ("when", "typed", "day"),
    [
        ("WEEK", "", timezone.localdate),
        ("DATE", "8 12 2020", lambda: datetime.date(2020, 12, 8)),
        ("TODAY", "2020-12-08", lambda: datetime.date(2020, 12, 8)),
        ("DATE", "8 December 2020", lambda: datetime.date(2020, 12, 8)),
    ],
)
def test_a_date_that_is_given_is_the_date(client, mine, when, typed, day):
    client.post(reverse("learning:new_entry"), sent(mine, when=when, happened_on=typed))
    assert PracticeEntry.objects.get().happened_on == day()


@pytest.mark.parametrize(
    ("fields", "errors"),
    [
        ({"when": "DATE", "happened_on": ""}, {"happened_on": ["Choose a date."]}),
        ({"happened_on": "soon"}, {"happened_on": ["Type the date like 8 12 2026."]}),
        ({"hindered": "YES"}, {"in_the_way": [LINE := "Write what was in the way, in one line. Or choose No."]}),
        ({"pass_on": "on"}, {"in_the_way": [LINE]}),
    ],
)
def test_what_does_not_go_together_is_said_at_its_field(client, mine, fields, errors):
    page = client.post(reverse("learning:new_entry"), sent(mine, **fields))
    assert page.context["form"].errors == errors
    assert PracticeEntry.objects.count() == 0


def test_what_looks_like_a_name_is_asked_about_once_and_saved_as_it_is(client, mine):
    values = sent(mine, in_the_way="No lift for Dave", place="12 High Street")
    page = client.post(reverse("learning:new_entry"), values)
    html = page.content.decode()
    assert "<u><strong>Dave</strong></u>" in html
    assert "<u><strong>12 High Street</strong></u>" in html
    assert PracticeEntry.objects.count() == 0
    client.post(reverse("learning:new_entry"), values | {"looked_at": page.context["form"]["looked_at"].value()})
    assert PracticeEntry.objects.get().in_the_way == "No lift for Dave"


def test_no_leaves_no_line_and_passes_nothing_on(client, mine):
    client.post(reverse("learning:new_entry"), sent(mine, hindered="NO", in_the_way="No lift for Dave", pass_on="on"))
    assert PracticeEntry.objects.get().in_the_way == ""
    assert Obstacle.objects.count() == 0


@pytest.mark.parametrize("passed_on", [{}, {"pass_on": "on"}])
def test_the_warning_says_so_where_other_people_will_read_the_line(client, mine, passed_on):
    values = sent(mine, in_the_way="No lift for Dave", place="12 High Street") | passed_on
    page = client.post(reverse("learning:new_entry"), values).content.decode()
    assert page.count("Other people will read this line.") == len(passed_on)
    assert "Save what I changed" in page
    assert "Save entry" not in page


def test_the_second_button_saves_it_as_it_is_and_other_words_are_looked_at_again(client, mine):
    url, values = reverse("learning:new_entry"), sent(mine, in_the_way="No lift for Dave")
    asked = client.post(url, values).context["form"]["looked_at"].value()
    again = client.post(url, values | {"in_the_way": "No lift for Priya", "looked_at": asked})
    assert "<u><strong>Priya</strong></u>" in again.content.decode()
    client.post(url, values | {"as_it_is": "yes"})
    assert PracticeEntry.objects.get().in_the_way == "No lift for Dave"


def test_a_capital_place_is_nobody(client, mine):
    client.post(reverse("learning:new_entry"), sent(mine, place="Asha Ward", in_the_way="No bus on Sundays"))
    assert PracticeEntry.objects.get().place == "Asha Ward"


def test_changing_an_entry(client, mine):
    entry = make_entry(mine, in_the_way="No bus")
    url = reverse("learning:change_entry", args=[entry.uuid])
    page = client.get(url)
    assert (page.context["form"]["topic"].value(), page.context["form"]["in_the_way"].value()) == ("COMPANY", "No bus")
    for _time in range(2):
        answer = client.post(url, sent(mine, topic="MONEY", in_the_way="No bus", pass_on="on"))
    assert answer.headers["Location"] == reverse("learning:log")
    entry.refresh_from_db()
    assert (entry.topic, entry.obstacle.text) == ("MONEY", "No bus")


def test_an_older_entry_says_why_it_stays(client, mine):
    entry = make_entry(mine)
    PracticeEntry.objects.update(noted_at=timezone.now() - datetime.timedelta(days=8))
    url = reverse("learning:change_entry", args=[entry.uuid])
    for page in (client.get(url), client.post(url, sent(mine, topic="MONEY"))):
        assert "An entry can be changed for 7 days." in page.content.decode()
    assert url not in client.get(reverse("learning:log")).content.decode()
    assert PracticeEntry.objects.get().topic == "COMPANY"


def test_the_day_of_an_entry_in_a_finished_module_cannot_be_typed(client, mine):
    entries = [make_entry(mine) for _time in range(3)]
    url = reverse("learning:change_entry", args=[entries[0].uuid])
    assert "so its day stays" in client.get(url).content.decode()
    answer = client.post(url, sent(mine, happened_on="2020-01-01", topic="MONEY"), follow=True)
    assert "module done" not in answer.content.decode()
    entries[0].refresh_from_db()
    assert (entries[0].topic, entries[0].happened_on) == ("MONEY", timezone.localdate())


def test_the_answer_of_the_team_stands_beside_the_entry_and_outlives_it(client, mine, trainer):
    entry = make_entry(mine, in_the_way="No bus", pass_on=True)
    page = reverse("learning:log")
    assert "without your name. Their answer will stand here" in client.get(page).content.decode()
    answer(asked=Obstacle.objects.get(), text="We asked for a bus.", by=trainer)
    assert "We asked for a bus." in client.get(page).content.decode()
    url = reverse("learning:remove_entry", args=[entry.uuid])
    assert "stays with those who answered it, without your name" in client.get(url).content.decode()
    client.post(url)
    assert "We asked for a bus." in client.get(page).content.decode()


def test_fifty_entries_a_page(client, mine):
    row = make_entry(mine)
    copies = [{**PracticeEntry.objects.values().get(), "id": None, "uuid": uuid.uuid4(), "form_key": uuid.uuid4()}]
    PracticeEntry.objects.bulk_create(
        PracticeEntry(**copies[0] | {"uuid": uuid.uuid4(), "form_key": uuid.uuid4()}) for _at in range(50)
    )
    first, second = (client.get(reverse("learning:log"), {"page": page}).content.decode() for page in (1, 2))
    assert (first.count("Remove<"), second.count("Remove<")) == (50, 1)
    assert row.happened_on.strftime("%B %Y") in second


def test_an_outsider_cannot_change_it(client, mine, outsider):
    entry = make_entry(mine)
    client.force_login(outsider)
    assert client.post(reverse("learning:change_entry", args=[entry.uuid]), sent(mine)).status_code == 404


def test_the_third_entry_completes_the_course(client, mine):
    make_entry(mine)
    make_entry(mine)
    values = sent(mine)
    answer = client.post(reverse("learning:new_entry"), values, follow=True)
    assert "Your certificate is on its way." in answer.content.decode()
    again = client.post(reverse("learning:new_entry"), values, follow=True)
    assert "Noted. Thank you for the chat." in again.content.decode()
    assert PracticeEntry.objects.count() == 3
    assert "None of your courses waits" in client.get(reverse("learning:new_entry")).content.decode()


def test_removing_asks_first(client, mine):
    entry = make_entry(mine)
    url = reverse("learning:remove_entry", args=[entry.uuid])
    client.get(url)
    assert PracticeEntry.objects.count() == 1
    client.post(url)
    assert PracticeEntry.objects.count() == 0


def test_an_outsider_cannot_remove_it(client, mine, outsider):
    entry = make_entry(mine)
    client.force_login(outsider)
    assert client.post(reverse("learning:remove_entry", args=[entry.uuid])).status_code == 404
    assert PracticeEntry.objects.count() == 1
