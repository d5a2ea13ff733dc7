"""The API of the editors' side is no way round what keeps a page."""

import pytest
from django.urls import reverse

from courses.models import CoursePage, LessonPage
from tests.factories.courses import make_course, make_route
from tests.factories.learning import make_enrolment

pytestmark = pytest.mark.django_db
ACTS = ["delete", "unpublish", "publish", "move", "copy", "create_alias", "revert_to_page_revision", "convert_alias"]


@pytest.fixture
def used(client, administrator):
    client.force_login(administrator)
    return make_enrolment(route=make_route(make_course())).course


@pytest.mark.parametrize("act", ACTS)
def test_no_act_on_a_page_goes_by_the_api(client, used, act):
    address = reverse("wagtailadmin_api:pages:action", args=[used.pk, act])
    answer = client.post(address, {"destination_page_id": used.get_parent().pk}, content_type="application/json")
    assert answer.status_code == 404
    assert [(page.pk, page.live) for page in CoursePage.objects.all()] == [(used.pk, True)]


def test_it_still_lists_the_pages_that_a_chooser_reads(client, used):
    lesson = LessonPage.objects.get()
    found = client.get(reverse("wagtailadmin_api:pages:listing"), {"child_of": lesson.get_parent().pk}).json()
    assert [page["id"] for page in found["items"]] == [lesson.pk]
