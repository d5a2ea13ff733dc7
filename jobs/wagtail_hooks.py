"""What the editor's side shows of jobs: a page, its line in the menu, a word in the log."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail import hooks

from jobs.viewsets import JobsViewSet


@hooks.register("register_admin_viewset")
def register_jobs_viewset() -> JobsViewSet:
    """The page /cms/jobs/ and its menu item."""
    return JobsViewSet()


@hooks.register("register_log_actions")
def register_job_actions(actions: Any) -> None:
    """The words in the log for what an administrator does here."""
    actions.register_action("jobs.run_again", _("Run a job again"), _("Set stuck work going again"))
