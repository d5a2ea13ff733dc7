"""A course that changed while somebody was on it, or after they completed it."""

import pytest
from django.urls import reverse

from courses.models import ModulePage
from learning.services.refresh import refresh_due
from tests.factories.courses import make_course, make_lesson, make_route, publish
from tests.factories.learning import make_course_completion, make_enrolment

pytestmark = pytest.mark.django_db


def words(client, name, *args):
    return " ".join(client.get(reverse(name, args=args)).content.decode().split())


def test_a_lesson_added_since_stands_on_the_page_with_its_address(client, officer):
    mine = make_enrolment(officer, make_route(make_course()))
    client.force_login(officer)
    assert "New since you started" not in words(client, "learning:course", mine.uuid)
    module = ModulePage.objects.get()
    lesson = make_lesson(module, title="Asking twice")
    page = words(client, "learning:course", mine.uuid)
    address = reverse("learning:resume", args=[mine.uuid, module.slug, lesson.slug])
    assert f'<a href="{address}">Asking twice</a>' in page
    assert "Your course asks for it now. What you did still counts." in page


def test_whoever_has_completed_reads_nothing_of_it(client, officer):
    completion = make_course_completion(make_enrolment(officer, make_route(make_course())))
    make_lesson(ModulePage.objects.get())
    client.force_login(officer)
    page = words(client, "learning:course", completion.enrolment.uuid)
    assert ("New since you started" in page, "You have completed this course" in page) == (False, True)


def test_a_refresh_that_is_asked_for_stands_on_the_course_and_in_the_record_with_its_why(client, officer):
    completion = make_course_completion(make_enrolment(officer, make_route(make_course(completed_by="MENTORING"))))
    module = ModulePage.objects.get()
    module.needed, module.effect = 9, "ASK_REFRESH"
    publish(module)
    client.force_login(officer)
    part = completion.rests_on.get()
    assert set(refresh_due(completions=[part])) == {part.pk}
    page = words(client, "learning:course", completion.enrolment.uuid)
    assert "Start the refresh when it suits you." in page
    assert "You completed it on 4 March 2026, and that still counts." in page
    record = words(client, "learning:record")
    assert ("chip-honey" in record, "Due a refresh" in record) == (True, True)
    assert "You completed it on 4 March 2026, and that still counts." in record
    assert "Withdrawn" not in record
