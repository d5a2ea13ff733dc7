"""Nobody approves what they wrote; where a review stands, only administrators publish without it."""

import pytest
from django.apps import apps
from django.urls import reverse
from wagtail.models import Page, PageLogEntry, TaskState
from wagtail.test.utils.form_data import inline_formset, nested_form_data, streamfield

from courses.models import CourseIndexPage, LessonPage, ReviewTask
from courses.models.review import Reviewed, has_written
from courses.services.reviewing import CONTENT_AND_SAFETY
from people.permissions import EDITORS
from tests.factories.courses import make_course, make_home, make_index, make_lesson, make_module, make_numbers
from tests.factories.people import make_person
from tests.factories.reviews import decide, put_under_review, step_of, submit, write

pytestmark = pytest.mark.django_db
FAULT = [("audio", {"title": "At the desk", "transcript": ""})]


@pytest.fixture
def colleague(organisation):
    return make_person(given_name="Cora", organisation=organisation, groups=[EDITORS])


@pytest.fixture
def index():
    return put_under_review(make_index())


@pytest.fixture
def lesson(index):
    return make_lesson(make_module(make_course(modules=0)), title="Lesson")


def names(step, page, user):
    return [name for name, _label, _asks in step.task.specific.get_actions(type(page).objects.get(pk=page.pk), user)]


def at(name, page, *rest):
    return reverse(f"wagtailadmin_pages:{name}", args=[page.pk, *rest])


def said(response):
    return [str(message).strip() for message in response.wsgi_request._messages._queued_messages]


def lesson_form(page):
    """What the browser sends for a lesson."""
    fields = {"title": page.title, "slug": page.slug, "comments": inline_formset([]), "topics": ""}
    return nested_form_data(fields | {"minutes": 10, "required": "on", "body": streamfield([])})


def test_an_author_has_no_approval_and_a_crafted_one_changes_nothing(client, editor, lesson):
    step = submit(lesson, editor, title="Mine")
    assert names(step, lesson, editor) == []
    client.force_login(editor)
    assert "Awaiting your review" not in client.get("/cms/").content.decode()
    assert client.post(at("workflow_action", lesson, "approve", step.pk)).status_code == 302
    assert "Approve" not in client.get(at("edit", lesson)).content.decode()
    crafted = lesson_form(lesson) | {"action-workflow-action": "1", "workflow-action-name": "approve"}
    client.post(at("edit", lesson), crafted)
    assert decide(step, editor).title == "Lesson"
    assert step_of(lesson) == step


def test_a_colleague_approves_and_the_draft_is_live_with_their_name_in_the_log(client, editor, colleague, lesson):
    step = submit(lesson, editor, title="Ready")
    assert names(step, lesson, colleague) == ["reject", "approve", "approve"]
    client.force_login(colleague)
    assert "Awaiting your review" in client.get("/cms/").content.decode()
    client.post(at("workflow_action", lesson, "approve", step.pk))
    lesson.refresh_from_db()
    assert (lesson.title, lesson.live, lesson.editions.count()) == ("Ready", True, 2)
    assert PageLogEntry.objects.get(action="wagtail.publish", page=lesson).user == colleague
    assert step_of(lesson) is None


def test_who_submitted_and_who_wrote_a_part_approve_nothing(editor, colleague, administrator, lesson):
    write(lesson, colleague, title="Half of it")
    step = submit(lesson, editor)
    assert [names(step, lesson, person) for person in (editor, colleague)] == [[], []]
    assert names(step, lesson, administrator) == ["reject", "approve", "approve"]
    decide(step, administrator)
    assert not has_written(lesson, colleague)  # what is public is nobody's draft any more


def comment_on(client, page, text):
    """As the browser sends a comment: with the whole form, nothing else changed."""
    comments = inline_formset([{"text": text, "contentpath": "introduction", "position": "", "replies": NO_REPLIES}])
    fields = {"title": page.title, "slug": page.slug, "introduction": page.introduction, "comments": comments}
    return client.post(at("edit", page), nested_form_data(fields))


NO_REPLIES = inline_formset([])


def test_whoever_only_commented_may_approve(client, editor, colleague, index):
    step = submit(index, editor, introduction="Come and learn.")
    client.force_login(colleague)
    comment_on(client, make_index().get_latest_revision_as_object(), "Shorter?")
    page = CourseIndexPage.objects.get()
    assert [(each.text, each.user) for each in page.wagtail_admin_comments.all()] == [("Shorter?", colleague)]
    assert page.latest_revision.user == colleague
    assert names(step, page, colleague) == ["reject", "approve", "approve"]
    assert decide(step, colleague).introduction == "Come and learn."


def test_a_reviewer_who_changes_the_page_and_approves_it_at_once_is_told_why_not(client, editor, colleague, index):
    step = submit(index, editor, introduction="Come and learn.")
    client.force_login(colleague)
    fields = {"title": "Courses", "slug": "courses", "introduction": "Mine.", "comments": inline_formset([])}
    action = {"action-workflow-action": "1", "workflow-action-name": "approve"}
    response = client.post(at("edit", index), nested_form_data(fields | action))
    words = "Your changes are saved. You wrote part of this page now, so somebody else approves it."
    assert said(response)[-1] == words
    index.refresh_from_db()
    assert (index.introduction, index.get_latest_revision_as_object().introduction) == ("", "Mine.")
    assert step_of(index) == step


def test_a_page_with_a_fault_is_not_approved_and_the_list_says_why(client, editor, colleague, index):
    lesson = make_lesson(make_module(make_course(modules=0)), blocks=FAULT)
    step = submit(lesson, editor, title="With a fault")
    assert names(step, lesson, colleague) == ["reject", "stopped"]
    client.force_login(colleague)
    shown = client.get(at("workflow_action", lesson, "stopped", step.pk)).json()
    assert [str(problem) in shown["html"] for problem in lesson.problems()] == [True]
    client.post(at("workflow_action", lesson, "approve", step.pk))
    client.post(at("workflow_action", lesson, "stopped", step.pk))
    assert decide(step, colleague).title != "With a fault"
    assert step_of(lesson) == step


@pytest.mark.parametrize("comment", ["", "   "])
def test_sending_back_needs_a_comment(client, editor, colleague, lesson, comment):
    step = submit(lesson, editor)
    client.force_login(colleague)
    client.post(at("workflow_action", lesson, "reject", step.pk), {"comment": comment})
    decide(step, colleague, "reject", comment=comment)
    assert step_of(lesson) == step
    client.post(at("workflow_action", lesson, "reject", step.pk), {"comment": "Say who rang."})
    step.refresh_from_db()
    assert (step.status, step.comment, step.finished_by) == (TaskState.STATUS_REJECTED, "Say who rang.", colleague)


def test_safety_is_read_by_administrators_and_lived_experience_may_be_left_out(editor, colleague, administrator):
    course = put_under_review(make_course(modules=0, title="Mediation"), review=CONTENT_AND_SAFETY)
    lesson = make_lesson(make_module(course), blocks=[("safety_panel", None)])
    make_numbers(editor.organisation)
    content = submit(lesson, editor, title="New")
    assert (content.task.name, decide(content, colleague).title) == ("Content check", "Lesson 1")
    lived = step_of(lesson)
    assert (lived.task.name, names(lived, lesson, colleague)) == (
        "Lived-experience review",
        ["reject", "approve", "approve", "skip"],
    )
    decide(lived, colleague, "skip", comment=" ")
    assert step_of(lesson) == lived
    decide(lived, colleague, "skip", comment="Read last year by two neighbours.")
    decide(lived, administrator, "skip", comment="Twice is once.")
    lived.refresh_from_db()
    assert (lived.status, lived.finished_by) == (TaskState.STATUS_SKIPPED, colleague)
    assert PageLogEntry.objects.get(action="courses.leave_out_step").data == {"step": lived.task_id}
    safety = step_of(lesson)
    assert (safety.task.name, names(safety, lesson, colleague)) == ("Safety check", [])
    assert decide(safety, colleague).title == "Lesson 1"
    assert decide(safety, administrator).title == "New"


def test_while_it_waits_its_author_cannot_change_it_and_reviewers_and_administrators_can(
    editor, colleague, administrator, trainer, lesson
):
    submit(lesson, editor)
    lock = LessonPage.objects.get(pk=lesson.pk).get_lock()
    assert [lock.for_user(person) for person in (editor, colleague, administrator)] == [True, False, False]
    own = "This page waits for a review. To change it now, press “Take back from review”."
    others = "This page waits for a review. Those who read it can change it, and so can administrators."
    assert [lock.get_message(person) for person in (editor, colleague, trainer)] == [own, None, others]
    write(lesson, colleague, title="A word put right")
    assert LessonPage.objects.get(pk=lesson.pk).get_lock().for_user(colleague) is False  # in the middle of a sentence
    write(lesson, administrator, title="Another")
    assert not LessonPage.objects.get(pk=lesson.pk).get_lock().for_user(administrator)


def test_the_author_takes_it_back(client, editor, lesson):
    submit(lesson, editor)
    client.force_login(editor)
    client.post(at("edit", lesson), lesson_form(lesson) | {"action-cancel-workflow": "1"})
    assert step_of(lesson) is None


def test_every_kind_of_page_asks_for_a_review():
    kinds = [model for model in apps.get_models() if issubclass(model, Page) and model is not Page]
    assert [model for model in kinds if not issubclass(model, Reviewed)] == []


def rights(user, page):
    may = page.permissions_for_user(user)
    return " ".join(name for name in ALL.split() if getattr(may, f"can_{name}")())


WITH_REVIEW = "add_subpage edit unpublish lock move unschedule reorder_children"
ALL = "add_subpage edit publish unpublish publish_subpage lock unlock move unschedule reorder_children"


def test_what_each_group_may_do_with_a_page_under_review(editor, administrator, trainer, hr, index):
    module = make_module(make_course(modules=0))
    found = [rights(person, module) for person in (editor, administrator, trainer, hr)]
    assert found == [WITH_REVIEW, ALL, "", ""]


def test_without_a_review_editors_publish(editor, administrator, trainer, hr):
    make_home()
    module = make_module(make_course(modules=0))
    found = [rights(person, module) for person in (editor, administrator, trainer, hr)]
    assert found == [ALL.replace("unlock ", ""), ALL, "", ""]


def test_editors_delete_page_by_page_and_administrators_a_whole_course(editor, administrator, trainer, hr, index):
    course = make_course(modules=1, lessons=1)
    lesson = LessonPage.objects.get()
    for page, expected in ((course, [False, True, False, False]), (lesson, [True, True, False, False])):
        people = (editor, administrator, trainer, hr)
        assert [page.permissions_for_user(person).can_delete() for person in people] == expected


def test_a_lock_is_lifted_by_whoever_set_it_or_an_administrator(client, editor, colleague, administrator, lesson):
    client.force_login(editor)
    client.post(at("lock", lesson))
    for person, locked in ((colleague, True), (administrator, False)):
        client.force_login(person)
        client.post(at("unlock", lesson))
        assert LessonPage.objects.get().locked is locked


def test_the_kind_of_step_is_described_where_it_is_chosen():
    words = "People of the chosen groups approve it, and nobody approves their own page."
    assert ReviewTask.get_description() == words
