"""What members are told about their sessions. No address: the same words, to be told by hand."""

from cohorts.models import Session
from people.mail import post
from people.models import User


def _tell(kind: str, *, person: User, session: Session) -> None:
    post(
        key=f"session:{session.uuid}:{session.sequence}:{kind}:{person.uuid}",
        person=person,
        template=f"cohorts/emails/{kind}",
        context={"person": person, "session": session, "place": session.where, "course": session.cohort.course},
    )


def your_session(*, person: User, session: Session) -> None:
    """A member hears when and where their next session is, once for each version of it."""
    _tell("your_session", person=person, session=session)


def session_changed(*, person: User, session: Session) -> None:
    """A member hears that a session has a new time or place."""
    _tell("session_changed", person=person, session=session)


def session_cancelled(*, person: User, session: Session) -> None:
    """A member hears that a session is called off, and that nothing of theirs is lost."""
    _tell("session_cancelled", person=person, session=session)
