"""A trainer puts people on the list: many at once before a session, or a walk-in at the door."""

import uuid
from dataclasses import dataclass

from django.db import transaction
from wagtail.log_actions import log

from cohorts.models import Cohort, Membership
from cohorts.services.joining import is_full, locked, place_of, take_place
from people.models import PersonalCode, User
from people.services.accounts import add_person, add_person_by_name, issue_code
from people.services.codes import NoCodeForGroups

NEW, ALREADY_HERE, ELSEWHERE, FULL = "new", "already here", "elsewhere", "full"


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
    claim_code: str = ""


@transaction.atomic
def add_people(*, cohort: Cohort, lines: list[Line], form_key: uuid.UUID, by: User) -> list[Added]:
    """Each line that can be used is a member with an open enrolment; by name alone each has a claim code.

    The same form sent again adds nobody and makes no code. Lines that cannot be used say why; they stop no other.
    """
    held = locked(cohort)
    keys = [uuid.uuid5(form_key, f"{number} {line.name}") for number, line in enumerate(lines)]
    added = [_add(held, line, key, by) for line, key in zip(lines, keys, strict=True)]
    count = sum(1 for one in added if one.outcome == NEW)
    if count:
        log(held, "cohorts.add_people", user=by, data={"added": count, "lines": len(lines)})
    return added


def _add(cohort: Cohort, line: Line, key: uuid.UUID, by: User) -> Added:
    sent_before = Membership.objects.filter(form_key=key, cohort=cohort).first()
    if sent_before is not None:
        return Added(line, ALREADY_HERE, sent_before)
    person = User.objects.filter(email=line.email.lower()).first() if line.email else None
    if person is not None:
        place = place_of(cohort, person)
        if place is not None and place.left_at is None:
            return Added(line, ALREADY_HERE, place)
        if person.organisation_id != cohort.organisation_id or not person.is_active:
            return Added(line, ELSEWHERE)
    if is_full(cohort):
        return Added(line, FULL)
    claim_code = ""
    if person is None and line.email:
        person = add_person(organisation=cohort.organisation, given_name=line.name, email=line.email, by=by)
    elif person is None:
        person, claim_code = add_person_by_name(organisation=cohort.organisation, name=line.name, by=by)
    membership = take_place(cohort=cohort, person=person, by=by, form_key=key)
    return Added(line, NEW, membership, claim_code)


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
