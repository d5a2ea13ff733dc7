"""Some weeks on, as a page."""

import uuid

import pytest
from django.urls import reverse
from django.utils import timezone

from learning.models import ConfidenceAnswer, FollowUp
from learning.services.follow_up import FIRST
from tests.factories.courses import make_course, make_lesson, make_module, make_route, make_scale
from tests.factories.learning import make_course_completion, make_enrolment, text

pytestmark = pytest.mark.django_db


@pytest.fixture
def done(client, resident):
    """Signed in, with a course that was complete eight weeks ago."""
    make_scale()
    course = make_course(modules=0)
    value = {"items": "relational-five", "moment": "BEFORE"}
    make_lesson(make_module(course), blocks=[text(), {"type": "confidence", "id": "c-one", "value": value}])
    enrolment = make_enrolment(resident, make_route(course, audience="ANY"))
    make_course_completion(enrolment, happened_on=timezone.localdate() - FIRST)
    client.force_login(resident)
    return enrolment


def page_of(enrolment):
    return reverse("learning:follow_up", args=[enrolment.uuid])


def test_each_question_has_its_reason_and_skipping_all_is_fine(client, done):
    page = client.get(page_of(done)).content.decode()
    assert page.count("We ask so that") == 5
    assert "Your manager does not see your answers." in page
    key = uuid.uuid4()
    for _time in range(2):
        assert client.post(page_of(done), {"form_key": key}).headers["Location"] == page_of(done)
    assert list(FollowUp.objects.values_list("used", "changed")) == [("", "")]
    assert "There is no picture" in client.get(page_of(done)).content.decode()


def test_the_own_change_is_shown_with_picture_and_table(client, done):
    lesson = done.required_modules.get().module.get_children().get().specific
    for item, value in {"notice": 3, "listen": 6}.items():
        place = {"enrolment": done, "lesson": lesson, "block_id": "c-one", "item": item}
        ConfidenceAnswer.objects.create(**place, moment="BEFORE", value=value)
    client.post(page_of(done), {"form_key": uuid.uuid4(), "row-notice": "7", "row-listen": "5", "used": "ONE"})
    chart = client.get(page_of(done)).context["chart"]
    assert chart.sentence.startswith("1 of 2 rows went up.")
    assert [[text for _heading, text in row.cells] for row in chart.rows] == [["3", "–", "7"], ["6", "–", "5"]]
    again = client.get(page_of(done), {"again": "yes"}).context["form"]
    assert (again["used"].value(), again["row-notice"].value()) == ("ONE", "7")


def test_a_key_that_another_course_used_is_refused(client, done):
    key = uuid.uuid4()
    FollowUp.objects.create(enrolment=make_enrolment(route=done.route), form_key=key)
    page = client.post(page_of(done), {"form_key": key})
    assert page.context["form"].non_field_errors() == ["This form was used before. Open the page again."]


def test_before_its_day_the_page_says_when(client, resident):
    early = make_course_completion(make_enrolment(resident), happened_on=timezone.localdate()).enrolment
    open_one = make_enrolment(resident)
    client.force_login(resident)
    assert "There is nothing to do until then." in client.get(page_of(early)).content.decode()
    assert "for people who have completed the course" in client.get(page_of(open_one)).content.decode()
    client.post(page_of(early), {"form_key": uuid.uuid4(), "used": "ONE"})
    assert FollowUp.objects.count() == 0


def test_nobody_else_sees_it(client, done, outsider, trainer):
    for person in (outsider, trainer):
        client.force_login(person)
        assert client.get(page_of(done)).status_code == 404
        assert client.post(page_of(done), {"form_key": uuid.uuid4()}).status_code == 404
