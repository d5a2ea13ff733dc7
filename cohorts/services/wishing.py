""" "Tell me when there is a date": wished once, told once."""

from django.db import IntegrityError, transaction
from django.db.models import Q
from django.utils import timezone
from wagtail.log_actions import log

from cohorts import emails
from cohorts.models import Cohort, DateWish, Session
from cohorts.services.joining import ENDING, ended_on, is_full
from courses.models import CoursePage, ModulePage
from people.models import User


def wish_for_date(*, person: User, course: CoursePage, module: ModulePage | None = None) -> DateWish:
    """The person hears of the next date for this module, or for the course. Asked twice: one wish."""
    facts = {"person": person, "course": course, "module": module}
    with transaction.atomic():
        found = DateWish.objects.filter(**facts, told_at__isnull=True).first()
        if found is not None:
            return found
        try:
            with transaction.atomic():
                wish = DateWish.objects.create(**facts)
        except IntegrityError:  # wished in this very moment
            return DateWish.objects.get(**facts, told_at__isnull=True)
        log(course, "cohorts.wish_for_date", user=person, data={"wish": wish.pk})
    return wish


def is_wished(*, person: User, course: str, module: str) -> bool:
    """Whether the person waits to hear of a date for this module, or for any of the course. Both by code. One query."""
    open_wishes = DateWish.objects.filter(person=person, course__code=course, told_at__isnull=True)
    return open_wishes.filter(Q(module=None) | Q(module__code=module)).exists()


@transaction.atomic
def tell_of_date(*, session: Session) -> int:
    """Whoever wished to hear of such a session hears of it, once; members have had its letter. How many wishes ended.

    A session that has begun, or of a cohort that a newcomer cannot join, is no news to anybody else.
    """
    cohort = session.cohort
    if session.starts_at <= timezone.now() or session.cancelled_at:
        return 0
    wishes = DateWish.objects.select_for_update(of=("self",), no_key=True).filter(
        course=cohort.course_id, told_at__isnull=True, person__is_active=True
    )
    members = set(cohort.memberships.present().values_list("enrolment__person", flat=True))
    joinable, told = can_be_joined(cohort), 0
    for wish in wishes.select_related("person", "course").order_by("pk"):
        if wish.module_id not in {None, session.module_id}:
            continue
        if wish.person_id not in members:
            if not joinable:
                continue
            emails.date_found(wish=wish, session=session)
        wish.told_at = timezone.now()
        wish.save(update_fields=["told_at"])
        told += 1
    return told


def can_be_joined(cohort: Cohort) -> bool:
    """Whether somebody with the code finds a place here today, at once or when a trainer agrees."""
    if cohort.state in {*ENDING, Cohort.State.PLANNED} or ended_on(cohort):
        return False
    return cohort.join_policy != Cohort.JoinPolicy.INVITATION and not is_full(cohort)
