""" "I am here": a claim that opens half an hour before a session, judged by our clock when the code was scanned.

Who came is the register's to say. A claim under a name waits there until the trainer knows whose it is.
"""

import datetime
import uuid
from dataclasses import dataclass

from django.core import signing
from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils import timezone
from wagtail.log_actions import log

from cohorts.code import LENGTH, normalise, poster_codes, screen_code, step_at, token_from
from cohorts.models import CheckIn, Membership, Session
from cohorts.services.adding import add_walk_in
from people.models import User
from people.services.sent_forms import FormUsed

OPENS_BEFORE = datetime.timedelta(minutes=30)
OPEN_AT_LEAST = datetime.timedelta(minutes=60)
NEARLY = datetime.timedelta(hours=2)  # early or late rather than on another day, also around midnight
NOTE_LASTS = datetime.timedelta(minutes=15)
TYPED_WITHIN = datetime.timedelta(days=14)  # a poster's short code is looked for among sessions so near
KNOWN_STEPS = 20  # a code that stood on the screen in the last ten minutes is told from a mistyped one
NAMES_KEPT = datetime.timedelta(days=30)
SALT = "cohorts.check_in"
NAMESPACE = uuid.UUID("0b6f6a62-3a0e-4c1c-9d53-7f1f5a4b8d11")
EARLY, ENDED, WRONG_DAY, CALLED_OFF, CHANGED = "early", "ended", "wrong day", "called off", "changed"


class NotNow(Exception):  # noqa: N818  an answer, not an error
    """Nobody can check in at this moment: the problem is "early", "ended", "wrong day" or "called off"."""

    def __init__(self, problem: str) -> None:
        super().__init__(problem)
        self.problem = problem


@dataclass(frozen=True)
class Scan:
    """A code of a session that somebody scanned or typed, and when."""

    session: Session
    at: datetime.datetime


def opens_at(session: Session) -> datetime.datetime:
    """When check-in opens."""
    return session.starts_at - OPENS_BEFORE


def closes_at(session: Session) -> datetime.datetime:
    """When check-in closes: with the session, and never sooner than an hour after it began."""
    return max(session.ends_at, session.starts_at + OPEN_AT_LEAST)


def problem_at(session: Session, moment: datetime.datetime) -> str:
    """What stands in the way of checking in at this moment: "" for nothing."""
    if session.cancelled_at:
        return CALLED_OFF
    if session.cohort.is_closed:
        return ENDED
    early, late = opens_at(session) - moment, moment - closes_at(session)
    if max(early, late) <= datetime.timedelta(0):
        return ""
    if timezone.localdate(moment) != session.day and max(early, late) > NEARLY:
        return WRONG_DAY
    return EARLY if early > late else ENDED


def moment_of(scan: Scan) -> datetime.datetime:
    """The moment a press counts for: that of the scan, or now where the scan came too early and the press did not."""
    return timezone.now() if problem_at(scan.session, scan.at) else scan.at


def scan_of(token: str) -> Scan | None:
    """The session that a poster's address, or a code typed or scanned, stands for just now. Changes nothing.

    Raises NotNow with "changed" for a code that has gone from the screen.
    """
    if not token.isprintable():  # what no code has: a database may not even be asked for it
        return None
    now = timezone.now()
    sessions = Session.objects.with_places().select_related("cohort__course")
    if len(token) > LENGTH + 2:
        found = sessions.filter(poster_token=token).first()
        return Scan(found, now) if found else None
    typed = normalise(token)
    pk = _by_screen(typed, now) or _by_poster(typed, now)
    return Scan(sessions.get(pk=pk), now) if pk else None


def _by_screen(typed: str, now: datetime.datetime) -> int | None:
    longest = datetime.timedelta(days=1)
    near = Session.objects.held().filter(starts_at__gte=now - longest, starts_at__lte=now + OPENS_BEFORE)
    step, stale = step_at(now), False
    for session in near.select_related("cohort"):
        if problem_at(session, now):
            continue
        if typed in {screen_code(session.uuid, step), screen_code(session.uuid, step - 1)}:
            return session.pk
        stale = stale or typed in {screen_code(session.uuid, step - back) for back in range(2, KNOWN_STEPS)}
    if stale:
        raise NotNow(CHANGED)
    return None


def _by_poster(typed: str, now: datetime.datetime) -> int | None:
    near = Session.objects.filter(starts_at__gte=now - TYPED_WITHIN, starts_at__lte=now + TYPED_WITHIN)
    tokens = near.order_by("pk").values_list("pk", "poster_token")
    return next((pk for pk, token in tokens if typed in poster_codes(token)), None)


def code_on_screen(session: Session) -> str:
    """The code to show now."""
    return screen_code(session.uuid, step_at(timezone.now()))


def note_of(scan: Scan) -> str:
    """The scan, signed: it stays true for a quarter of an hour, so that signing in does not spoil it."""
    return signing.dumps([scan.session.pk, int(scan.at.timestamp())], salt=SALT)


def read_note(note: str) -> Scan | None:
    """The scan that a note tells of, if it is ours and fresh."""
    try:
        pk, at = signing.loads(note, salt=SALT)
    except signing.BadSignature:
        return None
    scanned_at = datetime.datetime.fromtimestamp(at, datetime.UTC)
    if timezone.now() - scanned_at > NOTE_LASTS:
        return None
    session = Session.objects.with_places().select_related("cohort__course").filter(pk=pk).first()
    return Scan(session, scanned_at) if session else None


def place_at(session: Session, person: User) -> Membership | None:
    """The place of this person at this session, if they are on its list."""
    return session.cohort.memberships.present().filter(enrolment__person=person).order_by("pk").first()


@transaction.atomic
def check_in(*, scan: Scan, membership: Membership) -> CheckIn:
    """A member says that they are here, once. Raises NotNow; then nothing is recorded."""
    at = _may(scan)
    row, new = CheckIn.objects.get_or_create(session=scan.session, membership=membership, defaults={"at": at})
    if new:
        log(scan.session, "cohorts.check_in", user=membership.enrolment.person, data={"check_in": row.pk})
    return row


@transaction.atomic
def check_in_by_name(*, scan: Scan, name: str, form_key: uuid.UUID) -> CheckIn:
    """Somebody says that they are here under a name, for the trainer to match. The same form again: the same claim.

    Raises NotNow, and FormUsed for a form of another session; then nothing is recorded.
    """
    at = _may(scan)
    facts = {"session": scan.session, "name_given": " ".join(name.split())[:100], "at": at}
    row = CheckIn.objects.get_or_create(form_key=form_key, defaults=facts)[0]
    if row.session_id != scan.session.pk:
        raise FormUsed
    return row


def tell_trainer(*, scan: Scan, person: User) -> CheckIn:
    """Somebody signed in who is not on the list says that they are here. Twice: once. Raises NotNow."""
    return check_in_by_name(scan=scan, name=str(person), form_key=_key_of(scan.session.uuid, person.uuid))


def _key_of(session: uuid.UUID, person: uuid.UUID) -> uuid.UUID:
    return uuid.uuid5(NAMESPACE, f"{session}:{person}")


def said_by(person: User) -> QuerySet[CheckIn]:
    """Every check-in of this person: as a member, and under their name while they were on no list."""
    accounts = [person.uuid, *User.objects.filter(merged_into=person).values_list("uuid", flat=True)]
    claims = CheckIn.objects.filter(membership__isnull=True, form_key__isnull=False)
    rows = claims.values_list("pk", "form_key", "session__uuid")
    told = [pk for pk, key, session in rows if key in {_key_of(session, account) for account in accounts}]
    return CheckIn.objects.filter(Q(membership__enrolment__person=person) | Q(pk__in=told))


def _may(scan: Scan) -> datetime.datetime:
    at = moment_of(scan)
    if problem := problem_at(scan.session, at):
        raise NotNow(problem)
    return at


def said_at(session: Session) -> tuple[dict[int, CheckIn], list[CheckIn]]:
    """Who says that they are here: members, by membership, and the names that nobody has matched yet. One query."""
    rows = list(session.check_ins.all())
    members = {row.membership_id: row for row in rows if row.membership_id is not None}
    return members, [row for row in rows if row.membership_id is None]


@transaction.atomic
def match(*, claim: CheckIn, membership: Membership | None, by: User) -> Membership | None:
    """The claim is this member's; without one, its name joins the list as a walk-in. Matched before: as it stands."""
    session = Session.objects.select_related("cohort").get(pk=claim.session_id)
    if membership is None:
        key = uuid.uuid5(NAMESPACE, str(claim.uuid))
        membership = add_walk_in(cohort=session.cohort, name=claim.name_given, form_key=key, by=by)
    Session.objects.select_for_update(of=("self",), no_key=True).get(pk=session.pk)
    open_claim = CheckIn.objects.filter(pk=claim.pk, membership__isnull=True)
    if session.check_ins.filter(membership=membership).exists():
        changed = open_claim.delete()[0]  # they said it twice: once by themselves, once under a name
    else:
        changed = open_claim.update(membership=membership, name_given="")
    if changed:
        log(session, "cohorts.match_check_in", user=by, data={"membership": membership.pk})
    return membership


@transaction.atomic
def drop_claim(*, claim: CheckIn, by: User) -> None:
    """Nobody of this name is in the room: the claim is gone. One that was matched stays."""
    if CheckIn.objects.filter(pk=claim.pk, membership__isnull=True).delete()[0]:
        log(claim.session, "cohorts.drop_check_in", user=by, data={"check_in": claim.pk})


def forget_names() -> int:
    """Names that nobody matched are gone a month after the day. How many went."""
    old = timezone.now() - NAMES_KEPT
    return CheckIn.objects.filter(membership__isnull=True, session__ends_at__lt=old).delete()[0]


@transaction.atomic
def renew_poster(*, session: Session, form_key: uuid.UUID, by: User) -> Session:
    """The poster has a new address and code, and the printed one opens nothing. The same form again: the same code."""
    held = Session.objects.select_for_update(of=("self",), no_key=True).get(pk=session.pk)
    token = token_from(form_key)
    if held.poster_token != token:
        held.poster_token = token
        held.save(update_fields=["poster_token"])
        log(held, "cohorts.renew_poster", user=by)
    return held
