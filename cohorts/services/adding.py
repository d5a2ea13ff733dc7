"""A trainer puts people on the list: many at once before a session, or a walk-in at the door."""

import uuid
from dataclasses import dataclass

from django.db import transaction
from wagtail.log_actions import log

from cohorts.models import Cohort, Invitation, Membership
from cohorts.services.inviting import TooManyLetters, invite
from cohorts.services.joining import is_full, locked, open_for, take_place, taken
from people.models import PersonalCode, User
from people.services.accounts import add_person, add_person_by_name, issue_code
from people.services.codes import NoCodeForGroups

NEW, INVITED, ALREADY_HERE, ALREADY_INVITED, FULL = "new", "invited", "already here", "already invited", "full"
WRITTEN_OFTEN, WROTE_MANY = "written to often", "wrote many"


class CodeNotAllowed(Exception):  # noqa: N818  an answer, not an error
    """This person has a way in of their own, or rights that a paper code must never open."""


@dataclass(frozen=True)
class Line:
    """One person as a trainer writes them down."""

    name: str
    email: str = ""


@dataclass(frozen=True)
class Added:
    """What became of one line: its outcome, and a claim code that is shown once where one was made."""

    line: Line
    outcome: str
    membership: Membership | None = None
    invitation: Invitation | None = None
    claim_code: str = ""


def look_at(*, cohort: Cohort, lines: list[Line]) -> list[str]:
    """What would become of each line, as add_people would say it. Changes nothing."""
    members = set(
        cohort.memberships.present()
        .filter(enrolment__person__email__in={line.email for line in lines if line.email})
        .values_list("enrolment__person__email", flat=True)
    )
    invited = set(cohort.invitations.unanswered().values_list("email", flat=True))
    left = len(lines) if cohort.capacity is None else max(0, cohort.capacity - taken(cohort))
    outcomes = []
    for line in lines:
        outcome = ALREADY_HERE if line.email in members else ALREADY_INVITED if line.email in invited else ""
        if not outcome:
            outcome = FULL if left == 0 else INVITED if line.email else NEW
            left -= outcome != FULL
            if outcome == INVITED:
                invited.add(line.email)
        outcomes.append(outcome)
    return outcomes


@transaction.atomic
def add_people(*, cohort: Cohort, lines: list[Line], form_key: uuid.UUID, by: User) -> list[Added]:
    """By name alone a line is a member with an open enrolment and a claim code; with an e-mail it is an invitation.

    Whether the address has an account is nobody's to learn here. The same form sent again adds nobody, makes no code
    and writes to nobody. Lines that cannot be used say why; they stop no other.
    """
    held = locked(cohort)
    keys = [uuid.uuid5(form_key, f"{number} {line.name}") for number, line in enumerate(lines)]
    added = [
        _invite(held, line, by) if line.email else _add(held, line, key, by)
        for line, key in zip(lines, keys, strict=True)
    ]
    count = sum(1 for one in added if one.outcome == NEW)
    if count:
        log(held, "cohorts.add_people", user=by, data={"added": count, "lines": len(lines)})
    return added


def _invite(cohort: Cohort, line: Line, by: User) -> Added:
    place = cohort.memberships.present().filter(enrolment__person__email=line.email.lower()).first()
    if place is not None:
        return Added(line, ALREADY_HERE, place)
    waiting = open_for(cohort, line.email)
    if waiting is not None:
        return Added(line, ALREADY_INVITED, invitation=waiting)
    if is_full(cohort):
        return Added(line, FULL)
    try:
        return Added(line, INVITED, invitation=invite(cohort=cohort, name=line.name, email=line.email, by=by))
    except TooManyLetters as enough:
        return Added(line, WROTE_MANY if enough.by_one else WRITTEN_OFTEN)


def _add(cohort: Cohort, line: Line, key: uuid.UUID, by: User) -> Added:
    sent_before = Membership.objects.filter(form_key=key, cohort=cohort).first()
    if sent_before is not None:
        return Added(line, ALREADY_HERE, sent_before)
    if is_full(cohort):
        return Added(line, FULL)
    person, claim_code = add_person_by_name(organisation=cohort.organisation, name=line.name, by=by)
    membership = take_place(cohort=cohort, person=person, by=by, form_key=key)
    return Added(line, NEW, membership, claim_code=claim_code)


@transaction.atomic
def add_walk_in(*, cohort: Cohort, name: str, form_key: uuid.UUID, by: User) -> Membership:
    """Somebody who came through the door is a member, by name alone. Twice with one key: the same member.

    Places are not counted here: who is in the room is in the room.
    """
    held = locked(cohort)
    membership = Membership.objects.filter(form_key=form_key, cohort=held).first()
    if membership is None:
        given_name, _blank, family_name = " ".join(name.split()).partition(" ")
        person = add_person(organisation=held.organisation, given_name=given_name, family_name=family_name, by=by)
        membership = take_place(cohort=held, person=person, by=by, form_key=form_key)
    return membership


@transaction.atomic
def new_code(*, membership: Membership, kind: str, by: User) -> str:
    """A fresh claim or return code for a member who has no other way in. The one before it stops working.

    Raises CodeNotAllowed for somebody with an e-mail, in a group or gone: whoever makes a code could use it.
    """
    person = membership.enrolment.person
    if person.email or not person.is_active:
        raise CodeNotAllowed
    try:
        code = issue_code(person=person, kind=PersonalCode.Kind(kind), by=by)
    except NoCodeForGroups as error:
        raise CodeNotAllowed from error
    log(membership.cohort, "cohorts.new_code", user=by, data={"membership": membership.pk})
    return code
