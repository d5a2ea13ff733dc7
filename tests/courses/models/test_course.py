import pytest
from django.test import RequestFactory

from academy.templatetags.weave import COLOUR_SETS, weave, weave_of
from academy.templatetags.weave import SIZES as DRAWN_SIZES
from courses.models import CourseLanguage, CoursePage
from courses.models.course import SIZES, Colours
from courses.models.topic import language_choices
from tests.factories.courses import make_course, make_evidence, make_lesson, make_module, make_route, make_word
from tests.factories.people import make_person

pytestmark = pytest.mark.django_db


def text_of(client, page):
    return client.get(page.url).content.decode()


@pytest.mark.parametrize("count", [1, 3])
def test_the_course_page_makes_the_same_queries_however_long_the_course(client, django_assert_num_queries, count):
    course = make_course(modules=count, lessons=count)
    for _number in range(count):
        make_route(course)
    text_of(client, course)
    with django_assert_num_queries(21):
        text_of(client, course)


def test_the_course_page_says_what_it_promises_and_what_one_does(client):
    course = make_course(modules=0, outcomes="listen\n\npoint", what_this_is_not="A job.", time_needed="2 hours.")
    make_lesson(make_module(course, title="Ready"), title="You already do this", public=True)
    meeting = make_module(course, completed_by="ATTENDANCE", title="Session", why_in_person="A screen cannot nod.")
    make_route(course, audience="RESIDENT", name="Resident", modules=[meeting], what_it_is_not="Not a licence.")
    course.evidence.add(make_evidence(sentence="A connector passes on small pointers."))
    course.save()
    page = text_of(client, course)
    for words in (
        "What it promises.",
        "<li>listen</li><li>point</li>",
        "To finish as a resident: come to the session.",
        "A screen cannot nod.",
        "<b>Resident, 2 hours.</b>",
        "It never ends. Not a licence.",
        "A connector passes on small pointers.",
        "Read a lesson first: You already do this",
        "If someone is in danger now, ring",
    ):
        assert words in page, words


def test_the_page_says_where_it_is_and_what_others_show_of_it(client):
    course = make_course(title="Connector", weave_size=6, weave_colours="tarn")
    page = text_of(client, course)
    assert '<li><a href="/courses/">Courses</a></li>' in page
    assert page.count("<h1") == 1
    for line in (
        f'<link rel="canonical" href="{course.full_url}">',
        '<meta property="og:title" content="Connector">',
        '<meta property="og:description" content="What it promises.">',
        '<meta property="og:image" content="http://localhost/social/2-3-tarn.png">',
    ):
        assert line in page, line


def test_a_refresh_says_for_whom_it_is(client):
    course = make_course()
    refresh = make_route(course, name="Refresh")
    make_route(course, name="Staff", renewed_by=refresh)
    page = " ".join(text_of(client, course).split())
    assert page.count("For people who have been before.") == 1
    assert "<b>Refresh, 10 minutes.</b> For people who have been before." in page


@pytest.mark.parametrize(
    ("size", "colours", "expected"),
    [(1, "plain", (1, 1, "plain")), (6, "tarn", (2, 3, "tarn")), (12, "honey", (4, 3, "honey"))],
)
def test_an_editor_picks_the_weave(size, colours, expected):
    assert CoursePage(code="x", weave_size=size, weave_colours=colours).pattern == expected


@pytest.mark.parametrize("code", ["community-connector", "everyday-mediation", "x"])
def test_a_course_without_a_weave_has_the_one_of_its_code(code):
    pattern = CoursePage(code=code).pattern
    assert weave(*pattern) == weave_of(code)


def test_the_sets_of_colours_and_the_sizes_are_those_we_can_draw():
    assert (set(Colours.values), SIZES) == (set(COLOUR_SETS), DRAWN_SIZES)


def test_editors_see_the_weave_they_picked(client, editor):
    course = make_course(weave_size=5, weave_colours="hedge")
    client.force_login(editor)
    page = client.get(f"/cms/pages/{course.pk}/edit/").content.decode()
    assert "The weave as it was last saved" in page
    assert weave(2, 2, "hedge", "The weave as it was last saved") in page


def test_a_course_is_held_in_languages_that_have_a_name():
    course = make_course()
    held = CourseLanguage.objects.create(course=course, code="cy")
    assert (str(held), ("cy", "Welsh") in language_choices()) == ("Welsh", True)


def test_a_closed_or_unpublished_route_is_not_offered(client):
    course = make_course()
    make_route(course, name="Old way", closed_on="2026-01-01")
    make_route(course, name="Next way").unpublish()
    page = text_of(client, course)
    assert "Old way" not in page
    assert "Next way" not in page


def test_the_numbers_are_those_of_the_readers_organisation():
    course, person = make_course(modules=0), make_person()
    make_word(make_person().organisation, word="adult care number", value="01632 960 111")
    make_word(person.organisation, word="adult care number", value="01632 960 211")
    request = RequestFactory().get("/")
    request.user = person
    assert course.get_context(request)["words"] == {"adult care number": "01632 960 211"}


def test_a_course_is_stopped_without_a_safety_panel_in_any_lesson_drafts_included():
    course = make_course(modules=0, kind="AWARENESS")
    lesson = make_lesson(make_module(course))
    stopped = ["Put a safety panel into at least one lesson of the course."]
    assert [str(problem) for problem in course.problems()] == stopped
    lesson.body = [("safety_panel", None)]
    lesson.save_revision()
    assert course.problems() == []
    assert [str(problem) for problem in course.problems_as("SKILL")] == [
        "A skill is learned by doing: add a session, a practice log or an observation as a module."
    ]
