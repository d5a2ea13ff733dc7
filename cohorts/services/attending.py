"""When being at a session is enough for its module, and what a completion says that it rests on."""

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from cohorts.models import Attendance, Session
from courses.models import CompletedBy
from learning.models import Enrolment, ModuleCompletion
from learning.services.completion import Evidence, complete_module
from people.models import User

Mark = Attendance.Mark


def counts(session: Session, mark: str, minutes: int | None) -> bool:
    """Whether this mark completes the module that the session delivers: here, enough of it, or caught up."""
    module = session.module
    if module is None or module.completed_by != CompletedBy.ATTENDANCE:
        return False
    if mark == Mark.PART:
        return (minutes or 0) * 100 >= module.share * session.minutes
    return mark == Mark.HERE or (mark == Mark.CATCH_UP and module.catch_up_allowed)


def complete_by_attendance(*, attendance: Attendance, enrolment: Enrolment, by: User | None) -> ModuleCompletion | None:
    """The enrolment has the session's module, resting on this row of the register; nothing for one that was left."""
    module = attendance.session.module
    if module is None or enrolment.status == Enrolment.Status.LEFT:
        return None
    evidence = evidence_of(attendance, enrolment.person)
    return complete_module(enrolment=enrolment, module=module, evidence=evidence, by=by)


def evidence_of(attendance: Attendance, person: User) -> Evidence:
    """What a completion is told of this row, in the person's words. A catch-up talk happened when it was marked."""
    session = attendance.session
    caught_up = attendance.mark == Mark.CATCH_UP
    place = session.where
    with override(person.language):
        line = _line(attendance)
    return Evidence(
        kind=CompletedBy.ATTENDANCE,
        key=attendance.evidence_key,
        line=line,
        happened_on=timezone.localdate(attendance.marked_at) if caught_up else session.day,
        started_on=session.day,
        place=place.name if place else "",
        led_by=", ".join(str(trainer) for trainer in session.cohort.trainers.order_by("pk"))[:300],
        minutes=attendance.minutes,
        language=session.language,
        cohort_code=session.cohort.code,
    )


def _line(attendance: Attendance) -> str:
    if attendance.mark == Mark.CATCH_UP:
        return _("A catch-up talk with the trainer, for those who missed the session")
    if attendance.mark == Mark.PART:
        return _("At the session for %(minutes)d minutes, by the register") % {"minutes": attendance.minutes}
    return _("At the session, by the register")
