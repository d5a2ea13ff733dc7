import uuid
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from cohorts.models import Booking, Session
from people.models import Message
from tests.factories.cohorts import make_cohort, make_member, make_session
from tests.factories.courses import make_course, make_module, make_route, make_word, publish

pytestmark = pytest.mark.django_db
KEY = "6a8f2d2e-8a1c-4a58-9d6b-0b6e7a3c1f11"


@pytest.fixture
def cohort(trainer):
    return make_cohort(organisation=trainer.organisation, trainers=[trainer])


@pytest.fixture
def signed_in(client, trainer):
    client.force_login(trainer)
    return client


def address(session, name: str = "session") -> str:
    return reverse(f"cohorts:{name}", args=[session.cohort.uuid, session.uuid])


def answers(**changed) -> dict[str, str]:
    given = {"form_key": KEY, "kind": "WORKSHOP", "day": "2031-01-12", "starts": "14:00", "minutes": "90"}
    return given | {"place": "Depot"} | changed


def test_the_run_sheet_has_the_clock_s_times_and_the_place_s_words(signed_in, trainer):
    course = make_course(modules=0)
    module = make_module(course, completed_by="ATTENDANCE")
    row = {"starts": 25, "ends": 45, "what": "Tea at {hub}", "note": "", "materials": "cards"}
    module.plan = module._meta.get_field("plan").stream_block.to_python(
        [{"type": "run_sheet", "value": {"title": "Two hours", "rows": [{"type": "item", "id": "r1", "value": row}]}}]
    )
    cohort = make_cohort(route=make_route(course), trainers=[trainer], organisation=trainer.organisation)
    make_word(trainer.organisation, word="hub", value="Low Mill Hub")
    start = timezone.now() + timedelta(days=1)
    session = make_session(cohort, module=publish(module), starts_at=start)
    assert signed_in.get(address(session)).context["run_sheet"] == [
        {
            "at": start + timedelta(minutes=25),
            "minutes": 20,
            "what": "Tea at Low Mill Hub",
            "note": "",
            "materials": "cards",
        }
    ]


def test_a_planned_session_stands_in_the_cohort_once(signed_in, cohort):
    module = cohort.route.route_modules.get().module
    page = reverse("cohorts:new_session", args=[cohort.uuid])
    addresses = {signed_in.post(page, answers(module=module.pk)).url for _number in range(2)}
    session = cohort.sessions.get()
    assert addresses == {address(session)}
    assert (session.module, session.place.name, session.minutes) == (module, "Depot", 90)


def test_only_modules_of_the_course_that_a_session_completes_are_offered(signed_in, cohort):
    make_module(cohort.course, completed_by="LESSONS")
    elsewhere = make_module(make_course(modules=0), completed_by="ATTENDANCE")
    page = reverse("cohorts:new_session", args=[cohort.uuid])
    offered = signed_in.get(page).context["form"].fields["module"].queryset
    assert list(offered) == [cohort.route.route_modules.get().module]
    response = signed_in.post(page, answers(module=elsewhere.pk))
    assert list(response.context["form"].errors) == ["module"]
    assert cohort.sessions.count() == 0


def test_a_change_is_kept_and_told_and_what_is_the_same_is_not(signed_in, cohort, officer):
    make_member(cohort, officer)
    session = make_session(cohort, starts_at=timezone.now() + timedelta(days=1))
    form = signed_in.get(address(session, "change_session")).context["form"]
    assert (form["minutes"].value(), form["module"].value()) == (120, session.module_id)
    data = answers(module=session.module_id)
    for _number in range(2):
        assert signed_in.post(address(session, "change_session"), data).url == address(session)
    assert (Session.objects.get().minutes, Session.objects.get().sequence) == (90, 1)
    assert list(Message.objects.values_list("template", flat=True)) == ["cohorts/emails/session_changed"]


def test_calling_off_says_who_hears_of_it_and_who_has_no_e_mail(signed_in, cohort, officer, mentor):
    session = make_session(cohort, starts_at=timezone.now() + timedelta(days=1))
    for person in (officer, mentor):
        make_member(cohort, person)
    page = signed_in.get(address(session, "cancel_session"))
    assert page.context["what_will"] == ["2 people are told.", "1 of them has no e-mail: tell them yourself."]
    for _number in range(2):
        signed_in.post(address(session, "cancel_session"))
    assert Session.objects.get().cancelled_at is not None
    assert sorted(Message.objects.values_list("status", flat=True)) == ["BY_HAND", "QUEUED"]


def test_a_session_with_a_saved_register_is_not_changed(signed_in, cohort):
    session = make_session(cohort, register_version=1, register_saved_at=timezone.now())
    for name in ("change_session", "cancel_session"):
        response = signed_in.post(address(session, name), answers(), follow=True)
        assert [str(message) for message in response.context["messages"]] == [
            "The register of this session is saved, so it cannot be moved or called off."
        ]
    assert (Session.objects.get().minutes, Session.objects.get().cancelled_at) == (120, None)


@pytest.mark.parametrize("who", ["other_trainer", "officer", "outsider"])
def test_anybody_else_gets_404_and_changes_nothing(client, cohort, who, request):
    session = make_session(cohort)
    client.force_login(request.getfixturevalue(who))
    pages = [address(session, name) for name in ("session", "change_session", "cancel_session")]
    assert [client.get(page).status_code for page in pages] == [404] * 3
    assert [client.post(page, answers()).status_code for page in pages[1:]] == [404] * 2
    assert (Session.objects.get().minutes, Session.objects.get().cancelled_at) == (120, None)


def test_the_session_says_who_comes_and_what_they_need_to_its_trainers_alone(signed_in, cohort, administrator):
    session = make_session(cohort, starts_at=timezone.now() + timedelta(days=1), capacity=9, food="Soup")
    for state, needs in (("BOOKED", "Step-free"), ("WAITING", ""), ("GIVEN_UP", "")):
        Booking.objects.create(session=session, membership=make_member(cohort), state=state, needs=needs)
    page = signed_in.get(address(session)).content.decode()
    for words in ("1 person is coming", "Waiting list", "1 person cannot come", "Step-free", "Soup"):
        assert words in page
    signed_in.force_login(administrator)
    page = signed_in.get(address(session)).content.decode()
    assert ("1 person is coming" in page, "Step-free" in page) == (True, False)


def test_places_food_and_costs_are_kept_and_read_back(signed_in, cohort):
    page = reverse("cohorts:new_session", args=[cohort.uuid])
    told = {"capacity": "12", "food": "Soup", "costs": "Bus fares"}
    signed_in.post(page, answers(**told))
    session = cohort.sessions.get()
    assert (session.capacity, session.food, session.costs) == (12, "Soup", "Bus fares")
    form = signed_in.get(address(session, "change_session")).context["form"]
    assert {name: str(form[name].value()) for name in told} == told
    wrong = signed_in.post(page, answers(capacity="0", form_key=str(uuid.uuid4())))
    assert wrong.context["form"].errors == {"capacity": ["A session has one place or more"]}
