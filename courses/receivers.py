"""What follows a publication, by whichever road it came, and who is told of a review.

The dispatch ids of reviews are Wagtail's own: a signal keeps the first receiver of an id, and this app is ready before
Wagtail's admin. So ours stand in the place of letters that Wagtail would send by itself, outside people/mail.py.
"""

from typing import Any

from django.dispatch import receiver
from wagtail.models import Page, Revision, TaskState, WorkflowState
from wagtail.signals import page_published, task_submitted, workflow_approved, workflow_rejected
from wagtail.tasks import update_reference_index_task

from courses.models import CourseIndexPage, CoursePage, LessonPage, ModulePage
from courses.services import record_edition
from courses.services.reviewing import tell_approved, tell_reviewers, tell_sent_back

OURS = (CourseIndexPage, CoursePage, ModulePage, LessonPage)


@receiver(page_published, dispatch_uid="courses.record_edition")
def give_it_a_number(sender: type[Page], instance: Page, revision: Revision | None, **_rest: Any) -> None:
    """Each publication of our pages is an edition, which completions rest on. One that waits for its date is none yet,
    though Wagtail sends the same signal."""
    if isinstance(instance, OURS) and revision is not None and instance.live:
        record_edition(page=instance, revision=revision)


@receiver(page_published, dispatch_uid="courses.count_uses")
def count_what_it_uses(sender: type[Page], instance: Page, **_rest: Any) -> None:
    """Wagtail counts uses as the page itself is saved, a moment before its topics, audiences and evidence are."""
    if isinstance(instance, OURS):
        update_reference_index_task.enqueue(instance._meta.app_label, instance._meta.model_name, str(instance.pk))


@receiver(task_submitted, sender=TaskState, dispatch_uid="group_approval_task_submitted_email_notification")
def ask_reviewers(instance: TaskState, **_rest: Any) -> None:
    """A page came to a step of its review."""
    tell_reviewers(instance)


@receiver(workflow_approved, sender=WorkflowState, dispatch_uid="workflow_state_approved_email_notification")
def say_it_was_approved(instance: WorkflowState, **_rest: Any) -> None:
    """The last step was approved."""
    tell_approved(instance)


@receiver(workflow_rejected, sender=WorkflowState, dispatch_uid="workflow_state_rejected_email_notification")
def say_it_came_back(instance: WorkflowState, **_rest: Any) -> None:
    """A reviewer sent it back."""
    tell_sent_back(instance)
