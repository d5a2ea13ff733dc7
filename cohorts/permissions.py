"""Who may open, run and look after a cohort. Which rows they may see at all is ``visible_to``'s to say."""

from cohorts.models import Cohort, Membership, Pairing, Session
from cohorts.models.pairing import MENTOR
from people.models import User
from people.permissions import can_issue_code, is_administrator, is_trainer


def can_train(user: User) -> bool:
    """Enter the trainers' part: trainers and administrators."""
    return is_trainer(user) or is_administrator(user)


def can_open_cohort(user: User) -> bool:
    """Open a new cohort of one's own organisation, as long as that has not closed."""
    return can_train(user) and user.organisation.active


def can_see_cohort(user: User, cohort: Cohort) -> bool:
    """Look at a cohort: its own trainers, and administrators. Closed ones too."""
    return is_administrator(user) or (is_trainer(user) and cohort.trainers.filter(pk=user.pk).exists())


def can_manage_cohort(user: User, cohort: Cohort) -> bool:
    """Add people, plan sessions, grant, close: whoever may see it, until it closes."""
    return not cohort.is_closed and can_see_cohort(user, cohort)


def can_take_register(user: User, session: Session) -> bool:
    """Save this register: whoever manages the cohort, unless the session was called off."""
    return session.cancelled_at is None and can_manage_cohort(user, session.cohort)


def can_make_code(user: User, membership: Membership) -> bool:
    """Make a claim or return code for a member: whoever manages the cohort, for somebody whose only way in is paper."""
    return can_manage_cohort(user, membership.cohort) and can_issue_code(user, membership.enrolment.person)


def can_coordinate(user: User, pairing: Pairing) -> bool:
    """Look after this pairing: a trainer of its cohort who is not half of it, until the cohort closes."""
    return not pairing.cohort.is_closed and can_see_offer(user, pairing) and not pairing.side_of(user)


def can_see_offer(user: User, pairing: Pairing) -> bool:
    """Read what was offered and answered: its mentor and the trainers of its cohort. No administrator, no mentee."""
    side = pairing.side_of(user)
    if side:
        return side == MENTOR
    return is_trainer(user) and pairing.cohort.trainers.filter(pk=user.pk).exists()


def can_act_in(user: User, pairing: Pairing) -> bool:
    """Answer, tick, plan, say that a meeting was held: its two halves, until it is over or the cohort closes."""
    return bool(pairing.side_of(user)) and not pairing.is_over and not pairing.cohort.is_closed


def can_read_needs(user: User, cohort: Cohort) -> bool:
    """Read what members need at a session: the cohort's own trainers and nobody else, administrators included."""
    return is_trainer(user) and cohort.trainers.filter(pk=user.pk).exists()
