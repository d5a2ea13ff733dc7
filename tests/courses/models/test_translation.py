import pytest
from django.utils import timezone

from courses.models import CoursePage, Translation
from courses.models.translation import is_waiting
from tests.factories.courses import make_course

pytestmark = pytest.mark.django_db


def test_a_page_waits_until_it_is_cleared():
    course = make_course(modules=0)
    assert (is_waiting(CoursePage()), is_waiting(course)) == (False, False)
    row = Translation.objects.create(page=course)
    assert (str(row), is_waiting(course)) == ("Course 1", True)
    Translation.objects.update(cleared_at=timezone.now())
    assert is_waiting(course) is False
