"""Reviews (decision 0027)."""

from typing import Any

from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail import hooks
from wagtail.admin import messages
from wagtail.admin.views.pages import edit
from wagtail.models import Page

from courses.models.review import has_written
from courses.services.reviewing import tell_of_comments

# Wagtail mails new comments by itself while the page is being saved. Our one door for mail is people/mail.py.
edit.send_notification = tell_of_comments


@hooks.register("construct_page_action_menu")
def say_what_the_last_approval_does(items: list[Any], request: HttpRequest, context: dict[str, Any]) -> None:
    """The page goes live, or waits for its date."""
    page = context.get("page")
    state = page.current_workflow_state if page else None
    if state is None or not state.is_at_final_task:
        return
    waits = page.go_live_at is not None and page.go_live_at > timezone.now()
    for item in items:
        if item.name == "approve" and waits:
            item.label = _("Comment and schedule") if item.launch_modal else _("Approve and schedule")
        elif item.name == "approve":
            item.label = _("Comment and publish") if item.launch_modal else _("Approve and publish")


@hooks.register("after_edit_page")
def say_why_it_was_not_approved(request: HttpRequest, page: Page) -> None:
    """Somebody changed the page and approved it with the same click: the change is kept, the approval is not."""
    approving = request.POST.get("action-workflow-action") and request.POST.get("workflow-action-name") == "approve"
    if approving and page.workflow_in_progress and has_written(page, request.user):
        words = _("Your changes are saved. You wrote part of this page now, so somebody else approves it.")
        messages.warning(request, words)
