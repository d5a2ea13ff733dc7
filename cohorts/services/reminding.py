"""Who is to be reminded of a session that is near."""

import datetime
from collections import defaultdict
from collections.abc import Iterator
from functools import partial

from django.db.models import Exists, OuterRef, QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.dateformat import format as format_date
from django.utils.text import Truncator
from django.utils.translation import gettext as _

from cohorts.models import Booking, Cohort, Membership, Session
from cohorts.services.booking import with_taken
from cohorts.services.my_sessions import stand
from people.models import User
from people.reminders import Due, in_words

DAYS_BEFORE = 2


def sessions_soon(now: datetime.datetime) -> Iterator[Due]:
    """Each member who counts on a session of today or the next two days that has not begun. Once a session.

    Nobody who cannot come, waits for a place or chose another date of the module; no session that is called off.
    """
    last = _last_day(now)
    held = _to_come(now)
    for cohort in meeting_soon(now).order_by("pk"):
        # All its dates to come: a later one may be booked for the same module.
        sessions = list(with_taken(held.filter(cohort=cohort)).with_places().select_related("cohort__course"))
        bookings: defaultdict[int, dict[int, Booking]] = defaultdict(dict)
        for row in Booking.objects.filter(session__in=sessions):
            bookings[row.membership_id][row.session_id] = row
        members = Membership.objects.present().filter(cohort=cohort, enrolment__person__is_active=True)
        for member in members.select_related("enrolment__person").order_by("pk"):
            for session in sessions:
                mine = bookings[member.pk].get(session.pk)
                session.my_bookings = [mine] if mine else []
            counts_on = [row.session for row in stand(sessions) if row.is_expected and row.session.day <= last]
            yield from (_due(session, member.enrolment.person, now) for session in counts_on)


def meeting_soon(now: datetime.datetime) -> QuerySet[Cohort]:
    """Cohorts that go on and have a session today or in the next two days."""
    near = _to_come(now).filter(cohort=OuterRef("pk"), starts_at__lt=_midnight_after(_last_day(now)))
    return Cohort.objects.running().filter(Exists(near))


def _to_come(now: datetime.datetime) -> QuerySet[Session]:
    return Session.objects.held().filter(starts_at__gt=now)


def _last_day(now: datetime.datetime) -> datetime.date:
    return timezone.localdate(now) + datetime.timedelta(days=DAYS_BEFORE)


def _midnight_after(day: datetime.date) -> datetime.datetime:
    return timezone.make_aware(datetime.datetime.combine(day + datetime.timedelta(days=1), datetime.time()))


def _due(session: Session, person: User, now: datetime.datetime) -> Due:
    days = (session.day - timezone.localdate(now)).days
    return Due(
        person=person,
        key=f"session:{session.uuid}:{session.sequence}:soon:{person.uuid}",
        kind="session",
        subject=in_words(partial(_subject, session, days)),
        text=in_words(partial(_text, session)),
        url=reverse("cohorts:my_session", args=[session.uuid]),
        label=in_words(partial(_, "See my session")),
    )


def _title(session: Session) -> str:
    return str(session.module.title if session.module else session.cohort.course.title)


def _subject(session: Session, days: int) -> str:
    words = [_("Today: %(session)s"), _("Tomorrow: %(session)s"), _("The day after tomorrow: %(session)s")]
    return words[days] % {"session": Truncator(_title(session)).chars(33)}


def _text(session: Session) -> str:
    starts = timezone.localtime(session.starts_at)
    clock = format_date(starts, "g.i A" if starts.minute else "g A").lower()
    when = f"{format_date(starts, 'l j F Y')}, {clock}"
    lines = [_("%(session)s is on %(when)s.") % {"session": _title(session), "when": when}]
    place = session.where
    if place:
        lines.append(_("Where: %(place)s") % {"place": ", ".join(filter(None, [place.name, place.address]))})
    if place and place.access:
        lines.append(_("Getting in: %(access)s") % {"access": place.access})
    lines.append(_("Bring nothing. If you cannot come, say so on its page."))
    return "\n\n".join(lines)
