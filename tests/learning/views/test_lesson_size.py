"""A screen of a lesson asks as often in a small course as in a large one."""

import pytest
from django.urls import reverse

from tests.factories.courses import make_course, make_route
from tests.factories.learning import make_enrolment

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("modules", [1, 30])
def test_a_screen_asks_as_often_whatever_the_size_of_its_course(client, officer, modules, django_assert_num_queries):
    enrolment = make_enrolment(officer, make_route(make_course(modules=modules)))
    client.force_login(officer)
    url = reverse("learning:lesson", args=[enrolment.uuid, "module-1", "lesson-1", 1])
    client.get(url)
    with django_assert_num_queries(12):
        client.get(url)
