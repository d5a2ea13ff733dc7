import pytest

from courses.models import CoursePage, SeededContent
from courses.services.transfer.file import Refused
from courses.services.transfer.writing import How, Outcome, Writing, mark_of, newest, strings, was_here
from tests.factories.courses import make_course

pytestmark = pytest.mark.django_db


def written(course, summary, **how):
    outcome = Outcome()
    said = {"title": course.title, "slug": course.slug, "code": course.code, "summary": summary}
    Writing(How(**how), outcome, None).page(course, "course.yaml", said, is_new=False)
    return outcome


def test_what_was_changed_here_stays_until_told_otherwise():
    course = make_course(modules=0)
    assert written(course, "Told.").kept == ["Course 1"]
    assert written(course, "Told.", over=True).changed == ["Course 1"]
    assert written(course, "Told anew.").changed == ["Course 1"]
    assert newest(course).summary == "Told anew."
    assert CoursePage.objects.get().summary == "What it promises."


def test_what_the_starter_catalogue_brought_is_nobodys_own_words():
    course = make_course(modules=0)
    SeededContent.objects.create(path=course.code, revision=course.live_revision)
    CoursePage.objects.update(latest_revision=course.live_revision)
    assert written(course, "Told.").changed == ["Course 1"]


def test_an_import_leaves_a_mark():
    course = make_course(modules=0)
    mark = mark_of(course.translation_key, course.locale)
    assert was_here(mark) is False
    written(course, "Told.", over=True)
    assert was_here(mark) is True
    assert mark == f"import/{course.translation_key}/en-gb"


def test_a_list_of_names_is_one_or_refused():
    assert strings({"a": ["b"]}, "a", "x.yaml") == ["b"]
    assert strings({}, "a", "x.yaml") == []
    with pytest.raises(Refused, match=r"x\.yaml cannot be read\."):
        strings({"a": [1]}, "a", "x.yaml")
