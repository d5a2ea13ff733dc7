from io import StringIO

import pytest
from django.core.management import call_command
from wagtail.models import Page, Revision, Site

from courses.models import CoursePage, Edition, EvidenceRecord, LessonPage, ModulePage, Route
from courses.services import set_local_words, starter_words
from home.models import HomePage, InfoPage
from tests.factories.people import make_organisation

pytestmark = pytest.mark.django_db


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
        EvidenceRecord.objects.count(),
    ]


def test_seed_catalogue_brings_the_whole_course_and_a_second_run_changes_nothing():
    assert seed("--publish") == "The catalogue has 1 course(s) and 7 lesson(s).\n"
    before = facts()
    seed("--publish")
    assert facts() == before
    course = CoursePage.objects.get(code="community-connector")
    modules = ModulePage.objects.child_of(course).order_by("path")
    assert [(module.code, module.completed_by) for module in modules] == [
        ("ready", "LESSONS"),
        ("session", "ATTENDANCE"),
        ("try-it", "PRACTICE"),
        ("keep-warm", "LESSONS"),
        ("two-more", "PRACTICE"),
    ]
    assert [(lesson.slug, lesson.minutes, lesson.required) for lesson in LessonPage.objects.order_by("path")] == [
        ("you-already-do-this", 8, True),
        ("listen-ask-offer", 10, True),
        ("what-is-out-there", 10, True),
        ("when-it-is-bigger", 12, True),
        ("one-conversation", 10, True),
        ("what-changed-locally", 10, False),
        ("what-your-obstacles-taught-us", 10, False),
    ]
    assert [
        (route.code, route.audience, route.validity_months, [row.module.code for row in route.route_modules.all()])
        for route in Route.objects.order_by("order")
    ] == [
        ("resident", "RESIDENT", None, ["session"]),
        ("staff", "STAFF", 36, ["ready", "session", "try-it"]),
        ("refresh", "STAFF", 36, ["keep-warm", "two-more"]),
    ]
    assert {route.code: route.renewed_by.code for route in Route.objects.exclude(renewed_by=None)} == {
        "staff": "refresh",
        "refresh": "refresh",
    }


def test_seed_catalogue_leaves_no_gate_shut_once_the_local_words_are_there():
    seed()
    for place, words in starter_words().items():
        set_local_words(organisation=make_organisation(name=place), words=words, by=None)
    pages = [*LessonPage.objects.all(), *ModulePage.objects.all(), *CoursePage.objects.all()]
    assert {page.title: page.problems() for page in pages if page.problems()} == {}


def test_seed_catalogue_brings_no_note_to_the_builder_into_the_copy():
    seed()
    copy = " ".join(str(lesson.body.get_prep_value()) for lesson in LessonPage.objects.all())
    for notation in ("[[", "]]", "[S", "[FR", "[x]", "[ ]", "**"):
        assert notation not in copy


def test_seed_catalogue_keeps_courses_as_drafts_and_opens_the_site(settings):
    settings.DEMO = False
    seed()
    assert [course.live for course in CoursePage.objects.all()] == [False]
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


def test_seed_catalogue_never_overwrites_an_editors_change():
    seed("--publish")
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
