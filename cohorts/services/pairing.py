"""Two people meet four times, and the one with the lived experience leads: proposing a pair, starting, ending it."""

import uuid
from dataclasses import dataclass

from django.db import IntegrityError, transaction
from django.db.models import Q, QuerySet
from django.utils import timezone
from wagtail.log_actions import log

from cohorts import emails
from cohorts.models import Cohort, Membership, Pairing
from cohorts.models.pairing import MENTEE, MENTOR, SIDES
from courses.models import CompletedBy, Route
from courses.services import local_words
from people.models import User

LED_BY = {MENTOR: (Route.Audience.RESIDENT, Route.Audience.ANY), MENTEE: (Route.Audience.STAFF, Route.Audience.ANY)}
State, Answer = Pairing.State, Pairing.Answer


class CannotPair(Exception):  # noqa: N818  an answer, not an error
    """These two cannot be proposed: the problem is "not_waiting", "own" or "warned"."""

    def __init__(self, problem: str) -> None:
        super().__init__(problem)
        self.problem = problem


class NotNow(Exception):  # noqa: N818  an answer, not an error
    """The pairing is not where this can be done: it has moved on, or has ended."""


@dataclass(frozen=True)
class Match:
    """Who might meet, what the coordinator was warned of, and why it is all right in spite of that."""

    mentor: Membership
    mentee: Membership
    form_key: uuid.UUID
    manages: bool = False
    live_case: bool = False
    same_patch: bool = False
    named: bool = False
    reason: str = ""

    @property
    def has_warning(self) -> bool:
        """Whether there is something that needs a reason."""
        return self.manages or self.live_case or self.same_patch or self.named


def other(side: str) -> str:
    """The side across the table."""
    return MENTEE if side == MENTOR else MENTOR


def held(pairing: Pairing) -> Pairing:
    """The pairing as it is now, held until the transaction ends: all that changes it waits here."""
    return Pairing.objects.with_people().select_for_update(of=("self",), no_key=True).get(pk=pairing.pk)


def pairings_of(person: User) -> list[Pairing]:
    """The living pairings that somebody is half of, newest first. One query."""
    return list(Pairing.objects.of(person).living().with_people())


def waiting(*, side: str, by: User) -> QuerySet:
    """Members of the cohorts somebody trains whose way asks for meetings, and who are in no living pairing."""
    busy = Pairing.objects.living().values(side)
    found = Membership.objects.present().filter(
        cohort__trainers=by,
        cohort__closed_at__isnull=True,
        enrolment__required_modules__module__completed_by=CompletedBy.MENTORING,
        enrolment__route__audience__in=LED_BY[side],
    )
    done = Membership.objects.filter(
        enrolment__module_completions__revoked_at__isnull=True,
        enrolment__module_completions__module__completed_by=CompletedBy.MENTORING,
    )
    found = found.exclude(pk__in=busy).exclude(pk__in=done.values("pk")).exclude(enrolment__person=by)
    return found.with_people().select_related("cohort").distinct()


@transaction.atomic
def propose(*, match: Match, by: User) -> Pairing:
    """The pair is proposed and its mentor, who is asked first, has been told. The same form again: the same pairing.

    Raises CannotPair where one of them is not waiting in this trainer's cohort, or a warning has no typed reason.
    """
    found = Pairing.objects.filter(form_key=match.form_key, coordinator=by).first()
    if found is not None:
        return found
    _check(match, by)
    cohort = match.mentor.cohort
    pairing = Pairing(
        cohort=cohort,
        mentor=match.mentor,
        mentee=match.mentee,
        coordinator=by,
        form_key=match.form_key,
        manages=match.manages,
        live_case=match.live_case,
        same_patch=match.same_patch,
        named=match.named,
        reason=match.reason.strip() if match.has_warning else "",
        offer_amount=local_words(cohort.organisation).get("amount", "")[:100],
    )
    try:
        with transaction.atomic():
            pairing.save()
    except IntegrityError as error:  # somebody proposed the same two in this moment
        raise CannotPair("not_waiting") from error
    log(pairing, "cohorts.propose_pairing", user=by, data={"warned": match.has_warning})
    emails.pairing_to_look_at(pairing=pairing, side=MENTOR)
    return pairing


def _check(match: Match, by: User) -> None:
    if by.pk in {match.mentor.enrolment.person_id, match.mentee.enrolment.person_id}:
        raise CannotPair("own")
    if match.has_warning and not match.reason.strip():
        raise CannotPair("warned")
    both = (MENTOR, match.mentor), (MENTEE, match.mentee)
    there = all(waiting(side=side, by=by).filter(pk=member.pk).exists() for side, member in both)
    same = match.mentor.enrolment.person_id == match.mentee.enrolment.person_id
    if not there or same or match.mentor.cohort_id != match.mentee.cohort_id:
        raise CannotPair("not_waiting")


@transaction.atomic
def agree(*, pairing: Pairing, by: User) -> Pairing:
    """One half has said yes: after the mentor the mentee is asked, after the mentee they meet. Twice is once.

    Raises NotNow where it is over.
    """
    now = held(pairing)
    side = now.side_of(by)
    if now.is_over:
        raise NotNow
    if side == MENTOR and now.state == State.PROPOSED:
        now.state, now.agreed_at = State.MENTOR_AGREED, timezone.now()
        now.save(update_fields=["state", "agreed_at"])
        emails.pairing_to_look_at(pairing=now, side=MENTEE)
    elif side == MENTEE and now.state == State.MENTOR_AGREED:
        now.state, now.started_at = State.MEETING, timezone.now()
        now.save(update_fields=["state", "started_at"])
        for each in SIDES:
            emails.pairing_started(pairing=now, side=each)
    else:
        return now
    log(now, "cohorts.agree_pairing", user=by, data={"side": side})
    return now


@transaction.atomic
def decline(*, pairing: Pairing) -> Pairing:
    """The pairing does not begin, and no reason is asked. The coordinator has been told. Twice is once.

    Both hear that it has ended, once the mentee was asked; a mentee hears nothing of a mentor who said no at once.
    Raises NotNow once they meet: then it is ended, not declined.
    """
    now = held(pairing)
    if now.state == State.DECLINED:
        return now
    if now.state not in {State.PROPOSED, State.MENTOR_AGREED}:
        raise NotNow
    asked = now.state == State.MENTOR_AGREED
    now.state, now.ended_at = State.DECLINED, timezone.now()
    now.save(update_fields=["state", "ended_at"])
    log(now, "cohorts.decline_pairing", user=None)  # who said no is nobody's business
    if asked:
        emails.pairing_ended(pairing=now)
    emails.pairing_over(pairing=now)
    return now


@transaction.atomic
def pause(*, pairing: Pairing, call: bool, by: User) -> Pairing:
    """They meet no more until whoever paused goes on. The coordinator has been told, and whether a call is wanted."""
    now = held(pairing)
    if now.state == State.PAUSED:
        return now
    if now.state != State.MEETING:
        raise NotNow
    mine = now.half(now.side_of(by))
    now.state, now.paused_at, now.paused_by = State.PAUSED, timezone.now(), mine
    now.call_wanted_by, now.called_at = (mine, None) if call else (now.call_wanted_by, now.called_at)
    now.save(update_fields=["state", "paused_at", "paused_by", "call_wanted_by", "called_at"])
    log(now, "cohorts.pause_pairing", user=None)
    emails.pairing_paused(pairing=now, call=mine if call else None)
    return now


@transaction.atomic
def resume(*, pairing: Pairing, by: User) -> Pairing:
    """They meet again. Only whoever paused says so: raises NotNow for the other half, and where it is over."""
    now = held(pairing)
    if now.state == State.MEETING:
        return now
    if now.state != State.PAUSED or now.paused_by != now.half(now.side_of(by)):
        raise NotNow
    now.state, now.paused_at, now.paused_by = State.MEETING, None, None
    now.save(update_fields=["state", "paused_at", "paused_by"])
    log(now, "cohorts.resume_pairing", user=None)
    return now


@transaction.atomic
def end(*, pairing: Pairing, call: bool, another: bool, by: User) -> Pairing:
    """The pairing has ended, with no reason asked. Both hear that it has ended, and nothing more.

    The coordinator is told at once, also whether whoever ended it would like a call or somebody else. Twice is once.
    Meetings that were held stay, and so does what they completed.
    """
    now = held(pairing)
    if now.is_over:
        return now
    if now.state not in {State.MEETING, State.PAUSED}:
        raise NotNow
    mine = now.half(now.side_of(by))
    finish(pairing=now, call=mine if call else None, another=mine if another else None)
    emails.pairing_ended(pairing=now)
    emails.pairing_over(pairing=now)
    return now


def finish(*, pairing: Pairing, call: Membership | None = None, another: Membership | None = None) -> None:
    """Every end is written here: declined where they never met, and who wanted what is as it is said now.

    Its caller holds the pairing, and tells whoever is to hear.
    """
    pairing.state = State.ENDED if pairing.started_at else State.DECLINED
    pairing.ended_at, pairing.paused_at, pairing.paused_by = timezone.now(), None, None
    pairing.call_wanted_by, pairing.another_wanted_by, pairing.called_at = call, another, None
    wishes = ["call_wanted_by", "another_wanted_by", "called_at"]
    pairing.save(update_fields=["state", "ended_at", "paused_at", "paused_by", *wishes])
    log(pairing, "cohorts.end_pairing", user=None)  # who ended it is kept nowhere


@transaction.atomic
def have_called(*, pairing: Pairing, by: User) -> Pairing:
    """The call or the other match that was wanted has been seen to: who wanted it is forgotten. Twice is once."""
    now = held(pairing)
    if now.called_at is None or now.call_wanted_by_id or now.another_wanted_by_id:
        now.call_wanted_by, now.another_wanted_by, now.called_at = None, None, timezone.now()
        now.save(update_fields=["call_wanted_by", "another_wanted_by", "called_at"])
        log(now, "cohorts.call_about_pairing", user=by)
    return now


@transaction.atomic
def end_with_place(*, membership: Membership) -> int:
    """Whoever gives up their place is in no living pairing. The other half hears that it has ended, as at any end."""
    theirs = Pairing.objects.living().filter(Q(mentor=membership) | Q(mentee=membership)).order_by("pk")
    return _end_all(theirs, but=membership.enrolment.person)


@transaction.atomic
def end_with_cohort(*, cohort: Cohort) -> int:
    """In a cohort that has closed nobody meets: each pairing has ended, and both halves hear the same. How many."""
    return _end_all(Pairing.objects.living().filter(cohort=cohort).order_by("pk"))


def _end_all(found: QuerySet[Pairing], but: User | None = None) -> int:
    ended = 0
    for pairing in found:
        now = held(pairing)
        if now.is_over:
            continue
        finish(pairing=now)
        emails.pairing_ended(pairing=now, but=but)
        emails.pairing_over(pairing=now)
        ended += 1
    return ended
