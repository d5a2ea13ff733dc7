"""Pages under review, and drafts that were submitted."""

from typing import Any

from wagtail.models import Page, TaskState, Workflow, WorkflowPage

from courses.services.reviewing import CONTENT
from people.models import User


def put_under_review(page: Page, *, review: str = CONTENT) -> Page:
    """From here down, publishing waits for this review."""
    WorkflowPage.objects.create(page=page, workflow=Workflow.objects.get(name=review))
    return type(page).objects.get(pk=page.pk)


def write(page: Page, by: User | None, **fields: Any) -> Page:
    """A draft by this person, with these fields changed."""
    draft = type(page).objects.get(pk=page.pk).get_latest_revision_as_object()
    for name, value in fields.items():
        setattr(draft, name, value)
    draft.save_revision(user=by)
    return type(page).objects.get(pk=page.pk)


def submit(page: Page, by: User, **fields: Any) -> TaskState:
    """The draft of this person waits for its review: the step that it is at."""
    page = write(page, by, **fields)
    page.get_workflow().start(page, by)
    return step_of(page)


def step_of(page: Page) -> TaskState | None:
    """Where the page stands in its review now; None where nothing waits."""
    return type(page).objects.get(pk=page.pk).current_workflow_task_state


def decide(step: TaskState, by: User, action: str = "approve", **given: Any) -> Page:
    """What a reviewer does by its button, and the page as it is afterwards."""
    step.task.specific.on_action(step, by, action, **given)
    page = step.workflow_state.content_object
    return page.specific_class.objects.get(pk=page.pk)
