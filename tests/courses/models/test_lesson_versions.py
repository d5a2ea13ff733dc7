"""Versions of a lesson that has every kind of block: history, comparing, going back, and two editors at once."""

import json

import pytest
from django.urls import reverse
from wagtail.admin.models import EditingSession
from wagtail.test.utils.form_data import inline_formset, nested_form_data, streamfield

from courses.models import LessonPage
from people.permissions import EDITORS
from tests.courses.test_page_forms import lesson_fields
from tests.factories.courses import make_course, make_index, make_lesson, make_module
from tests.factories.people import make_person
from tests.factories.reviews import decide, put_under_review, submit

pytestmark = pytest.mark.django_db
BODY = LessonPage._meta.get_field("body").stream_block
FAULT = [("audio", {"title": "At the desk", "transcript": ""})]


@pytest.fixture
def lesson():
    """Every kind of block, each as the editors' list of blocks shows it; the draft of it turns them round."""
    put_under_review(make_index())
    blocks = [(name, block.get_preview_value()) for name, block in BODY.child_blocks.items()]
    page = make_lesson(make_module(make_course(modules=0)), blocks=[])
    page.body = BODY.normalize(blocks)
    page.save_revision().publish()
    page.body = BODY.normalize([*blocks[::-1], ("text", "<p>A line more.</p>")])
    page.save_revision()
    return LessonPage.objects.get(pk=page.pk)


def at(name, page, *rest):
    return reverse(f"wagtailadmin_pages:{name}", args=[page.pk, *rest])


# Wagtail reads each text with an HTML parser, which warns of one that is an address.
@pytest.mark.filterwarnings("ignore:The input passed in on this line looks more like a URL")
def test_editors_and_administrators_compare_versions_and_read_the_history(
    client, editor, administrator, trainer, lesson
):
    first, newest = lesson.revisions.order_by("pk").values_list("pk", flat=True)[1:3]
    for person in (editor, administrator):
        client.force_login(person)
        for versions in ((first, newest), ("live", "latest")):
            assert "A line more." in client.get(at("revisions_compare", lesson, *versions)).content.decode()
        acts = [line.action for line in client.get(at("history", lesson)).context["object_list"]]
        assert acts == ["wagtail.publish"]
        assert "A line more." not in client.get(at("revisions_view", lesson, first)).content.decode()
    client.force_login(trainer)
    assert client.get(at("revisions_compare", lesson, first, newest)).status_code == 403


def test_an_editor_goes_back_to_an_older_version_and_has_it_reviewed(client, editor, lesson):
    old = lesson.revisions.order_by("pk")[1]
    client.force_login(editor)
    shown = client.get(at("revisions_revert", lesson, old.pk)).context["form"].initial["body"]
    assert [block.block_type for block in shown] == list(BODY.child_blocks)
    fields = {"title": "As it was", "slug": lesson.slug, "minutes": 10, "topics": "", "body": streamfield([])}
    client.post(at("revisions_revert", lesson, old.pk), nested_form_data(fields | {"comments": inline_formset([])}))
    lesson.refresh_from_db()
    draft = lesson.get_latest_revision_as_object()
    assert (draft.title, lesson.title, len(draft.body)) == ("As it was", "Lesson 1", 0)


def test_going_back_asks_the_gates_too(client, editor, administrator, lesson):
    """An older version with a fault, published by whoever may publish at once, or put forward for a review."""
    lesson.body = BODY.to_python([{"type": kind, "value": value} for kind, value in FAULT])
    old = lesson.save_revision(clean=False)
    lesson.body = BODY.to_python([])
    lesson.save_revision()
    with_fault = old.as_object()
    assert len(with_fault.problems()) == 1
    step = submit(lesson, editor, body=with_fault.body)
    assert decide(step, administrator).editions.count() == lesson.editions.count()
    client.force_login(administrator)
    fields = {"title": "Back", "slug": lesson.slug, "topics": ""} | lesson_fields(*FAULT)
    data = nested_form_data(fields | {"comments": inline_formset([]), "action-publish": "1"})
    assert client.post(at("revisions_revert", lesson, old.pk), data).context["form"].errors != {}
    assert LessonPage.objects.get(pk=lesson.pk).title == "Lesson 1"


def test_two_editors_on_one_page_see_each_other(client, editor, organisation, lesson):
    colleague = make_person(given_name="Cora", organisation=organisation, groups=[EDITORS])
    for person in (editor, colleague):
        client.force_login(person)
        client.get(at("edit", lesson))
    mine = EditingSession.objects.get(user=colleague)
    address = reverse("wagtailadmin_editing_sessions:ping", args=["wagtailcore", "page", lesson.pk, mine.pk])
    told = client.post(address).json()
    assert editor.get_full_name() in told["html"]
    assert [each["user"] for each in told["other_sessions"]] == [editor.get_full_name()]


def test_a_draft_of_an_older_version_does_not_write_over_a_newer_one(client, editor, lesson):
    client.force_login(editor)
    stale = lesson.revisions.order_by("pk")[1]
    fields = {"title": "Stale", "slug": lesson.slug, "minutes": 10, "topics": "", "body": streamfield([])}
    known = {"loaded_revision_id": stale.pk, "loaded_revision_created_at": stale.created_at.isoformat()}
    data = nested_form_data(fields | known | {"comments": inline_formset([])})
    response = client.post(at("edit", lesson), data, headers={"Accept": "application/json"})
    assert json.loads(response.content)["error_code"] == "invalid_revision"
    assert lesson.get_latest_revision_as_object().title == "Lesson 1"


def test_a_locked_page_is_not_changed_by_another(client, editor, organisation, lesson):
    colleague = make_person(given_name="Cora", organisation=organisation, groups=[EDITORS])
    client.force_login(colleague)
    client.post(at("lock", lesson))
    client.force_login(editor)
    fields = {"title": "Over it", "slug": lesson.slug, "minutes": 10, "topics": "", "body": streamfield([])}
    client.post(at("edit", lesson), nested_form_data(fields | {"comments": inline_formset([])}))
    assert lesson.get_latest_revision_as_object().title == "Lesson 1"
    assert LessonPage.objects.get(pk=lesson.pk).locked_by == colleague
