"""Where reviews stand, and who is told what: by letters of ours, each once, and by no other door."""

import pytest
from django.core import mail
from django.urls import reverse
from wagtail.models import TaskState, Workflow, WorkflowPage
from wagtail.signals import task_submitted, workflow_approved, workflow_rejected
from wagtail.test.utils.form_data import inline_formset, nested_form_data
from wagtail.users.models import UserProfile

from courses import receivers
from courses.models import CourseIndexPage, ReviewTask
from courses.services.reviewing import CONTENT, CONTENT_AND_SAFETY, attach_reviews
from people.models import Message
from people.permissions import ADMINISTRATORS, EDITORS
from tests.factories.courses import make_course, make_index, make_lesson, make_module, make_numbers
from tests.factories.people import make_person
from tests.factories.reviews import decide, put_under_review, submit

pytestmark = pytest.mark.django_db


@pytest.fixture
def colleague(organisation):
    return make_person(given_name="Cora", organisation=organisation, groups=[EDITORS])


@pytest.fixture
def index():
    return put_under_review(make_index())


def letters():
    """Template and person of each, in order."""
    return [(row.template.split("/")[-1], row.person.given_name) for row in Message.objects.order_by("pk")]


def reviews():
    return {link.page.title: link.workflow.name for link in WorkflowPage.objects.all()}


def test_the_two_reviews_and_their_steps_are_there():
    steps = {
        workflow.name: [
            (step.name, sorted(group.name for group in step.groups.all()), step.optional)
            for step in (task.specific for task in workflow.tasks)
        ]
        for workflow in Workflow.objects.active()
    }
    content = ("Content check", [ADMINISTRATORS, EDITORS], False)
    lived = ("Lived-experience review", [ADMINISTRATORS, EDITORS], True)
    assert steps == {
        CONTENT: [content],
        CONTENT_AND_SAFETY: [content, lived, ("Safety check", [ADMINISTRATORS], False)],
    }
    assert ReviewTask.objects.count() == 3


def test_reviews_are_attached_once_and_an_administrators_choice_stays():
    make_index()
    course = make_course(modules=0, code="everyday-mediation", title="Mediation")
    make_course(modules=0, code="other")
    assert attach_reviews() == 2
    expected = {"Courses": CONTENT, "Mediation": CONTENT_AND_SAFETY}
    assert (reviews(), attach_reviews(), reviews()) == (expected, 0, expected)
    WorkflowPage.objects.get(page=course).delete()
    assert (attach_reviews(), reviews()) == (0, {"Courses": CONTENT})


def test_a_review_that_somebody_chose_before_stays():
    index = put_under_review(make_index(), review=CONTENT_AND_SAFETY)
    assert (attach_reviews(), reviews()) == (0, {index.title: CONTENT_AND_SAFETY})


def test_where_the_review_was_renamed_nothing_is_attached():
    make_index()
    Workflow.objects.update(name="Ours")
    assert (attach_reviews(), reviews()) == (0, {})


def test_a_page_goes_to_its_reviewers_back_and_to_them_again_with_one_letter_each(
    editor, colleague, administrator, index, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks():
        step = submit(index, editor, introduction="Come.")
        decide(step, colleague, "reject", comment="Say to whom.")
        page = CourseIndexPage.objects.get()
        page.current_workflow_state.resume(editor)
        again = page.current_workflow_state.current_task_state
        decide(again, administrator)
    both = [("to_review", "Ada"), ("to_review", "Cora")]
    assert sorted(letters()[:2]) == both
    assert letters()[2] == ("sent_back", "Edie")
    assert sorted(letters()[3:5]) == both
    assert letters()[5:] == [("approved", "Edie")]
    back = Message.objects.get(template__endswith="sent_back")
    assert "Cora" in back.text
    assert "Say to whom." in back.text
    assert reverse("wagtailadmin_pages:edit", args=[index.pk]) in back.text
    assert mail.outbox == []


def test_a_letter_is_written_once_however_often_the_signal_comes(editor, colleague, index):
    step = submit(index, editor)
    task_submitted.send(sender=TaskState, instance=step, user=editor)
    assert letters() == [("to_review", "Cora")]
    decide(step, colleague)
    review = step.workflow_state
    workflow_approved.send(sender=type(review), instance=review, user=colleague)
    assert letters()[1:] == [("approved", "Edie")]


@pytest.mark.parametrize(("action", "given"), [("approve", {}), ("reject", {"comment": "Say to whom."})])
def test_somebody_who_left_has_no_letter(editor, colleague, index, action, given):
    step = submit(index, editor)
    editor.is_active = False
    editor.save()
    decide(TaskState.objects.get(pk=step.pk), colleague, action, **given)
    assert letters() == [("to_review", "Cora")]


def test_ours_stand_in_the_place_of_wagtails_own_letters():
    ours = {receivers.ask_reviewers, receivers.say_it_was_approved, receivers.say_it_came_back}
    found = {
        receiver()
        for signal in (task_submitted, workflow_approved, workflow_rejected)
        for _key, receiver, _async in signal.receivers
    }
    assert found == ours


def test_the_next_step_is_told_to_its_own_people(editor, colleague, administrator):
    course = put_under_review(make_course(modules=0), review=CONTENT_AND_SAFETY)
    lesson = make_lesson(make_module(course), blocks=[("safety_panel", None)])
    make_numbers(editor.organisation)
    step = submit(lesson, editor)
    decide(step, colleague)
    lived = step.workflow_state.__class__.objects.get(pk=step.workflow_state_id).current_task_state
    decide(lived, colleague, "skip", comment="Read before.")
    asked = [row.text.split("This step is: ")[1].split(".")[0] for row in Message.objects.order_by("pk")]
    assert sorted(set(asked)) == ["Content check", "Lived-experience review", "Safety check"]
    safety = [row.person for row in Message.objects.all() if "This step is: Safety check" in row.text]
    assert safety == [administrator]


def comment(client, page, *comments):
    fields = {"title": page.title, "slug": page.slug, "introduction": page.introduction}
    data = fields | {"comments": inline_formset(list(comments)), "comment_notifications": "on"}
    return client.post(reverse("wagtailadmin_pages:edit", args=[page.pk]), nested_form_data(data))


def test_whoever_follows_comments_has_a_letter_of_ours(client, editor, colleague, index):
    new = {"text": "Shorter?", "contentpath": "introduction", "position": "", "replies": inline_formset([])}
    client.force_login(editor)
    comment(client, index)
    client.force_login(colleague)
    comment(client, index, new)
    assert letters() == [("comments", "Edie")]
    assert "Shorter?" in Message.objects.get().text
    assert mail.outbox == []


def test_whoever_switched_them_off_has_none(client, editor, colleague, index):
    new = {"text": "Shorter?", "contentpath": "introduction", "position": "", "replies": inline_formset([])}
    client.force_login(editor)
    comment(client, index)
    UserProfile.get_for_user(editor)
    UserProfile.objects.update(updated_comments_notifications=False)
    client.force_login(colleague)
    comment(client, index, new)
    assert letters() == []
