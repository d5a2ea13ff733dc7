import pytest

from courses.models import Edition
from tests.factories.courses import make_course, make_home, make_route

pytestmark = pytest.mark.django_db


def test_publishing_a_page_gives_it_a_number_and_saving_a_draft_does_not():
    course = make_course(modules=0)
    course.save_revision()
    assert [edition.number for edition in course.editions.all()] == [1]
    course.save_revision().publish()
    assert sorted(edition.number for edition in course.editions.all()) == [1, 2]


def test_publishing_the_same_revision_again_adds_no_number():
    course = make_course(modules=0)
    revision = course.latest_revision
    revision.publish()
    revision.publish()
    assert course.editions.count() == 1


def test_a_page_or_a_route_of_another_kind_has_no_edition():
    home = make_home()
    home.save_revision().publish()
    make_route(make_course(modules=0))
    assert not Edition.objects.filter(page=home).exists()
