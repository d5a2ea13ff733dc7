"""The front page: courses, sessions by place, steps, words with consent, proof with its caution."""

from datetime import timedelta

import pytest
from django.utils import timezone

from home.models import HomePage, InfoPage
from tests.factories.cohorts import make_cohort, make_place, make_session
from tests.factories.courses import add, make_course, make_evidence, make_home, make_lesson, make_module, make_route

pytestmark = pytest.mark.django_db
QUERIES = 11
SOON = timedelta(days=3)


@pytest.fixture
def home():
    return make_home()


def change(home, **fields):
    """The front page with these fields, as an editor publishes it."""
    page = HomePage.objects.get(pk=home.pk)
    for name, value in fields.items():
        setattr(page, name, value)
    page.save_revision().publish()


def words(client):
    answer = client.get("/")
    assert answer.status_code == 200
    return " ".join(answer.content.decode().split())


def test_both_doors_stand_before_anything_else_and_there_is_one_heading(client, home):
    change(home, introduction="Short lessons.")
    page = words(client)
    assert page.index("See the courses") < page.index("I have a join code")
    assert page.index("I have a join code") < page.index("Short")
    assert page.count("<h1") == 1


def test_open_sessions_stand_under_their_places_soonest_first(client, home, organisation):
    hub, library = make_place(organisation, name="Low Mill Hub"), make_place(organisation, name="Library")
    route = make_route(make_course(title="Connector", completed_by="ATTENDANCE", lessons=0))
    later, sooner = make_cohort(route=route, place=hub), make_cohort(route=route, place=library)
    make_session(later, starts_at=timezone.now() + SOON * 2)
    make_session(sooner, starts_at=timezone.now() + SOON)
    make_session(later, starts_at=timezone.now() + SOON * 3)
    answer = client.get("/")
    assert [(each["place"].name, len(each["sessions"])) for each in answer.context["places"]] == [
        ("Library", 1),
        ("Low Mill Hub", 2),
    ]
    page = answer.content.decode()
    assert "Low Mill Hub" in page
    assert later.join_code not in page
    assert "Ask us to run one" not in page


def test_a_session_without_a_place_comes_last_and_says_so(client, home):
    cohort = make_cohort()
    make_session(cohort, starts_at=timezone.now() + SOON)
    make_session(make_cohort(place=make_place()), starts_at=timezone.now() + SOON * 2)
    assert [each["place"] is None for each in client.get("/").context["places"]] == [False, True]
    assert "Place to be told" in words(client)


def test_without_sessions_it_says_how_to_ask_for_one(client, home):
    change(home, contact_email="hello@hub.example", contact_phone="01632 960 999", contact_name="The hub desk")
    page = words(client)
    assert "Ask us to run one." in page
    assert 'href="mailto:hello@hub.example?subject=A%20session%20near%20me"' in page
    assert 'href="tel:01632960999"' in page


def test_without_contact_details_visitors_are_told_whom_to_ask_and_editors_what_to_do(client, home, editor):
    page = words(client)
    assert "Ask your trainer, or the organisation that runs your course." in page
    assert "Only editors see this" not in page
    below = add(home, InfoPage(title="Help", slug="help", body="<p>Ask.</p>", shows_contact=True))
    assert "Only editors see this" not in client.get(below.url).content.decode()
    client.force_login(editor)
    assert "Only editors see this. Write how people reach you" in client.get(below.url).content.decode()


def test_words_of_people_show_only_with_their_consent(client, home):
    said = [
        {"type": "voice", "value": {"words": "I knock now.", "who": "Neighbour", "consent": True}},
        {"type": "voice", "value": {"words": "Not for you.", "who": "Nobody", "consent": False}},
    ]
    field = HomePage._meta.get_field("voices")
    change(home, voices=field.to_python(said))
    page = words(client)
    assert ("I knock now." in page, "Not for you." in page, "Nobody" in page) == (True, False, False)
    change(home, voices=field.to_python(said[1:]))
    assert "What people say" not in words(client)


def test_steps_and_the_finding_are_the_editors_and_left_out_without_them(client, home):
    page = words(client)
    assert ("How it works" in page, "Does it help?" in page) == (False, False)
    steps = [{"type": "step", "value": {"title": "Come along", "text": "There is tea."}}]
    finding = make_evidence(sentence="A fall was seen.", caution="Many things changed.")
    change(home, steps=HomePage._meta.get_field("steps").to_python(steps), finding=finding)
    page = words(client)
    for line in ("Come along", "There is tea.", "A fall was seen.", "<b>Caution:</b> Many things changed."):
        assert line in page, line


@pytest.mark.parametrize("count", [1, 3])
def test_the_front_page_asks_the_same_questions_for_one_and_for_three(client, home, count, django_assert_num_queries):
    for _number in range(count):
        course = make_course(modules=0)
        make_lesson(make_module(course))
        route = make_route(course)
        make_session(make_cohort(route=route, place=make_place()), starts_at=timezone.now() + SOON)
    client.get("/")
    with django_assert_num_queries(QUERIES):
        answer = client.get("/")
    assert (len(answer.context["courses"]), len(answer.context["places"])) == (count, count)
