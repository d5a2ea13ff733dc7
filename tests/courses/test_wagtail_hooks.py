"""What Wagtail's admin refuses and allows, through its own views."""

import pytest
from django.urls import reverse
from wagtail.hooks import search_for_hooks
from wagtail.models import Page

from courses import registry
from courses.models import CoursePage, LessonPage, ModulePage, Route
from tests.factories.courses import make_course, make_index, make_lesson, make_module, make_route
from tests.factories.media import make_document

pytestmark = pytest.mark.django_db


@pytest.fixture
def cms(client, administrator):
    client.force_login(administrator)
    return client


@pytest.fixture
def used(monkeypatch):
    """Whatever lies under the page, somebody has completed it."""

    def completions(page):
        return ["Kept: 23 completions rest on this. Unpublish it instead."]

    search_for_hooks()  # the apps register first, so that nothing of theirs is lost with the patch
    monkeypatch.setattr(registry, "_keepers", [*registry._keepers, completions])


def said(response):
    """What this request put on the screen, without what earlier ones left."""
    return [str(message).strip() for message in response.wsgi_request._messages._queued_messages]


def bulk(client, action, *pages, **data):
    ids = "&".join(f"id={page.pk}" for page in pages)
    return client.post(f"{reverse('wagtail_bulk_action', args=['wagtailcore', 'page', action])}?{ids}&next=/cms/", data)


@pytest.mark.parametrize("method", ["get", "post"])
def test_a_used_page_is_not_deleted_and_the_sentence_says_why(cms, used, method):
    module = make_module(make_course(modules=0))
    for page in (module, module.get_parent(), make_index()):
        response = getattr(cms, method)(reverse("wagtailadmin_pages:delete", args=[page.pk]))
        assert response.status_code == 302
        assert said(response) == ["Kept: 23 completions rest on this. Unpublish it instead."]
        assert Page.objects.filter(pk=page.pk).exists()


def test_a_used_page_is_not_deleted_in_bulk(cms, used):
    first, second = make_course(lessons=0), make_course(lessons=0)
    response = bulk(cms, "delete", first, second)
    assert said(response) == ["Kept: 23 completions rest on this. Unpublish it instead."]
    assert CoursePage.objects.count() == 2


def test_a_page_that_nobody_used_goes_with_its_editions(cms):
    course = make_course()
    cms.post(reverse("wagtailadmin_pages:delete", args=[course.pk]))
    assert not CoursePage.objects.exists()
    assert bulk(cms, "delete", make_course(), make_course()).status_code == 302
    assert not CoursePage.objects.exists()
    assert not LessonPage.objects.exists()


def test_a_module_that_a_route_needs_is_neither_deleted_nor_moved(cms):
    course, other = make_course(lessons=0, title="First"), make_course(modules=0)
    make_route(course, name="Staff")
    module = ModulePage.objects.get()
    sentence = ["Kept: the route “First: Staff” needs it."]
    assert said(cms.post(reverse("wagtailadmin_pages:delete", args=[module.pk]))) == sentence
    address = reverse("wagtailadmin_pages:move_confirm", args=[module.pk, other.pk])
    assert said(cms.post(address)) == sentence
    assert said(bulk(cms, "move", module, chooser=other.pk)) == sentence
    assert ModulePage.objects.get().is_child_of(course)


def test_a_module_that_no_route_needs_may_move(cms):
    make_course(lessons=0)
    other = make_course(modules=0)
    module = ModulePage.objects.get()
    cms.post(reverse("wagtailadmin_pages:move_confirm", args=[module.pk, other.pk]))
    assert ModulePage.objects.get().is_child_of(other)


def test_a_module_that_an_open_route_needs_stays_published(cms):
    course = make_course(lessons=0, title="First")
    route = make_route(course, name="Staff")
    module = ModulePage.objects.get()
    sentence = ["The route “First: Staff” needs this. Close the route, or take it out of the route, first."]
    assert said(cms.post(reverse("wagtailadmin_pages:unpublish", args=[module.pk]))) == sentence
    whole = {"include_descendants": "on"}
    assert said(cms.post(reverse("wagtailadmin_pages:unpublish", args=[course.pk]), whole)) == sentence
    assert said(bulk(cms, "unpublish", module)) == sentence
    assert ModulePage.objects.get().live
    Route.objects.filter(pk=route.pk).update(closed_on="2026-01-01")
    cms.post(reverse("wagtailadmin_pages:unpublish", args=[module.pk]))
    assert not ModulePage.objects.get().live


def test_bulk_publishing_asks_the_gates_of_the_newest_draft(cms):
    lesson = make_lesson(make_module(make_course(modules=0)), title="Wall")
    lesson.unpublish()
    lesson.body = [("audio", {"title": "Third landing", "transcript": ""})]
    lesson.save_revision()
    assert said(bulk(cms, "publish", lesson)) == ["Wall: Give the recording “Third landing” a transcript."]
    assert not LessonPage.objects.get().live
    lesson.body = [("audio", {"title": "Third landing", "transcript": "She came out."})]
    lesson.save_revision()
    bulk(cms, "publish", lesson)
    assert LessonPage.objects.get().live


def test_a_copied_course_has_its_routes_as_drafts(cms):
    course = make_course(lessons=0, code="first")
    make_route(course, code="staff")
    data = {"title": "Copy", "code": "copy", "key": "7ab40f0a-5d5c-4b55-9a5c-0d6c1c9f7f10"}
    asked = cms.post(reverse("wagtailadmin_pages:copy", args=[course.pk]), {"new_title": "Copy", "new_slug": "copy"})
    assert asked.url == reverse("course_files:copy", args=[course.pk])
    cms.post(asked.url, data)
    copied = Route.objects.get(course__slug="copy")
    assert (copied.code, copied.live) == ("staff", False)
    assert [row.module.get_parent().slug for row in copied.route_modules.all()] == ["copy"]


def test_editors_reach_the_tree_and_the_lists_and_a_trainer_does_not(client, editor, trainer):
    for person, status in ((editor, 200), (trainer, 403)):
        client.force_login(person)
        course = CoursePage.objects.first() or make_course(lessons=1)
        addresses = [
            reverse("wagtailadmin_pages:edit", args=[LessonPage.objects.get().pk]),
            reverse("wagtailadmin_pages:add", args=["courses", "modulepage", course.pk]),
            reverse("wagtailsnippets_courses_route:add"),
            reverse("wagtailsnippets_courses_localword:list"),
            reverse("wagtailsnippets_courses_evidencerecord:list"),
            reverse("wagtailsnippets_courses_topic:list"),
        ]
        assert [client.get(address).status_code for address in addresses] == [status] * len(addresses)


@pytest.mark.parametrize("view", ["choose", "choose_results"])
def test_a_block_is_offered_the_kinds_of_file_that_it_is_for(cms, view):
    titles = [make_document(name).title for name in ("card.pdf", "voice.mp3", "film.mp4", "words.vtt", "plan.docx")]
    address = reverse(f"wagtaildocs_chooser:{view}")
    body = LessonPage._meta.get_field("body").stream_block.child_blocks
    asked = {
        "film": body["video"].child_blocks["file"],
        "light": body["video"].child_blocks["light"],
        "captions": body["video"].child_blocks["captions"],
        "recording": body["audio"].child_blocks["file"],
        "listen": body["text"].child_blocks["audio"].child_blocks["file"],
        "scene": body["scenario"].child_blocks["scenes"].child_block.child_blocks["audio"],
        "paper": body["handout"].child_blocks["files"].child_block.child_blocks["file"],
    }
    offered = {}
    for name, block in asked.items():
        query = block.widget.get_chooser_modal_url().partition("?")[2]
        page = cms.get(f"{address}?{query}")
        offered[name] = sorted(row.title for row in page.context["results"])
        assert "kinds=" in page.content.decode() or view == "choose_results"
    pdf, mp3, mp4, vtt, docx = titles
    assert offered == {
        "film": [mp4],
        "light": sorted([mp3, mp4]),
        "captions": [vtt],
        "recording": [mp3],
        "listen": [mp3],
        "scene": [mp3],
        "paper": sorted([pdf, docx]),
    }
    assert sorted(row.title for row in cms.get(address).context["results"]) == sorted(titles)
