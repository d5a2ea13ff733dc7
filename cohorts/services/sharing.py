"""Who reads what a member shares: the trainers of the cohorts in which the member still is, and nobody else."""

from cohorts.models import Cohort, Membership
from courses.services import local_words
from learning.models import Enrolment
from learning.services.notes import Note, shared_with_trainers
from people.models import User


def trainers_of(enrolment: Enrolment) -> list[str]:
    """Their names, as the member reads them before sharing."""
    inside = Membership.objects.present().filter(enrolment=enrolment).values("cohort")
    trainers = Cohort.trainers.through.objects.filter(cohort__in=inside).values("user")
    return [str(trainer) for trainer in User.objects.filter(is_active=True, pk__in=trainers)]


def shared_with(*, user: User, membership: Membership) -> list[Note]:
    """What this member shares, for one of the cohort's own trainers. An administrator is not one by being one."""
    if membership.left_at is not None or not membership.cohort.trainers.filter(pk=user.pk).exists():
        return []
    return shared_with_trainers(enrolment=membership.enrolment, words=local_words(user.organisation))
