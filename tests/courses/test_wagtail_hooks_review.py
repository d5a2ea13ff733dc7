"""No road in Wagtail's admin leads round a review, and none that should be quick waits for one."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone
from wagtail.test.utils.form_data import inline_formset, nested_form_data

from courses.models import CoursePage, LessonPage, ModulePage, Translation
from courses.models.translation import is_waiting
from courses.services.reviewing import CONTENT_AND_SAFETY
from tests.courses.test_wagtail_hooks import bulk, said
from tests.factories.courses import make_course, make_index, make_lesson, make_module
from tests.factories.reviews import put_under_review, submit, write

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk(cms):
    """An editor's, where a review stands before every course."""
    put_under_review(make_index())
    return cms


def index_form(page, **action):
    """What the browser sends for the catalogue, with new words in it."""
    fields = {"title": page.title, "slug": page.slug, "introduction": "New.", "comments": inline_formset([])}
    return nested_form_data(fields | action)


def shown(page):
    return type(page).objects.get(pk=page.pk).introduction


def test_publish_by_an_editor_saves_a_draft_where_a_review_stands(desk, administrator):
    index = make_index()
    address = reverse("wagtailadmin_pages:edit", args=[index.pk])
    assert "action-publish" not in desk.get(address).content.decode()
    desk.post(address, index_form(index, **{"action-publish": "1"}))
    index = make_index()
    assert (shown(index), index.get_latest_revision_as_object().introduction) == ("", "New.")
    desk.force_login(administrator)
    desk.post(address, index_form(index, **{"action-publish": "1"}))
    assert shown(index) == "New."


def test_an_older_version_is_no_way_round_a_review(desk, editor, administrator):
    index = make_index()
    old = write(index, editor, introduction="Old.").latest_revision
    write(index, editor, introduction="Newer.")
    address = reverse("wagtailadmin_pages:revisions_revert", args=[index.pk, old.pk])
    assert "action-publish" not in desk.get(address).content.decode()
    desk.post(address, index_form(index, **{"action-publish": "1"}))
    assert shown(index) == ""
    desk.force_login(administrator)
    desk.post(address, index_form(index, **{"action-publish": "1"}))
    assert shown(index) == "New."


def test_a_new_page_by_an_editor_begins_as_a_draft(desk):
    address = reverse("wagtailadmin_pages:add", args=["courses", "coursepage", make_index().pk])
    assert "action-publish" not in desk.get(address).content.decode()


def test_nothing_is_published_in_bulk_round_a_review(desk):
    course = make_course(modules=0)
    course.get_latest_revision_as_object().save_revision()
    CoursePage.objects.update(live=False)
    assert said(bulk(desk, "publish", course))[-1:] == ["0 pages have been published"]
    assert not CoursePage.objects.get().live


def copying(lesson, **more):
    """What the browser sends for a copy beside the lesson, and where."""
    data = {"new_title": "Copy", "new_slug": "copy", "new_parent_page": lesson.get_parent().pk}
    return reverse("wagtailadmin_pages:copy", args=[lesson.pk]), data | more


@pytest.mark.parametrize("how", ["publish_copies", "alias"])
def test_a_copy_is_not_public_at_once(desk, administrator, how):
    lesson = make_lesson(make_module(make_course(modules=0), title="Ready"))
    errors = desk.post(*copying(lesson, **{how: "on"})).context["form"].errors
    assert errors["new_parent_page"] == ['You do not have permission to publish pages at "Ready"']
    assert LessonPage.objects.count() == 1
    desk.force_login(administrator)
    desk.post(*copying(lesson, **{how: "on"}))
    assert [page.live for page in LessonPage.objects.all()] == [True, True]


def test_a_copy_as_a_draft_needs_no_review(desk):
    lesson = make_lesson(make_module(make_course(modules=0)))
    desk.post(*copying(lesson))
    assert [page.live for page in LessonPage.objects.order_by("path")] == [True, False]


def test_a_copied_lesson_of_a_translation_waits_to_be_cleared_too(desk):
    lesson = make_lesson(make_module(make_course(modules=0)))
    Translation.objects.create(page=lesson)
    desk.post(*copying(lesson))
    assert [is_waiting(page) for page in LessonPage.objects.all()] == [True, True]


def test_what_is_live_is_not_moved_round_the_review_of_another_course(desk, administrator):
    module = make_module(make_course(modules=0), title="Ready")
    lesson = make_lesson(module)
    other = put_under_review(make_course(modules=0, title="Mediation"), review=CONTENT_AND_SAFETY)
    there = make_module(other, code="there")
    ModulePage.objects.filter(pk=module.pk).update(live=False)  # its lesson is live
    ways = ((module, other, "Ready"), (lesson, there, lesson.title))
    for page, to, title in ways:
        words = f"“{title}” would be read there without the review of that course. Unpublish it first, then move it."
        address = reverse("wagtailadmin_pages:move_confirm", args=[page.pk, to.pk])
        assert said(desk.post(address)) == [words]
        assert said(bulk(desk, "move", page, chooser=to.pk)) == [words]
    assert LessonPage.objects.get().is_descendant_of(module)
    desk.force_login(administrator)
    desk.post(reverse("wagtailadmin_pages:move_confirm", args=[module.pk, other.pk]))
    assert ModulePage.objects.get(pk=module.pk).is_child_of(CoursePage.objects.get(pk=other.pk))


def test_what_is_not_live_moves_under_another_review(desk):
    lesson = make_lesson(make_module(make_course(modules=0)))
    there = make_module(put_under_review(make_course(modules=0), review=CONTENT_AND_SAFETY))
    LessonPage.objects.update(live=False)
    desk.post(reverse("wagtailadmin_pages:move_confirm", args=[lesson.pk, there.pk]))
    assert LessonPage.objects.get().is_child_of(there)


def test_taking_a_page_down_waits_for_nobody(desk):
    lesson = make_lesson(make_module(make_course(modules=0)))
    desk.post(reverse("wagtailadmin_pages:unpublish", args=[lesson.pk]))
    assert not LessonPage.objects.get(pk=lesson.pk).live


@pytest.mark.parametrize(
    ("days", "words"),
    [(-1, ["Approve and publish", "Comment and publish"]), (1, ["Approve and schedule", "Comment and schedule"])],
)
def test_the_last_approval_says_what_it_does(desk, editor, administrator, days, words):
    submit(make_index(), editor, go_live_at=timezone.now() + timedelta(days=days))
    desk.force_login(administrator)
    menu = desk.get(reverse("wagtailadmin_pages:edit", args=[make_index().pk])).context["action_menu"]
    assert [item.label for item in menu.menu_items if item.name == "approve"] == words
