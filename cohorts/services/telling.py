"""What a course page of a member says of their sessions."""

from django.urls import reverse

from cohorts.services.published import next_sessions
from learning.registry import Meeting
from people.models import User


def meetings_of(person: User) -> list[Meeting]:
    """The sessions to come of this person that deliver a module, soonest first. Two queries."""
    return [
        Meeting(
            module=session.module_id,
            starts_at=session.starts_at,
            where=str(session.where or ""),
            url=reverse("cohorts:my_session", args=[session.uuid]),
        )
        for session in next_sessions(person)
        if session.module_id
    ]
