import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.urls import reverse
from wagtail.models import PageLogEntry

from courses.models import CoursePage, LessonPage, ModulePage, Route
from courses.services.translating import clear_translation, translate_course, waiting_below
from people.permissions import EDITORS
from tests.factories.courses import make_course, make_route
from tests.factories.people import make_person
from tests.factories.travel import make_rich_course

pytestmark = pytest.mark.django_db
WAITS = "Somebody who speaks the language has not cleared this translation yet."


def welsh(course, **kw):
    return translate_course(source=course, language="cy", title="Caredigrwydd", code="caredigrwydd", **kw)


def ids_in(course):
    return [[block.id for block in page.body] for page in LessonPage.objects.descendant_of(course).order_by("path")]


def problems(page):
    return [str(problem) for problem in page.problems()]


def test_a_translation_is_a_tree_of_drafts_beside_the_first_with_its_keys_and_block_ids():
    course = make_rich_course()
    before = course.url
    made = welsh(course)
    assert (made.live, made.locale.language_code, made.get_parent()) == (False, "cy", course.get_parent())
    first, second = (
        list(one.get_descendants(inclusive=True).order_by("path").values_list("translation_key", flat=True))
        for one in (course, made)
    )
    assert first == second
    assert ids_in(made) == ids_in(course)
    assert {page.locale.language_code for page in made.get_descendants()} == {"cy"}
    assert CoursePage.objects.get(pk=course.pk).url == before
    assert made.url.endswith("/courses/caredigrwydd/")
    assert Route.objects.filter(course=made, live=False).count() == 2


def test_asked_twice_there_is_one():
    course = make_course()
    assert welsh(course) == welsh(course)
    assert CoursePage.objects.count() == 2


def test_a_code_that_is_taken_is_said():
    course = make_course(code="caredigrwydd")
    with pytest.raises(ValidationError):
        welsh(course)


def test_no_page_of_it_is_published_until_somebody_else_has_cleared_it(editor):
    made = welsh(make_course(), by=editor)
    pages = [made, ModulePage.objects.descendant_of(made).get(), LessonPage.objects.descendant_of(made).get()]
    assert [problems(page).count(WAITS) for page in pages] == [1, 1, 1]
    lesson = pages[-1]
    lesson.title = "Gwers"
    lesson.save_revision(user=editor)
    with pytest.raises(PermissionDenied):
        clear_translation(course=made, by=editor)
    reader = make_person(given_name="Rhian")
    assert clear_translation(course=made, by=reader) == 3
    assert clear_translation(course=made, by=reader) == 0
    assert [problems(page).count(WAITS) for page in pages] == [0, 0, 0]
    assert waiting_below(made) == []
    entries = PageLogEntry.objects.filter(action="courses.clear_translation")
    assert [entry.user.given_name for entry in entries] == ["Rhian"] * 3


def test_the_first_course_waits_for_nobody():
    course = make_course()
    welsh(course)
    assert problems(course).count(WAITS) == 0


def test_an_editor_asks_for_it_and_another_clears_it(client, editor):
    course = make_course()
    make_route(course)
    client.force_login(editor)
    given = {"language": "cy", "title": "Caredigrwydd", "code": "caredigrwydd"}
    client.post(reverse("course_files:translate", args=[course.pk]), given)
    made = CoursePage.objects.get(code="caredigrwydd")
    address = reverse("course_files:clear", args=[made.pk])
    assert "Caredigrwydd" in client.get(address).content.decode()
    made.summary = "Addewid."
    made.save_revision(user=editor)
    page = client.post(address, follow=True).content.decode()
    assert "You wrote part of this translation, so somebody else clears it." in page
    assert len(waiting_below(made)) == 3
    client.force_login(make_person(groups=[EDITORS]))
    client.post(address)
    assert waiting_below(made) == []


def test_a_trainer_translates_and_clears_nothing(client, trainer):
    course = make_course()
    client.force_login(trainer)
    answers = [client.post(reverse(f"course_files:{name}", args=[course.pk])) for name in ("translate", "clear")]
    assert [answer.status_code for answer in answers] == [403, 403]
