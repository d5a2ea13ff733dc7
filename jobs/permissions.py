"""Who may look at the work of the house, and who may set stuck work going again."""

from typing import Any


def can_see_jobs(user: Any) -> bool:
    """Administrators: the people migration grants them jobs.view_job."""
    return user.is_active and user.has_perm("jobs.view_job")


def can_run_again(user: Any) -> bool:
    """Administrators: the people migration grants them jobs.run_again."""
    return user.is_active and user.has_perm("jobs.run_again")
