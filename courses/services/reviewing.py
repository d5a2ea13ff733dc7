"""Reviews: where they stand, and who is told what."""

import hashlib
from collections.abc import Iterable
from typing import Any

from django.db import transaction
from wagtail.models import AbstractGroupApprovalTask, Page, TaskState, Workflow, WorkflowPage, WorkflowState
from wagtail.users.models import UserProfile

from courses import emails
from courses.models import CourseIndexPage, CoursePage, SeededContent
from people.models import User

CONTENT, CONTENT_AND_SAFETY = "Content review", "Content and safety review"
NEEDS_SAFETY = ("everyday-mediation",)


def attach_reviews() -> int:
    """Afterwards the catalogue has its content review, and mediation its review of content and safety.

    Each is attached once: where somebody chose another review since, or none, that stays. Returns how many were new.
    """
    wanted: list[tuple[Page, str]] = [(index, CONTENT) for index in CourseIndexPage.objects.all()]
    wanted += [(course, CONTENT_AND_SAFETY) for course in CoursePage.objects.filter(code__in=NEEDS_SAFETY)]
    return sum(_attach(page, name) for page, name in wanted)


def _attach(page: Page, name: str) -> bool:
    workflow = Workflow.objects.active().filter(name=name).first()
    if workflow is None:
        return False
    with transaction.atomic():
        _mark, is_new = SeededContent.objects.get_or_create(path=f"review/{page.translation_key}/{page.locale_id}")
        if not is_new or WorkflowPage.objects.filter(page=page).exists():
            return False
        WorkflowPage.objects.create(page=page, workflow=workflow)
    return True


def _page_of(state: WorkflowState) -> Page | None:
    thing = state.content_object
    return thing.specific.get_latest_revision_as_object() if isinstance(thing, Page) else None


def tell_reviewers(step: TaskState) -> int:
    """Everybody who may review this step has a letter. Returns how many are asked."""
    page, task = _page_of(step.workflow_state), step.task.specific
    if page is None or not isinstance(task, AbstractGroupApprovalTask):
        return 0
    asked = User.objects.active().filter(groups__in=task.groups.all()).distinct()
    reviewers = [person for person in asked if task.get_actions(page, person)]
    for person in reviewers:
        emails.to_review(person=person, page=page, step=step)
    return len(reviewers)


def tell_approved(review: WorkflowState) -> None:
    """Whoever submitted the page knows that it was approved."""
    page, person = _page_of(review), review.requested_by
    if page is not None and person is not None and person.is_active:
        emails.approved(person=person, page=page, review=review)


def tell_sent_back(review: WorkflowState) -> None:
    """Whoever submitted the page knows what should change."""
    page, person = _page_of(review), review.requested_by
    if page is not None and person is not None and person.is_active:
        emails.sent_back(person=person, page=page, step=review.current_task_state)


def tell_of_comments(people: Iterable[User], _kind: str, told: dict[str, Any]) -> bool:
    """Those who follow the comments of a page have a letter about what is new. Stands for Wagtail's own sending."""
    new, settled = list(told["new_comments"]), list(told["resolved_comments"])
    replies = [reply for answered in told["replied_comments"] for reply in answered["replies"]]
    print_of = [f"{type(row).__name__}{row.pk}" for row in (*new, *settled, *replies)]
    key = f"comments:{told['page'].pk}:{hashlib.sha256(' '.join(print_of).encode()).hexdigest()[:24]}"
    texts = [row.text for row in (*new, *replies)]
    for person in people:
        if person.is_active and UserProfile.get_for_user(person).updated_comments_notifications:
            emails.comments(person=person, page=told["page"], by=told["editor"], key=key, texts=texts)
    return True
