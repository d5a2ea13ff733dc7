"""What editors and reviewers are told about a page, one function for each letter."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from wagtail.admin.admin_url_finder import AdminURLFinder
from wagtail.models import Revision, TaskState, WorkflowState

from people.mail import absolute, post
from people.models import User

FOLDER = "courses/emails"


def _tell(name: str, *, about: Any, key: str, person: User, **context: Any) -> None:
    title = about.get_admin_display_title() if hasattr(about, "get_admin_display_title") else str(about)
    post(
        key=f"{key}:{person.uuid}",
        person=person,
        template=f"{FOLDER}/{name}",
        context={"title": title, "url": absolute(AdminURLFinder().get_edit_url(about)), **context},
    )


def to_review(*, person: User, page: Any, step: TaskState) -> None:
    """A reviewer hears that a page waits for them, once for each time it comes to this step."""
    by = step.workflow_state.requested_by
    sender = by.get_full_name() if by else ""
    _tell("to_review", about=page, key=f"review:{step.pk}:asked", person=person, step=step.task.name, sender=sender)


def approved(*, person: User, page: Any, review: WorkflowState) -> None:
    """Whoever submitted a page hears that it was approved, and when it goes live."""
    goes_live_at = page.go_live_at if not page.live else page.scheduled_revision and page.go_live_at
    _tell("approved", about=page, key=f"review:{review.pk}:approved", person=person, goes_live_at=goes_live_at)


def sent_back(*, person: User, page: Any, step: TaskState) -> None:
    """Whoever submitted a page hears what should change, in the reviewer's words."""
    by = step.finished_by.get_full_name() if step.finished_by else ""
    facts = {"reviewer": by, "comment": step.comment}
    _tell("sent_back", about=page, key=f"review:{step.pk}:sent-back", person=person, **facts)


def went_live(*, person: User, thing: Any, revision: Revision) -> None:
    """Its author and whoever approved it hear that it went live on its date."""
    _tell("went_live", about=thing, key=f"schedule:{revision.pk}:live", person=person)


def not_published(*, person: User, thing: Any, revision: Revision, planned: datetime, problems: list[str]) -> None:
    """Its author and whoever approved it hear that it did not go live on its date, and why."""
    key = f"schedule:{revision.pk}:{planned:%Y%m%d%H%M}:stopped"
    _tell("not_published", about=thing, key=key, person=person, problems=problems)


def stays_up(*, person: User, page: Any, expires_at: datetime, reasons: list[str]) -> None:
    """Its author hears, once for each date, that a page past its end stays up, and why."""
    key = f"schedule:{page.pk}:{expires_at:%Y%m%d%H%M}:kept"
    _tell("stays_up", about=page, key=key, person=person, reasons=reasons)


def comments(*, person: User, page: Any, by: User, key: str, texts: Iterable[str]) -> None:
    """Somebody who follows the comments on a page hears what another wrote."""
    _tell("comments", about=page, key=key, person=person, editor=by.get_full_name(), texts=list(texts))
