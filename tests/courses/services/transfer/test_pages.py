import pytest
from wagtail.models import Page

from courses.models import CoursePage, LessonPage, ModulePage, Route
from courses.services.transfer.pages import STAYS, Filling, fields_of, names_of, tell
from tests.factories.courses import make_course
from tests.factories.travel import make_rich_course


@pytest.mark.parametrize("model", [CoursePage, ModulePage, LessonPage, Route])
def test_every_field_travels_or_is_named_as_one_that_stays(model):
    own = {field.name for field in [*model._meta.local_fields, *model._meta.local_many_to_many]}
    assert own - names_of(model) - STAYS == set()


def test_of_every_page_its_words_travel_and_where_it_stands_does_not():
    assert {field.name for field in fields_of(LessonPage)} & {field.name for field in Page._meta.local_fields} == {
        *("title", "slug", "seo_title", "search_description", "show_in_menus")
    }


@pytest.mark.django_db
def test_what_a_page_tells_fills_another_that_tells_the_same():
    course = make_rich_course()
    told = tell(course, lambda _model, key: str(key))
    other = make_course(modules=0, code="other")
    filling = Filling("course.yaml", lambda _model, name: int(name))
    filling.check_names(CoursePage, told)
    filling.whole(other, told)
    assert filling.problems == []
    assert tell(other, lambda _model, key: str(key)) == told


@pytest.mark.django_db
def test_what_is_left_out_is_empty_afterwards():
    course = make_rich_course()
    Filling("course.yaml", lambda _model, _name: None).whole(course, {"title": "Bare", "slug": "bare", "code": "bare"})
    assert tell(course, lambda _model, key: key) == {
        "title": "Bare",
        "slug": "bare",
        "code": "bare",
        "kind": "SKILL",
        "show_in_menus": False,
    }


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("said", "problem"),
    [
        ({"mood": 1}, "course.yaml: there is no field “mood” here."),
        ({"title": ["a"]}, "course.yaml/title: This does not belong here."),
        ({"title": "a" * 300}, "course.yaml/title: Make it shorter: 255 letters at most."),
        ({"topics": "listening"}, "course.yaml: this does not belong here."),
        ({"topics": ["listening"]}, "course.yaml: “listening” is not in the file."),
        ({"review_by": "soon"}, "course.yaml/review_by: “soon” value has an invalid date format."),
    ],
)
def test_what_does_not_fit_is_said(said, problem):
    course = make_course(modules=0)
    filling = Filling("course.yaml", lambda _model, _name: None)
    filling.check_names(CoursePage, said)
    filling.whole(course, {"title": "Kindness", "slug": "k", "code": "k"} | said)
    assert [words[: len(problem)] for words in filling.problems] == [problem]


@pytest.mark.django_db
def test_a_related_course_that_is_not_here_is_left_out_without_a_fault():
    course = make_course(modules=0)
    filling = Filling("course.yaml", lambda _model, _name: None)
    filling.whole(course, {"title": "Kindness", "slug": "k", "code": "k", "related_courses": ["far-away"]})
    assert (filling.problems, list(course.related_courses.all())) == ([], [])
