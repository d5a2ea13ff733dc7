import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from courses.models import CoursePage, LessonPage, ModulePage, Route
from learning.models import Enrolment, LessonProgress
from learning.views.preview_route import modes
from tests.factories.courses import make_course, make_lesson, make_module, make_route
from tests.factories.people import make_staff_role

pytestmark = pytest.mark.django_db

WORDS = {"type": "text", "value": "<p>Words.</p>"}
VARIANTS = {
    "variants": [
        {"label": label, "staff_roles": [code], "blocks": [{"type": "text", "value": f"<p>{said}</p>"}]}
        for label, code, said in [("Housing", "HOUSING", "The tenant."), ("Libraries", "LIBRARIES", "The reader.")]
    ],
    "fallback": [{"type": "text", "value": "<p>The parent.</p>"}],
}


@pytest.fixture
def course():
    """A session for everybody, four minutes of lessons for staff alone, and a route for each."""
    course = make_course(modules=0, code="kind", title="Kindness", what_this_is_not="")
    ready = make_module(course, code="ready", title="Get ready", introduction="Come as you are.")
    make_lesson(ready, title="Ask first", minutes=4, blocks=[("role_variant", VARIANTS)])
    together = make_module(course, code="together", title="Together", completed_by="ATTENDANCE", minutes=120)
    make_lesson(together, title="Bring a cup", required=False)
    told = {"certificate_title": "Kind at work", "statement": "took {course} on {date} at {place}."}
    make_route(course, modules=[ready, together], name="For staff", what_it_is_not="It is no degree.", **told)
    make_route(course, audience="RESIDENT", modules=[together], name="For residents", validity_months=36)
    return course


def text_of(html):
    html = re.sub(r"(?s)<(head|script|svg|style)\b.*?</\1>", " ", html)
    return " ".join(re.sub(r"<[^>]+>", " ", html).split())


def seen(client, page, route):
    address = reverse("wagtailadmin_pages:view_draft", args=[page.pk])
    response = client.get(address, {"mode": f"route:{route if isinstance(route, str) else route.pk}"})
    assert response.status_code == 200
    return response.content.decode()


def named(name):
    return Route.objects.get(name=name)


def module_of(title):
    return ModulePage.objects.get(title=title)


def lesson_of(title):
    return LessonPage.objects.get(title=title)


def path_in(html):
    items = re.findall(r'(?s)<li class="path-item.*?</li>', html)
    return [text_of(item) for item in items]


def test_each_open_route_of_the_course_is_a_mode_of_all_its_pages(course):
    closed = make_route(course, name="Old")
    Route.objects.filter(pk=closed.pk).update(closed_on="2026-01-01")
    make_route(make_course(), name="Of another course")
    staff, residents = named("For staff"), named("For residents")
    told = [(f"route:{staff.pk}", "By route: For staff"), (f"route:{residents.pk}", "By route: For residents")]
    for page in (course, module_of("Together"), lesson_of("Ask first")):
        assert modes(page) == told
        assert [mode for mode in page.preview_modes if mode[0].startswith("route:")] == told
    assert (modes(CoursePage()), modes(LessonPage()), modes(course.get_parent())) == ([], [], [])


def test_a_course_by_a_route_is_its_path_its_minutes_and_its_certificate(cms, course, editor):
    page = seen(cms, course, named("For staff"))
    assert [item.split(" Not started")[0] for item in path_in(page)] == [
        "Get ready Lessons · 4 minutes",
        "Together Session · 2 hours",
    ]
    text = text_of(page)
    assert "To finish as staff: do the lessons and come to the session. It takes about 2 hours 4 minutes." in text
    assert f"Kind at work {editor.get_certificate_name()} took Kindness on " in text
    assert "at {place}. It is no degree. It never ends." in text
    assert "This route does not ask for:" not in text


def test_another_route_of_the_same_course_shows_what_it_leaves_out(cms, course):
    page = seen(cms, course, named("For residents"))
    assert [item.split(" Session")[0] for item in path_in(page)] == ["Together"]
    text = text_of(page)
    assert "It takes about 2 hours." in text
    assert "This route does not ask for: Get ready Its certificate" in text
    assert "It runs for 36 months." in text


def test_what_a_route_asks_is_what_was_last_saved_of_it(cms, course):
    route = named("For residents")
    draft = route.get_latest_revision_as_object()
    draft.name, draft.certificate_title = "For neighbours", "Kind next door"
    draft.save_revision()
    text = text_of(seen(cms, course, route))
    assert "By route: For neighbours" in text
    assert "Kind next door" in text


def test_a_module_by_a_route_says_where_it_stands_on_it(cms, course):
    staff, residents = named("For staff"), named("For residents")
    text = text_of(seen(cms, module_of("Together"), staff))
    assert "“Together” is module 2 of 2 on this route." in text
    assert "Come to the session." in text
    page = seen(cms, module_of("Get ready"), residents)
    assert "This route does not ask for “Get ready”. People on it may open it if they like." in text_of(page)
    assert "Come as you are." in page
    assert path_in(page) == ["Ask first 4 minutes"]
    assert "Back to the course" not in page


def test_residents_read_the_words_for_everyone_else_and_staff_those_of_the_jobs_on_their_route(cms, course):
    lesson = lesson_of("Ask first")
    mine = r'(?s)<div class="block block-role-variant">\s*<div class="block-text" dir="auto"><p>(.*?)</p>'
    page = seen(cms, lesson, named("For residents"))
    assert re.findall(r"<p>The (\w+)\.</p>", page)[0] == "parent"
    assert "This route does not ask for “Get ready”." in text_of(page)
    staff = named("For staff")
    staff.suggested_for.set([make_staff_role(code="HOUSING", name="Housing")])
    staff.save_revision().publish()
    page = seen(cms, lesson, staff)
    assert re.findall(mine, page) == ["The tenant."]
    assert "“Get ready” is module 1 of 2 on this route." in text_of(page)
    assert "Suggested for: Housing." in text_of(page)


def test_where_people_on_a_route_read_different_words_each_stands_with_its_readers(cms, course):
    lesson, staff = lesson_of("Ask first"), named("For staff")
    both = "Housing The tenant. Libraries The reader."
    assert f"{both} Everyone else The parent." in text_of(seen(cms, lesson, staff))  # any job may take it
    roles = [make_staff_role(code=code, name=code) for code in ("HOUSING", "LIBRARIES", "PARKS")]
    staff.suggested_for.set(roles)
    staff.save_revision().publish()
    assert f"{both} Everyone else The parent." in text_of(seen(cms, lesson, staff))  # parks has no words
    staff.suggested_for.set(roles[:2])
    staff.save_revision().publish()
    text = text_of(seen(cms, lesson, staff))
    assert both in text
    assert "Everyone else" not in text


def test_a_lesson_that_its_module_does_not_wait_for_says_so(cms, course):
    text = text_of(seen(cms, lesson_of("Bring a cup"), named("For staff")))
    assert "The module does not wait for this lesson." in text


def test_a_route_of_another_course_or_none_shows_the_page_without_one(cms, course):
    other = make_route(make_course(), name="Elsewhere")
    for route in (other, "x", "²"):
        assert "Only editors see this" not in seen(cms, course, route)
        assert "Only editors see this" not in seen(cms, lesson_of("Ask first"), route)


def test_nothing_is_recorded(cms, course):
    for page in (course, module_of("Together"), lesson_of("Ask first")):
        assert "Nothing is recorded here." in seen(cms, page, named("For staff"))
    assert (Enrolment.objects.count(), LessonProgress.objects.count()) == (0, 0)


def longer(course, count):
    modules = [make_module(course, lessons=2) for _number in range(count)]
    roles = [make_staff_role(code=f"R{at}{count}", name=f"R{at}{count}") for at in range(count)]
    route = make_route(course, modules=modules, name=f"Long {count}")
    route.suggested_for.set(roles)
    route.save_revision().publish()
    return route, modules[0], LessonPage.objects.child_of(modules[0]).first()


@pytest.mark.parametrize("kind", [0, 1, 2])
def test_as_many_queries_for_a_long_route_as_for_a_short_one(cms, course, kind):
    def asked(count):
        route, module, lesson = longer(make_course(modules=0), count)
        page = (route.course, module, lesson)[kind]
        seen(cms, page, route)
        with CaptureQueriesContext(connection) as queries:
            seen(cms, page, route)
        return len(queries)

    assert asked(1) == asked(3)
