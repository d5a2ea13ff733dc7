"""Lessons kept on a device: the site only gives the page, the marks and the script."""

import re

from django.urls import reverse

from learning.models import LessonProgress
from tests.factories.courses import make_course, make_route
from tests.factories.learning import make_enrolment


def lesson_of(person):
    """An enrolment of theirs, its first module and its first lesson."""
    enrolment = make_enrolment(person=person, route=make_route(make_course(modules=1, lessons=2)))
    module = enrolment.required_modules.get().module
    return enrolment, module, module.get_children().first().specific


def kept(page: str) -> list[str]:
    """What the page marks to be kept."""
    return re.findall(r'data-keep="([^"]+)"', page)


def test_an_opened_lesson_says_which_page_to_keep_with_its_edition(client, officer):
    client.force_login(officer)
    enrolment, module, lesson = lesson_of(officer)
    page = client.get(reverse("learning:lesson", args=[enrolment.uuid, module.slug, lesson.slug, 1])).content.decode()
    pack = reverse("learning:pack", args=[enrolment.uuid, module.slug, lesson.slug])
    assert kept(page) == [f"{pack}?edition={lesson.live_revision_id}"]


def test_a_module_offers_to_keep_all_its_lessons_under_the_same_addresses(client, officer):
    client.force_login(officer)
    enrolment, module, lesson = lesson_of(officer)
    page = client.get(reverse("learning:module", args=[enrolment.uuid, module.slug])).content.decode()
    marks = kept(page)
    screen = client.get(reverse("learning:lesson", args=[enrolment.uuid, module.slug, lesson.slug, 1])).content.decode()
    assert len(marks) == 2
    assert kept(screen) == marks[:1]
    assert "data-keep-these" in page


def test_what_is_kept_to_read_has_no_answer_in_it_and_says_that_there_is_no_network(client, officer):
    client.force_login(officer)
    enrolment, _module, lesson = lesson_of(officer)
    LessonProgress.objects.create(enrolment=enrolment, lesson=lesson)
    answer = client.get(reverse("learning:pack", args=[enrolment.uuid, _module.slug, lesson.slug]))
    page = answer.content.decode()
    assert "when-away" in page
    assert lesson.title in page


def test_the_list_is_the_devices_own_and_a_shared_one_has_none(client, officer):
    client.force_login(officer)
    page = client.get(reverse("learning:offline")).content.decode()
    assert 'data-kept data-remove="Remove"' in page
    assert "kept.js" in page
    session = client.session
    session["shared_device"] = True
    session.save()
    page = client.get(reverse("learning:offline")).content.decode()
    assert "This device is shared, so no lesson stays on it." in page
    assert "kept.js" not in page


def test_the_list_asks_for_as_much_however_many_courses_there_are(client, officer, django_assert_num_queries):
    client.force_login(officer)
    client.get(reverse("learning:offline"))
    for _course in range(2):
        with django_assert_num_queries(3):
            client.get(reverse("learning:offline"))
        lesson_of(officer)
