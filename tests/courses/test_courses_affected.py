"""Before a page is taken down or deleted, the lines of "Who is affected" stand above the question."""

import pytest
from django.urls import reverse

from tests.factories.courses import make_course, make_route
from tests.factories.learning import make_enrolment

pytestmark = pytest.mark.django_db


def read(cms, address):
    return " ".join(cms.get(address).content.decode().split())


def test_unpublishing_says_who_is_part_way(cms):
    lesson = make_enrolment(route=make_route(make_course())).course.get_children().first().get_children().first()
    page = read(cms, reverse("wagtailadmin_pages:unpublish", args=[lesson.pk]))
    assert page.index("One person is part-way.") < page.index("Are you sure you want to unpublish this page?")


def test_so_does_unpublishing_many_at_once(cms):
    course = make_enrolment(route=make_route(make_course())).course
    page = read(cms, f"{reverse('wagtail_bulk_action', args=['wagtailcore', 'page', 'unpublish'])}?id={course.pk}")
    assert page.index("One person is part-way.") < page.index("Are you sure you want to unpublish these pages?")


def test_a_page_that_may_go_says_that_nobody_has_started_it(cms):
    course = make_course(modules=0)
    page = read(cms, reverse("wagtailadmin_pages:delete", args=[course.pk]))
    assert page.index("Nobody has started this yet.") < page.index("Are you sure you want to delete this page?")
    page = read(cms, f"{reverse('wagtail_bulk_action', args=['wagtailcore', 'page', 'delete'])}?id={course.pk}")
    assert page.index("Nobody has started this yet.") < page.index("Are you sure you want to delete these pages?")
