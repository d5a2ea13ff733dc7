"""Dates: what goes live and what comes down on its day."""

from datetime import timedelta

import pytest
from django.utils import timezone

from courses.models import CoursePage, LessonPage, ModulePage, Route
from courses.services.schedule import people_of, publish_due, take_down_due
from people.models import Message
from people.permissions import EDITORS
from tests.factories.courses import make_course, make_index, make_lesson, make_module, make_route
from tests.factories.people import make_person
from tests.factories.reviews import decide, put_under_review, submit, write

pytestmark = pytest.mark.django_db
FAULT = [("image", {"image": None, "decorative": False, "alt": ""})]


@pytest.fixture
def clock(monkeypatch):
    """The day after tomorrow comes when asked for."""
    real = timezone.now
    return lambda days: monkeypatch.setattr(timezone, "now", lambda: real() + timedelta(days=days))


@pytest.fixture
def colleague(organisation):
    return make_person(given_name="Cora", organisation=organisation, groups=[EDITORS])


@pytest.fixture
def lesson():
    put_under_review(make_index())
    return make_lesson(make_module(make_course(modules=0)), title="Before")


def tomorrow():
    return timezone.now() + timedelta(days=1)


def letters(name):
    found = Message.objects.filter(template=f"courses/emails/{name}").order_by("person__given_name")
    return [row.person.given_name for row in found]


def title(page):
    return type(page).objects.get(pk=page.pk).title


def test_a_page_approved_for_a_day_goes_live_on_that_day_and_its_people_are_told_once(editor, colleague, lesson, clock):
    decide(submit(lesson, editor, title="After", go_live_at=tomorrow()), colleague)
    assert (publish_due(), title(lesson), lesson.editions.count()) == ((0, 0), "Before", 1)
    assert "It goes live by itself on" in Message.objects.get(template__endswith="approved").text
    clock(2)
    assert (publish_due(), title(lesson), lesson.editions.count()) == ((1, 0), "After", 2)
    assert (publish_due(), letters("went_live")) == ((0, 0), ["Cora", "Edie"])


def test_a_new_page_with_a_date_has_no_edition_before_its_day(editor, colleague, lesson, clock):
    module = ModulePage.objects.get()
    new = module.add_child(instance=LessonPage(title="New", slug="new", live=False))
    decide(submit(new, editor, go_live_at=tomorrow()), colleague)
    assert (LessonPage.objects.get(pk=new.pk).live, new.editions.count()) == (False, 0)
    clock(2)
    assert (publish_due(), LessonPage.objects.get(pk=new.pk).live, new.editions.count()) == ((1, 0), True, 1)


def test_a_gate_that_says_no_on_the_day_stops_it_and_says_why(editor, colleague, lesson, clock, monkeypatch):
    decide(submit(lesson, editor, title="After", go_live_at=tomorrow()), colleague)
    monkeypatch.setattr(LessonPage, "problems", lambda page: ["The local word {hub} is not filled."])
    clock(2)
    assert (publish_due(), title(lesson)) == ((0, 1), "Before")
    assert (publish_due(), letters("not_published")) == ((0, 0), ["Cora", "Edie"])
    assert "The local word {hub} is not filled." in Message.objects.filter(template__endswith="not_published")[0].text
    monkeypatch.undo()
    page = write(LessonPage.objects.get(pk=lesson.pk), editor)
    assert page.get_latest_revision_as_object().title == "After"  # the draft is safe


def test_a_page_whose_address_was_taken_meanwhile_is_stopped_and_the_next_goes_live(editor, colleague, lesson, clock):
    beside = make_lesson(ModulePage.objects.get(), title="Beside")
    for page, changes in ((lesson, {"slug": "wanted"}), (beside, {"title": "After"})):
        decide(submit(page, editor, go_live_at=tomorrow(), **changes), colleague)
    make_lesson(ModulePage.objects.get(), slug="wanted")
    clock(2)
    assert (publish_due(), title(beside), title(lesson)) == ((1, 1), "After", "Before")
    assert (publish_due(), letters("not_published")) == ((0, 0), ["Cora", "Edie"])
    assert "wanted" in Message.objects.filter(template__endswith="not_published")[0].text
    assert lesson.editions.count() == 1


def test_a_route_asks_its_gates_on_the_day_too(lesson, clock):
    route = make_route(CoursePage.objects.get())
    draft = Route.objects.get().get_latest_revision_as_object()
    draft.name, draft.go_live_at = "Later", tomorrow()
    draft.save_revision().publish()
    ModulePage.objects.update(completed_by="ATTENDANCE", minutes=None)
    clock(2)
    assert publish_due() == (0, 1)
    ModulePage.objects.update(minutes=60)
    revision = Route.objects.get().latest_revision
    revision.approved_go_live_at = timezone.now()
    revision.save()
    assert (publish_due(), Route.objects.get(pk=route.pk).name) == ((1, 0), "Later")


def test_a_route_whose_code_was_taken_meanwhile_is_stopped_and_the_next_goes_live(administrator, lesson, clock):
    first, second = (make_route(CoursePage.objects.get(), name=name) for name in ("Staff", "Beside"))
    for route, changes in ((first, {"code": "wanted"}), (second, {"name": "After"})):
        for name, value in ({"go_live_at": tomorrow()} | changes).items():
            setattr(route, name, value)
        route.save_revision().publish()
    make_route(CoursePage.objects.get(), code="wanted")
    clock(2)
    assert (publish_due(), Route.objects.get(pk=second.pk).name) == ((1, 1), "After")
    assert Route.objects.get(pk=first.pk).code != "wanted"
    assert (publish_due(), letters("not_published")) == ((0, 0), ["Ada"])
    assert "already exists" in Message.objects.get(template__endswith="not_published").text


def test_where_nobody_is_left_administrators_hear_of_it(administrator, lesson):
    assert people_of(lesson.latest_revision) == [administrator]


def test_what_is_past_its_end_comes_down(lesson):
    LessonPage.objects.update(expire_at=timezone.now() - timedelta(minutes=1))
    assert (take_down_due(), take_down_due()) == ((1, 0), (0, 0))
    page = LessonPage.objects.get()
    assert (page.live, page.expired) == (False, True)


def test_a_module_that_an_open_route_needs_stays_up_until_the_route_is_closed(administrator, lesson):
    route = make_route(CoursePage.objects.get(), name="Staff")
    ModulePage.objects.update(expire_at=timezone.now() - timedelta(minutes=1))
    assert [take_down_due(), take_down_due()] == [(0, 1), (0, 1)]
    assert letters("stays_up") == ["Ada"]
    assert f"The route “{route}” needs it." in Message.objects.get(template__endswith="stays_up").text
    Route.objects.update(closed_on=timezone.localdate())
    assert (take_down_due(), ModulePage.objects.get().live) == ((1, 0), False)


def test_a_route_past_its_end_comes_down():
    make_route(make_course())
    Route.objects.update(expire_at=timezone.now() - timedelta(minutes=1))
    assert (take_down_due(), Route.objects.get().live) == ((1, 0), False)


def test_a_draft_with_a_fault_is_never_approved_for_a_day(editor, colleague, lesson):
    faulty = make_lesson(ModulePage.objects.get(), blocks=FAULT)
    page = decide(submit(faulty, editor, go_live_at=tomorrow()), colleague)
    assert page.scheduled_revision is None
