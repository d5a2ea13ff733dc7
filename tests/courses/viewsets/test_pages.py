from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from courses.models import CourseIndexPage
from tests.factories.courses import make_course, make_lesson, make_module

pytestmark = pytest.mark.django_db
IMAGE = ("image", {"image": None, "alt": "", "decorative": False})


def tree(client, page, **asked):
    return client.get(reverse("wagtailadmin_explore", args=[page.pk]), asked)


def titles(response):
    return [row.title for row in response.context["object_list"]]


def test_courses_modules_and_lessons_stand_in_reading_order_with_what_is_left_to_do(cms):
    course = make_course(modules=0, code="second", kind="PROGRAMME")
    make_course(modules=0, code="first")
    module = make_module(course, completed_by="ATTENDANCE", minutes=90, title="Session")
    make_lesson(module, title="Zebra", blocks=[IMAGE])
    make_lesson(module, title="Apple", required=False, minutes=7)
    courses = tree(cms, CourseIndexPage.objects.get())
    assert titles(courses) == ["Second", "First"]
    assert [column.name for column in courses.context["table"].columns.values()] == [
        *("bulk_actions", "title", "kind", "status", "review_by", "checks", "navigate")
    ]
    assert [row.kind_in_words for row in courses.context["object_list"]] == ["Programme", "Skill"]
    (row,) = tree(cms, course).context["object_list"]
    assert (row.title, row.kind_in_words, row.checks.minutes) == ("Session", "Session", 90)
    lessons = tree(cms, module)
    assert titles(lessons) == ["Zebra", "Apple"]
    html = lessons.content.decode()
    assert (html.count("2 to fix"), html.count("Extra"), html.count("2 worth a look")) == (1, 2, 2)
    assert titles(tree(cms, module, ordering="title")) == ["Apple", "Zebra"]


def test_lessons_are_found_by_what_is_left_by_kind_and_by_review_date(cms):
    module = make_module(make_course(modules=0))
    past = timezone.localdate() - timedelta(days=1)
    make_lesson(module, title="Broken", blocks=[IMAGE])
    make_lesson(module, title="Old", review_by=past)
    make_lesson(module, title="Empty", blocks=[], required=False)
    assert titles(tree(cms, module, checks="must")) == ["Broken"]
    assert titles(tree(cms, module, checks="look")) == ["Broken", "Old"]
    assert titles(tree(cms, module, checks="none")) == ["Empty"]
    assert titles(tree(cms, module, review="passed")) == ["Old"]
    assert titles(tree(cms, module, review="set")) == ["Old"]
    assert titles(tree(cms, module, review="none")) == ["Broken", "Empty"]
    assert titles(tree(cms, module, required="false")) == ["Empty"]


def test_courses_are_found_by_kind_and_modules_by_their_rule(cms):
    course = make_course(modules=0, code="first", kind="AWARENESS")
    make_course(modules=0, code="second", kind="SKILL")
    make_module(course, title="Session", completed_by="ATTENDANCE")
    make_module(course, title="Ready")
    assert titles(tree(cms, CourseIndexPage.objects.get(), kind="SKILL")) == ["Second"]
    assert titles(tree(cms, course, completed_by="ATTENDANCE")) == ["Session"]


def test_a_list_has_fifty_to_a_page(cms):
    module = make_module(make_course(modules=0))
    for _number in range(51):
        make_lesson(module, blocks=[])
    response = tree(cms, module)
    assert (len(response.context["object_list"]), response.context["page_obj"].paginator.num_pages) == (50, 2)


@pytest.mark.parametrize("count", [1, 3])
def test_a_list_makes_the_same_queries_however_long(cms, django_assert_num_queries, count):
    module = make_module(make_course(modules=0))
    for _number in range(count):
        make_lesson(module)
    tree(cms, module)
    with django_assert_num_queries(43):
        tree(cms, module)
