"""Two entries were one person, or one has another address: places, kept places and cohorts go along."""

from itertools import groupby

from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from cohorts.models import Cohort, DateWish, Invitation, Membership, PlaceRequest
from cohorts.services.inviting import re_address
from cohorts.services.joining import locked, open_for, settle
from learning.models import Enrolment
from learning.services.merging import clashes
from people.models import User

Status = Enrolment.Status
# Of two places in one cohort, the one whose course is complete stands: certificates and registers hang on it.
STANDS_FIRST = [Status.COMPLETED, Status.OPEN, Status.LEFT]


def hand_over_cohorts(gone: User, kept: User) -> int:
    """Afterwards the kept person stands as trainer wherever the other did. Rights come from groups, not from this."""
    trained = list(Cohort.objects.filter(trainers=gone).order_by("pk"))
    for cohort in trained:
        cohort.trainers.add(kept)
        cohort.trainers.remove(gone)
    return len(trained)


def hand_over_invitations(gone: User, kept: User) -> int:
    """Afterwards no link waits in a mailbox that no longer signs anybody in. Returns how many invitations changed.

    A place kept at the old address is kept at the new one, with a fresh link and letter; where the person has a place
    already, it is kept no longer. Asked before the address moves. Somebody without one gets the other's, links too.
    """
    changed = 0
    with transaction.atomic():
        addresses = [person.email for person in (gone, kept) if person.email]
        waiting = Invitation.objects.filter(email__in=addresses, accepted_as__isnull=True)
        for cohort in Cohort.objects.filter(pk__in=waiting.values("cohort")).order_by("pk"):
            locked(cohort)  # whoever takes a kept place just now comes first, or finds it moved
            here = Q(enrolment__person=gone) | Q(enrolment__person=kept)
            place = cohort.memberships.present().filter(here).order_by("pk").first()
            for invitation in waiting.filter(cohort=cohort).order_by("pk"):
                if place is not None and invitation.is_unanswered:
                    settle(invitation=invitation, membership=place)
                    changed += 1
                elif kept.email and invitation.email == gone.email:
                    _re_address(invitation, kept.email)
                    changed += 1
    return changed


def follow_address(person: User, before: str, after: str | None) -> int:
    """Afterwards no place is kept at an address that somebody has left. Returns how many invitations changed.

    A place kept there is kept at the new one, with a fresh link and letter. Where the person has a place already, or
    no address any more, it is kept no longer.
    """
    changed = 0
    with transaction.atomic():
        waiting = Invitation.objects.filter(email=before, accepted_as__isnull=True)
        for cohort in Cohort.objects.filter(pk__in=waiting.values("cohort")).order_by("pk"):
            locked(cohort)
            place = cohort.memberships.present().filter(enrolment__person=person).order_by("pk").first()
            for invitation in waiting.filter(cohort=cohort).order_by("pk"):
                if place is not None and invitation.is_unanswered:
                    settle(invitation=invitation, membership=place)
                elif after:
                    _re_address(invitation, after)
                else:
                    waiting.unanswered().filter(pk=invitation.pk).update(withdrawn_at=timezone.now())
                changed += 1
    return changed


def _re_address(invitation: Invitation, email: str) -> None:
    if invitation.is_unanswered and open_for(invitation.cohort, email) is not None:  # one open at each address
        Invitation.objects.filter(pk=invitation.pk).update(withdrawn_at=timezone.now())
    re_address(invitation=invitation, email=email)


def hand_over_places(gone: User, kept: User) -> int:
    """Afterwards each place hangs on an enrolment that goes on, one that stands in each cohort. How many there were.

    Asked before the enrolments move: until then they say whose each one was.
    """
    with transaction.atomic():
        places = Membership.objects.filter(enrolment__person=gone).count()
        for clash in clashes(gone=gone, kept=kept):
            for place in Membership.objects.filter(enrolment=clash.goes).order_by("pk"):
                _move(place, clash.stays)
        _leave_one(gone, kept)
        return places


def _move(place: Membership, stays: Enrolment) -> None:
    twin = Membership.objects.filter(cohort=place.cohort_id, enrolment=stays).first()
    if twin is None:
        Membership.objects.filter(pk=place.pk).update(enrolment=stays)
        return
    if place.left_at is None:  # one of the two stands, and its register keeps both lines
        Membership.objects.filter(pk=twin.pk).update(left_at=None)
        Membership.objects.filter(pk=place.pk).update(left_at=timezone.now())


def _leave_one(gone: User, kept: User) -> None:
    """Where both stand in one cohort, on two enrolments that both stay, one place is given up."""

    def order(place: Membership) -> tuple[int, int, bool, int]:
        enrolment = place.enrolment
        rank = STANDS_FIRST.index(Status(enrolment.status))
        return place.cohort_id, rank, enrolment.person_id != kept.pk, place.pk

    present = Membership.objects.present().filter(enrolment__person__in=[gone, kept]).select_related("enrolment")
    for _cohort, places in groupby(sorted(present, key=order), key=lambda place: place.cohort_id):
        spare = [place.pk for place in list(places)[1:]]
        Membership.objects.filter(pk__in=spare).update(left_at=timezone.now())


def hand_over_requests(gone: User, kept: User) -> int:
    """Afterwards the kept person waits wherever either did, once, and nowhere that either has a place.

    Returns how many requests there were.
    """
    theirs = PlaceRequest.objects.filter(person=gone)
    either = Q(enrolment__person=gone) | Q(enrolment__person=kept)
    inside = Membership.objects.present().filter(either).values("cohort")
    settled = PlaceRequest.objects.open().filter(Q(person=gone) | Q(person=kept), cohort__in=inside)
    settled.update(closed_as=PlaceRequest.Closed.JOINED, closed_at=timezone.now())
    both = PlaceRequest.objects.open().filter(person=kept).values("cohort")
    theirs.open().filter(cohort__in=both).update(closed_as=PlaceRequest.Closed.GIVEN_UP, closed_at=timezone.now())
    return theirs.update(person=kept)


def hand_over_wishes(gone: User, kept: User) -> int:
    """Afterwards the kept person is told of whatever either wished to hear of, once. Returns how many there were."""
    moved = 0
    for wish in DateWish.objects.filter(person=gone).order_by("pk"):
        same = DateWish.objects.filter(person=kept, course=wish.course_id, module=wish.module_id, told_at=None)
        if wish.told_at is None and same.exists():
            wish.delete()
        else:
            DateWish.objects.filter(pk=wish.pk).update(person=kept)
        moved += 1
    return moved


def places_in_one_cohort(gone: User, kept: User) -> list[str]:
    """The cohorts in which both have a place today, in words."""
    theirs = [Membership.objects.present().filter(enrolment__person=person).values("cohort") for person in (gone, kept)]
    found = Cohort.objects.filter(pk__in=theirs[0]).filter(pk__in=theirs[1]).order_by("pk")
    words = _("Both have a place in “%(cohort)s”. One of the two places is given up.")
    return [words % {"cohort": cohort} for cohort in found]
