"""Review: nobody approves what they wrote, and where a review stands, only administrators publish without it."""

from typing import Any

from django import forms
from django.db import models, transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from wagtail.forms import TaskStateCommentForm
from wagtail.locks import WorkflowLock
from wagtail.log_actions import log
from wagtail.models import (
    COMMENTS_RELATION_NAME,
    AbstractGroupApprovalTask,
    PagePermissionTester,
    Revision,
    TaskState,
    WorkflowState,
)

from courses import gates
from courses.models.edition import Edition
from courses.models.translation import is_waiting
from people.permissions import is_administrator

# What a draft holds beside what somebody wrote: where it stands, and the comments on it.
NOT_WRITTEN = frozenset(
    {
        COMMENTS_RELATION_NAME,
        "pk",
        "path",
        "depth",
        "numchild",
        "url_path",
        "translation_key",
        "locale",
        "live",
        "has_unpublished_changes",
        "first_published_at",
        "last_published_at",
        "live_revision",
        "latest_revision",
        "latest_revision_created_at",
        "owner",
        "locked",
        "locked_at",
        "locked_by",
        "expired",
        "alias_of",
        "content_type",
        "draft_title",
        "page_ptr",
    }
)
NEED_WORDS = frozenset({"reject", "skip"})


class ReviewedPermissions(PagePermissionTester):
    """What somebody may do with a page that may have a review: publishing it is for administrators alone then.

    Taking a page down, and calling off a date, never wait for anybody.
    """

    def _without_review(self) -> bool:
        return is_administrator(self.user) or not self.page.has_workflow

    def can_publish(self) -> bool:
        """Publishing at once, on a page with a review: administrators."""
        return super().can_publish() and self._without_review()

    def can_publish_subpage(self) -> bool:
        """A new page goes live at once under the same rule."""
        return super().can_publish_subpage() and self._without_review()

    def can_unschedule(self) -> bool:
        """Whoever may take the page down may call off its date."""
        return super().can_publish()


class Reviewed:
    """Part of every kind of page: a review may stand before it."""

    def language_problems(self) -> list[gates.Problem]:
        """What stops a page that began as a copy in another language (decision 0031)."""
        return gates.translation_problems(waiting=is_waiting(self))

    def permissions_for_user(self, user: Any) -> ReviewedPermissions:
        """What this person may do with the page."""
        return ReviewedPermissions(user, self)


def _says(revision: Revision) -> dict[str, Any]:
    return {name: value for name, value in revision.content.items() if name not in NOT_WRITTEN}


def _is_new(revision: Revision) -> bool:
    """Whether it says something that the draft before it did not. A comment is not part of the page."""
    try:
        return _says(revision) != _says(revision.get_previous())
    except Revision.DoesNotExist:
        return True


def _not_public(page: Any) -> Any:
    """The drafts newer than the last edition, oldest first."""
    published = Edition.objects.filter(page_id=page.pk).order_by("-number")
    since = published.values_list("revision__created_at", flat=True).first()
    drafts = page.revisions.order_by("created_at", "pk")
    return drafts if since is None else drafts.filter(created_at__gt=since)


def has_written(page: Any, user: Any, *, before: Any = None) -> bool:
    """Whether this person wrote part of what is not public yet: in a draft newer than the last edition."""
    drafts = _not_public(page).filter(user=user, created_at__lte=before or timezone.now())
    return any(_is_new(revision) for revision in drafts)


def writers_of(page: Any) -> list[Any]:
    """Everybody who wrote part of what is not public yet, each once, whoever began first."""
    drafts = _not_public(page).exclude(user=None).select_related("user")
    return list(dict.fromkeys(revision.user for revision in drafts if _is_new(revision)))


class SendBackForm(TaskStateCommentForm):
    """Whoever sends a page back says why."""

    comment = forms.CharField(
        label=gettext_lazy("What should change?"),
        widget=forms.Textarea({"rows": 4}),
        error_messages={"required": gettext_lazy("Say what should change.")},
    )


class LeaveOutForm(TaskStateCommentForm):
    """Whoever leaves a step out says why."""

    comment = forms.CharField(
        label=gettext_lazy("Why is this step left out?"),
        widget=forms.Textarea({"rows": 4}),
        error_messages={"required": gettext_lazy("Say why, in a few words.")},
    )


class ReviewLock(WorkflowLock):
    """A page waits for a review: what that means for whoever opens it."""

    def get_message(self, user: Any) -> str | None:
        """Said at the top of the page to those who cannot change it now."""
        if not self.for_user(user):
            return None
        state = self.object.current_workflow_state
        if state is not None and state.user_can_cancel(user):
            return _("This page waits for a review. To change it now, press “Take back from review”.")
        return _("This page waits for a review. Those who read it can change it, and so can administrators.")


class ReviewTask(AbstractGroupApprovalTask):
    """One step of a review: somebody in its groups reads the draft, who neither wrote nor submitted it."""

    optional = models.BooleanField(
        gettext_lazy("may be left out"),
        default=False,
        help_text=gettext_lazy("A reviewer may go on without it, and says why."),
    )

    lock_class = ReviewLock
    admin_form_fields = [*AbstractGroupApprovalTask.admin_form_fields, "optional"]

    class Meta:
        verbose_name = gettext_lazy("review")
        verbose_name_plural = gettext_lazy("reviews")

    @classmethod
    def get_description(cls) -> str:
        """Said where an administrator chooses a kind of step."""
        return _("People of the chosen groups approve it, and nobody approves their own page.")

    def may_review(self, page: Any, user: Any) -> bool:
        """Whether this person is asked here, and had no hand in the draft."""
        return self._is_asked(page, user) and not has_written(page, user)

    def _is_asked(self, page: Any, user: Any) -> bool:
        state = page.current_workflow_state
        own = state is not None and state.requested_by_id == user.pk
        return not own and user.is_active and (user.is_superuser or self._user_in_groups(user))

    def problems(self, page: Any) -> list[str]:
        """What the gates say to the newest draft. Approval on the front page of the admin fills in no form."""
        draft = page.get_latest_revision_as_object()
        return [str(problem) for problem in draft.problems()] if hasattr(draft, "problems") else []

    def get_actions(self, obj: Any, user: Any) -> list[tuple[str, str, bool]]:
        """Send back; approve, or else see what stops it; leave out, where the step may be. Asked once per page read."""
        known = obj.__dict__.setdefault("_review_actions", {})
        if (self.pk, user.pk) not in known:
            known[self.pk, user.pk] = self._actions(obj, user) if self.may_review(obj, user) else []
        return known[self.pk, user.pk]

    def _actions(self, page: Any, user: Any) -> list[tuple[str, str, bool]]:
        actions = [("reject", _("Send back"), True)]
        if not hasattr(page, "review_problems"):  # kept for the list behind the button, and for the next who asks
            page.review_problems = self.problems(page)
        if count := len(page.review_problems):
            words = ngettext("See %(count)d thing to put right", "See %(count)d things to put right", count)
            actions.append(("stopped", words % {"count": count}, True))
        else:
            actions += [("approve", _("Approve"), False), ("approve", _("Approve with a comment"), True)]
        return [*actions, ("skip", _("Leave this step out"), True)] if self.optional else actions

    def get_form_for_action(self, action: str) -> type[forms.Form]:
        """Sending back and leaving out need words; looking at what stops it needs none."""
        return {"reject": SendBackForm, "skip": LeaveOutForm, "stopped": forms.Form}.get(action, TaskStateCommentForm)

    def get_template_for_action(self, action: str) -> str:
        """What stops it is a list."""
        return "courses/review/stopped.html" if action == "stopped" else ""

    @transaction.atomic
    def on_action(self, task_state: TaskState, user: Any, action_name: str, **given: Any) -> None:
        """Afterwards it is done, if this person may do it now; else nothing has changed."""
        WorkflowState.objects.select_for_update().get(pk=task_state.workflow_state_id)  # two reviewers at once
        task_state.refresh_from_db()  # the first of them may have done it while the second waited
        page = task_state.workflow_state.content_object.specific
        if task_state.status != TaskState.STATUS_IN_PROGRESS:
            return
        if action_name not in {name for name, _label, _asks in self.get_actions(page, user)}:
            return
        if action_name in NEED_WORDS and not given.get("comment", "").strip():
            return
        if action_name == "skip":
            self._leave_out(task_state, user, given["comment"])
        else:
            super().on_action(task_state, user, action_name, **given)

    def _leave_out(self, task_state: TaskState, user: Any, comment: str) -> None:
        task_state.status, task_state.comment = TaskState.STATUS_SKIPPED, comment
        task_state.finished_at, task_state.finished_by = timezone.now(), user
        task_state.save()
        log(task_state.revision.as_object(), "courses.leave_out_step", user=user, data={"step": self.pk})
        task_state.workflow_state.update(user=user)

    def locked_for_user(self, obj: Any, user: Any) -> bool:
        """While it waits, those whose page it is cannot change it; whoever may publish without review always can."""
        if is_administrator(user):
            return False
        state = obj.current_workflow_task_state
        began = state.started_at if state is not None else None
        return not self._is_asked(obj, user) or has_written(obj, user, before=began)

    def get_task_states_user_can_moderate(self, user: Any, **kwargs: Any) -> Any:
        """What waits for this person: nothing that they submitted themselves."""
        return super().get_task_states_user_can_moderate(user, **kwargs).exclude(workflow_state__requested_by=user)
