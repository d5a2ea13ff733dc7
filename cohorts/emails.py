"""What people are told about their places and sessions. No address: the same words, to be told by hand."""

from django.utils import timezone

from cohorts.models import Invitation, Session
from people.mail import Secret, post
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


def invited(*, invitation: Invitation, link: Secret) -> None:
    """A trainer has kept a place for somebody. The link is sealed; once for each time it is sent."""
    cohort = invitation.cohort
    session = Session.objects.held().filter(cohort=cohort, starts_at__gt=timezone.now()).with_places().first()
    post(
        key=f"invitation:{invitation.uuid}:{invitation.times_sent}",
        person=User.objects.active().filter(email=invitation.email).first(),
        template="cohorts/emails/invitation",
        context={
            "name": invitation.name,
            "trainer": invitation.invited_by.get_full_name(),
            "cohort": cohort,
            "session": session,
            "place": session.where if session else None,
            "expires_at": invitation.expires_at,
        },
        address=invitation.email,
        secret=link,
    )
