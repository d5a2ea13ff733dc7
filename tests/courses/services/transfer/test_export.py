"""Courses on their way out, and round trips."""

import io
import zipfile

import pytest
import yaml
from wagtail.documents import get_document_model
from wagtail.images import get_image_model

from courses.models import CoursePage, Edition, LessonPage, Route
from courses.services.transfer.export import export_course
from courses.services.transfer.file import Refused
from courses.services.transfer.importing import import_course
from courses.services.transfer.writing import How
from tests.factories.courses import make_course, make_lesson, make_module, make_word
from tests.factories.travel import empty_site, make_rich_course, parts, taken

pytestmark = pytest.mark.django_db


def kept_in(row):
    with row.file.open() as file:
        return file.read()


def test_a_course_to_an_empty_site_and_back_is_the_same():
    course = make_rich_course()
    ids = [[block.id for block in lesson.body] for lesson in LessonPage.objects.order_by("path")]
    sent = taken(course)
    empty_site()
    outcome = import_course(io.BytesIO(sent))
    assert (outcome.problems, outcome.kept, outcome.changed) == ([], [], [])
    assert parts(taken(outcome.course)) == parts(sent)
    assert [[block.id for block in page.body] for page in LessonPage.objects.order_by("path")] == ids
    assert [page.live for page in CoursePage.objects.all()] == [False]
    assert kept_in(get_document_model().objects.get()) == b"Ask one question.\n"
    assert kept_in(get_image_model().objects.get())[:4] == b"\x89PNG"


def test_the_file_can_be_read_by_a_person():
    found = parts(taken(make_rich_course()))
    assert sorted(name for name in found if not name.startswith("media/")) == [
        "course.yaml",
        "lists.yaml",
        "media.yaml",
        "modules/observed/lessons/third.yaml",
        "modules/observed/module.yaml",
        "modules/ready/lessons/first.yaml",
        "modules/ready/lessons/second.yaml",
        "modules/ready/module.yaml",
    ]
    told = yaml.safe_load(found["course.yaml"])
    assert (told["topics"], told["audiences"], told["evidence"]) == (["listening"], ["carer"], ["FR1"])
    assert (told["languages"], told["modules"]) == (["cy"], ["ready", "observed"])
    assert [(route["code"], route["modules"], route.get("renewed_by")) for route in told["routes"]] == [
        ("refresh", ["ready"], None),
        ("staff", ["ready", "observed"], "refresh"),
    ]
    text = yaml.safe_load(found["modules/ready/lessons/first.yaml"])["body"][1]
    assert text["id"] == "words"
    assert text["text"]["text"] == (
        '<p>Signpost to {hub} &amp; the huddle: <a linktype="page" to="ready">before</a>.</p>'
    )


def test_lists_travel_as_far_as_they_are_used_and_local_words_by_name_alone(organisation):
    make_word(organisation, word="hub", value="Low Mill Hub")
    sent = taken(make_rich_course())
    lists = yaml.safe_load(parts(sent)["lists.yaml"])
    assert list(lists) == [
        *("evidence", "audiences", "topics", "staff-roles", "rubrics", "confidence-scales"),
        *("glossary", "jargon", "resources", "local-words"),
    ]
    assert list(lists["glossary"]) == ["Huddle"]
    assert list(lists["staff-roles"]) == ["caretaker"]
    assert lists["local-words"] == ["hub"]
    assert b"Low Mill" not in b"".join(parts(sent).values())


def test_the_newest_drafts_travel_unless_what_people_read_is_asked_for():
    course = make_course(modules=1, lessons=1, code="kindness")
    lesson = LessonPage.objects.get()
    lesson.title = "Not out yet"
    lesson.save_revision()
    name = "modules/module-1/lessons/lesson-1.yaml"
    assert yaml.safe_load(parts(taken(course))[name])["title"] == "Not out yet"
    assert yaml.safe_load(parts(taken(course, live=True))[name])["title"] == "Lesson 1"


def test_what_is_not_published_does_not_travel_live():
    course = make_course(modules=1, lessons=1)
    course.unpublish()
    with pytest.raises(Refused) as refused:
        export_course(CoursePage.objects.get(), io.BytesIO(), live=True)
    assert refused.value.problems == ["“Course 1” is not published. Leave out --live, and its drafts travel."]


def test_a_picture_whose_file_is_gone_is_named():
    course = make_rich_course()
    picture = get_image_model().objects.get()
    picture.file.storage.delete(picture.file.name)
    with pytest.raises(Refused) as refused:
        taken(course)
    assert refused.value.problems == ["The file of “A garden wall” is not there any more."]


def test_two_modules_with_one_code_are_put_right_first():
    course = make_course(modules=1, lessons=0, code="kindness")
    module = make_module(course, code="again")
    module.code = "module-1"
    module.save_revision()
    with pytest.raises(Refused) as refused:
        taken(CoursePage.objects.get())
    assert refused.value.problems == ["Two modules of “Kindness” have one code. Change one first."]


def test_a_link_to_a_page_outside_leads_there_on_a_site_that_has_it_and_is_words_on_another():
    other = make_course(modules=0, code="other")
    course = make_course(modules=0, code="kindness")
    text = f'<p>See <a linktype="page" id="{other.pk}">that</a>.</p>'
    make_lesson(make_module(course, code="ready"), slug="first", blocks=[("text", text)])
    sent = taken(course)
    assert b'to="/courses/other/"' in parts(sent)["modules/ready/lessons/first.yaml"]
    import_course(io.BytesIO(sent), how=How(code="again"))
    copy = LessonPage.objects.descendant_of(CoursePage.objects.get(code="again")).get()
    assert f'id="{other.pk}"' in copy.body[0].value["text"].source
    Edition.objects.filter(page=other).delete()
    other.delete()
    import_course(io.BytesIO(sent), how=How(code="third"))
    copy = LessonPage.objects.descendant_of(CoursePage.objects.get(code="third")).get()
    assert copy.body[0].value["text"].source == "<p>See that.</p>"


def test_the_same_course_is_the_same_file_whenever_it_is_packed():
    course = make_rich_course()
    first, second = (zipfile.ZipFile(io.BytesIO(taken(course))) for _time in "12")
    assert [entry.date_time for entry in first.infolist()] == [entry.date_time for entry in second.infolist()]
    assert first.read("course.yaml") == second.read("course.yaml")


def test_a_closed_route_stays_at_home():
    course = make_rich_course()
    Route.objects.filter(code="refresh").update(closed_on="2026-01-01")
    told = yaml.safe_load(parts(taken(course))["course.yaml"])
    assert [(route["code"], route.get("renewed_by")) for route in told["routes"]] == [("staff", None)]
