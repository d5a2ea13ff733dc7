"""Who somebody was on a day, as columns of a completion."""

import datetime
from typing import Any

from people.models import Assignment, User


def snapshot(*, person: User, day: datetime.date) -> dict[str, Any]:
    """The columns of Snapshot: the main post held that day, else only the person's organisation."""
    post = (
        Assignment.objects.on(day)
        .filter(person=person)
        .select_related("organisation", "department", "staff_role")
        .first()
    )
    if post is None:
        return {"organisation": person.organisation}
    return {
        "organisation": post.organisation,
        "assignment": post,
        "department": post.department,
        "department_path": post.department.path if post.department else "",
        "staff_role": post.staff_role,
        "staff_role_name": post.staff_role.name if post.staff_role else "",
        "job_title": post.job_title,
        "cost_centre": post.cost_centre,
    }
