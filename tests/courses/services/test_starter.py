import pytest
from wagtail.models import Revision

from courses.models import LessonPage, ModulePage, Route, SeededContent
from courses.services.starter import seed_course, seed_page
from courses.services.starter_lists import STARTER, read, seed_lists
from tests.factories.courses import make_course, make_home, make_index, make_module, publish

pytestmark = pytest.mark.django_db
CONNECTOR = STARTER / "community-connector"
FIELDS = {"title": "First", "slug": "first", "minutes": 8, "topics": ["people"]}


def seeded_lesson(**changes):
    module = ModulePage.objects.first() or make_module(make_course(modules=0))
    return seed_page(
        path="c/m/first", model=LessonPage, parent=module, fields=FIELDS | changes, publish=changes.pop("publish", True)
    )


def test_seed_page_makes_the_page_once():
    lesson = seeded_lesson()
    assert (lesson.title, lesson.minutes, lesson.live) == ("First", 8, True)
    assert [topic.name for topic in lesson.topics.all()] == ["people"]
    revisions = Revision.objects.count()
    assert seeded_lesson().pk == lesson.pk
    assert Revision.objects.count() == revisions


def test_seed_page_brings_what_is_new_in_the_file():
    lesson = seeded_lesson()
    assert seeded_lesson(minutes=9).minutes == 9
    assert LessonPage.objects.get().latest_revision_id != lesson.latest_revision_id


def test_seed_page_leaves_an_editors_change_and_an_editors_draft_alone():
    lesson = seeded_lesson()
    lesson.title = "Ours now"
    publish(lesson)
    assert seeded_lesson(minutes=9).title == "Ours now"
    assert LessonPage.objects.get().minutes == 8


def test_seed_page_does_not_bring_back_what_somebody_deleted():
    lesson = seeded_lesson(publish=False)
    lesson.editions.all().delete()
    lesson.delete()
    assert seeded_lesson() is None
    assert LessonPage.objects.count() == 0


def test_seed_page_leaves_a_page_of_that_name_that_is_not_ours():
    home = make_home()
    fields = {"title": "Courses", "slug": "courses"}
    theirs = make_index()
    assert seed_page(path="site/courses", model=type(theirs), parent=home, fields=fields, publish=True) == theirs
    assert SeededContent.objects.count() == 0


def test_seed_course_brings_drafts_which_a_second_run_may_publish():
    seed_lists()
    index = make_index()
    seed_course(folder=CONNECTOR, parent=index, publish=False)
    assert [page.live for page in LessonPage.objects.all()] == [False] * 7
    assert [route.live for route in Route.objects.all()] == [False] * 3
    seed_course(folder=CONNECTOR, parent=index, publish=True)
    assert [page.live for page in LessonPage.objects.all()] == [True] * 7
    assert [route.live for route in Route.objects.all()] == [True] * 3


def test_seed_course_leaves_an_editors_route_alone():
    seed_lists()
    index = make_index()
    seed_course(folder=CONNECTOR, parent=index, publish=True)
    staff = Route.objects.get(code="staff")
    staff.validity_months = 24
    staff.save_revision().publish()
    seed_course(folder=CONNECTOR, parent=index, publish=True)
    assert Route.objects.get(code="staff").validity_months == 24


def test_read_gives_every_starter_file():
    for file in STARTER.rglob("*.yaml"):
        assert read(file), file
