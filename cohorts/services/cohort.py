"""Opening and closing cohorts."""

import uuid
from dataclasses import dataclass

from django.db import IntegrityError, transaction
from django.utils import timezone
from wagtail.log_actions import log

from cohorts.code import new_code
from cohorts.models import Cohort, Place, Session
from cohorts.services.asking import close_requests, promote
from cohorts.services.booking import stop_waiting
from cohorts.services.joining import locked
from cohorts.services.pairing import end_with_cohort
from cohorts.services.planning import Plan, plan_session
from courses.models import Route
from people.models import Organisation, User

TRIES = 8


class NotTheSameCourse(ValueError):  # noqa: N818  says what is wrong
    """The two routes of a cohort lead through different courses."""


class RegistersOpen(Exception):  # noqa: N818  an answer, not an error
    """The cohort cannot close yet: these sessions have no finished register."""

    def __init__(self, sessions: list[Session]) -> None:
        super().__init__(f"{len(sessions)} registers are open")
        self.sessions = sessions


@dataclass(frozen=True)
class Opening:
    """What a trainer says of a new cohort. ``form_key`` makes a form that is sent twice one cohort."""

    name: str
    route: Route
    form_key: uuid.UUID
    staff_route: Route | None = None
    organisation: Organisation | None = None
    place: Place | None = None
    capacity: int | None = None
    join_policy: str = Cohort.JoinPolicy.CODE


@transaction.atomic
def open_cohort(*, opening: Opening, first_session: Plan | None = None, by: User) -> Cohort:
    """A cohort exists with a join code that works at once, led by whoever opened it, with its first session.

    The same form sent again finds the same cohort. Raises NotTheSameCourse for two routes of different courses.
    """
    found = Cohort.objects.visible_to(by).filter(form_key=opening.form_key).first()
    if found is not None:
        return found
    if opening.staff_route and opening.staff_route.course_id != opening.route.course_id:
        raise NotTheSameCourse
    cohort = _with_fresh_codes(opening, by)
    cohort.trainers.add(by)
    log(cohort, "cohorts.open_cohort", user=by, data={"route": opening.route.pk})
    if first_session is not None:
        plan_session(cohort=cohort, plan=first_session, by=by)
    return cohort


def _with_fresh_codes(opening: Opening, by: User) -> Cohort:
    cohort = Cohort(
        name=opening.name.strip(),
        course=opening.route.course,
        route=opening.route,
        staff_route=opening.staff_route,
        organisation=opening.organisation or by.organisation,
        place=opening.place,
        capacity=opening.capacity,
        join_policy=opening.join_policy,
        form_key=opening.form_key,
    )
    for tried in range(TRIES):
        cohort.join_code = new_code()
        cohort.code = _next_code(cohort, further=tried)
        cohort.full_clean(validate_unique=False, validate_constraints=False)
        try:
            with transaction.atomic():
                cohort.save()
        except IntegrityError:  # another cohort took the number or, once in a lifetime, the letters
            continue
        return cohort
    raise RuntimeError("No free code for a cohort was found.")


def _next_code(cohort: Cohort, *, further: int) -> str:
    """CC-2026-3: the initials of the course, the year, and a number. It leaves the house in reports."""
    initials = "".join(part[0] for part in cohort.course.code.split("-") if part).upper()[:8]
    stem = f"{initials}-{timezone.localdate().year}-"
    return f"{stem}{Cohort.objects.filter(code__startswith=stem).count() + 1 + further}"


@transaction.atomic
def set_joining(*, cohort: Cohort, join_policy: str, capacity: int | None, by: User) -> int:
    """People join so, and as many as this. Places that this makes free are offered to whoever waits: how many.

    Fewer places than are taken: nobody loses theirs.
    """
    held = locked(cohort)
    if (held.join_policy, held.capacity) != (join_policy, capacity):
        held.join_policy, held.capacity = join_policy, capacity
        held.full_clean(validate_unique=False)
        held.save(update_fields=["join_policy", "capacity"])
        log(held, "cohorts.set_joining", user=by, data={"join_policy": join_policy, "capacity": capacity})
    return promote(cohort=held)


@transaction.atomic
def close_cohort(*, cohort: Cohort, by: User) -> Cohort:
    """The cohort can only be read, and its join code opens nothing. Closed twice, it stays as it was.

    Nobody waits for a place in it or at its sessions any more, and who met as a pair hears that the pairing has ended.

    Raises RegistersOpen while a session that was held has no finished register.
    """
    held = locked(cohort)
    if held.is_closed:
        return held
    waiting = list(Session.objects.filter(cohort=held).register_open(timezone.now()).with_places())
    if waiting:
        raise RegistersOpen(waiting)
    held.state, held.closed_at = Cohort.State.CLOSED, timezone.now()
    held.save(update_fields=["state", "closed_at"])
    close_requests(cohort=held, by=by)
    stop_waiting(cohort=held, by=by)
    end_with_cohort(cohort=held)
    log(held, "cohorts.close_cohort", user=by, data={"people": held.memberships.present().count()})
    return held
