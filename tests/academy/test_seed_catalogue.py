"""The starter catalogue whole. How one page or course is seeded stands in tests/courses/services/test_starter.py."""

from io import StringIO

import pytest
from django.core.management import call_command
from wagtail.models import Page, Revision, Site

from courses.models import (
    ConfidenceScale,
    CoursePage,
    Edition,
    EvidenceRecord,
    JargonWord,
    LessonPage,
    ModulePage,
    Route,
    Rubric,
)
from courses.services import set_local_words, starter_words
from home.models import HomePage, InfoPage
from people.models import StaffRole
from tests.factories.people import make_organisation

pytestmark = pytest.mark.django_db
COURSES = {  # how many modules, lessons and routes each has
    "community-connector": (5, 7, 3),
    "everyday-mediation": (7, 14, 3),
    "reverse-mentoring": (7, 16, 3),
    "every-touch-point": (11, 29, 9),
    "train-the-trainer": (7, 8, 3),
}


def seed(*options):
    out = StringIO()
    call_command("seed_catalogue", *options, stdout=out)
    return out.getvalue()


def facts():
    return [
        [(page.pk, page.latest_revision_id, page.live) for page in Page.objects.order_by("path")],
        [(route.pk, route.latest_revision_id, route.live) for route in Route.objects.order_by("pk")],
        Revision.objects.count(),
        Edition.objects.count(),
        [model.objects.count() for model in (EvidenceRecord, Rubric, ConfidenceScale, JargonWord, StaffRole)],
    ]


def sizes(course):
    below = [model.objects.descendant_of(course).count() for model in (ModulePage, LessonPage)]
    return (*below, course.routes.count())


def modules_of(code):
    course = CoursePage.objects.get(code=code)
    return [(module.code, module.completed_by) for module in ModulePage.objects.child_of(course).order_by("path")]


def test_seed_catalogue_brings_five_courses_as_drafts_that_could_be_published_once_the_words_are_filled(settings):
    settings.DEMO = False
    assert seed() == "The catalogue has 5 course(s) and 74 lesson(s).\n"
    assert {course.code: sizes(course) for course in CoursePage.objects.all()} == COURSES
    assert {course.live for course in CoursePage.objects.all()} == {False}
    site = Site.objects.get(is_default_site=True)
    assert site.root_page_id == HomePage.objects.get().pk
    assert list(Page.objects.child_of(site.root_page).live().order_by("path").values_list("slug", flat=True)) == [
        "courses",
        "about",
        "help",
        "privacy",
        "accessibility",
    ]
    assert not Page.objects.filter(depth=2).exact_type(Page).exists()
    copy = " ".join(str(lesson.body.get_prep_value()) for lesson in LessonPage.objects.all())
    assert [notation for notation in ("[[", "]]", "[S", "[FR", "[x]", "[ ]", "**") if notation in copy] == []
    for place, words in starter_words().items():
        set_local_words(organisation=make_organisation(name=place), words=words, by=None)
    pages = [*LessonPage.objects.all(), *ModulePage.objects.all(), *CoursePage.objects.all()]
    assert {page.title: page.problems() for page in pages if page.problems()} == {}


def test_seed_catalogue_published_says_what_the_files_say_and_a_second_run_changes_nothing():
    seed("--publish")
    assert modules_of("community-connector") == [
        ("ready", "LESSONS"),
        ("session", "ATTENDANCE"),
        ("try-it", "PRACTICE"),
        ("keep-warm", "LESSONS"),
        ("two-more", "PRACTICE"),
    ]
    assert dict(modules_of("train-the-trainer"))["lead"] == "OBSERVATION"
    connector = CoursePage.objects.get(code="community-connector")
    assert [
        (route.code, route.audience, route.validity_months, [row.module.code for row in route.route_modules.all()])
        for route in connector.routes.order_by("order")
    ] == [
        ("resident", "RESIDENT", None, ["session"]),
        ("staff", "STAFF", 36, ["ready", "session", "try-it"]),
        ("refresh", "STAFF", 36, ["keep-warm", "two-more"]),
    ]
    assert {route.code: route.renewed_by.code for route in connector.routes.exclude(renewed_by=None)} == {
        "staff": "refresh",
        "refresh": "refresh",
    }
    housing = Route.objects.get(code="housing")
    assert sorted(role.name for role in housing.suggested_for.all()) == [
        "Caretaker and estates worker",
        "Housing officer",
        "Repairs operative",
    ]
    observed = ModulePage.objects.get(code="observed")
    assert (observed.rubric.out_of, observed.rubric.least_total, observed.wait_days) == (24, 14, 7)
    story = next(block for block in LessonPage.objects.get(slug="not-this-one").body if block.block_type == "scenario")
    assert story.value["revisit"].slug == "should-i-be-in-this"
    lesson = LessonPage.objects.get(slug="listen-ask-offer")
    lesson.title = "Listen first"
    lesson.save_revision().publish()
    page = InfoPage.objects.get(slug="help")
    page.title = "Ask us"
    page.save_revision()  # a draft of an editor counts too
    before = facts()
    seed("--publish")
    assert facts() == before
    assert LessonPage.objects.get(slug="listen-ask-offer").title == "Listen first"
