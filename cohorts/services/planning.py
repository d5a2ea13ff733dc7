"""Planning sessions, changing them, calling them off. Members are told each time, once."""

import datetime
import uuid
from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone
from wagtail.log_actions import log

from cohorts import emails
from cohorts.models import Cohort, Place, Session
from cohorts.services.booking import hand_on_places
from cohorts.services.joining import locked
from cohorts.services.wishing import tell_of_date
from courses.models import ModulePage
from people.models import Organisation, User

MOST_DATES = 3  # in a letter that takes one away


class NotOfThisCourse(ValueError):  # noqa: N818  says what is wrong
    """A session can only deliver a module of its cohort's own course."""


class AlreadyHeld(Exception):  # noqa: N818  an answer, not an error
    """The register of this session is saved: what happened cannot be moved or called off."""


@dataclass(frozen=True)
class Plan:
    """When and where a session is, and which module it delivers, if any."""

    starts_at: datetime.datetime
    ends_at: datetime.datetime
    form_key: uuid.UUID
    module: ModulePage | None = None
    kind: str = Session.Kind.WORKSHOP
    place: Place | None = None
    capacity: int | None = None
    food: str = ""
    costs: str = ""


@transaction.atomic
def plan_session(*, cohort: Cohort, plan: Plan, by: User) -> Session:
    """A session stands in the cohort's dates and its members have been told. The same form again: the same session.

    Raises NotOfThisCourse, or ValidationError where the end is not after the start.
    """
    held = locked(cohort)
    found = Session.objects.filter(cohort=held, form_key=plan.form_key).first()
    if found is not None:
        return found
    _check_module(held, plan)
    session = Session(cohort=held, form_key=plan.form_key, **_facts(plan))
    session.full_clean()
    session.save()
    log(session, "cohorts.plan_session", user=by, data={"cohort": held.pk})
    if session.starts_at > timezone.now():
        for person in _members(session):
            emails.your_session(person=person, session=session)
        tell_of_date(session=session)
    return session


@transaction.atomic
def change_session(*, session: Session, plan: Plan, by: User) -> Session:
    """The session is as planned here, and members have been told what is new. Unchanged, nobody hears anything.

    Of more or fewer places only whoever waits hears, if one is theirs now. Fewer than are booked: nobody loses one.

    Raises AlreadyHeld once its register is saved, and as plan_session does.
    """
    held = _still_open(session)
    new = _facts(plan)
    if all(getattr(held, name) == value for name, value in new.items()):
        return held
    _check_module(held.cohort, plan)
    before = held.starts_at
    is_news = any(getattr(held, name) != value for name, value in new.items() if name != "capacity")
    for name, value in new.items():
        setattr(held, name, value)
    held.sequence += is_news
    held.full_clean()
    held.save(update_fields=[*new, "sequence"])
    log(held, "cohorts.change_session", user=by, data={"sequence": held.sequence})
    if is_news and held.starts_at > timezone.now():
        for person in _members(held):
            emails.session_changed(person=person, session=held, before=before)
    hand_on_places(session=held)
    return held


@transaction.atomic
def cancel_session(*, session: Session, by: User) -> Session:
    """The session is called off and its members have been told. Called off twice, nobody hears it twice.

    Raises AlreadyHeld once its register is saved.
    """
    held = _still_open(session)
    if held.cancelled_at is None:
        held.cancelled_at = timezone.now()
        held.sequence += 1
        held.save(update_fields=["cancelled_at", "sequence"])
        log(held, "cohorts.cancel_session", user=by, data={"sequence": held.sequence})
        others = list(Session.objects.next_of(held.cohort).exclude(pk=held.pk)[:MOST_DATES])
        for person in _members(held):
            emails.session_cancelled(person=person, session=held, others=others)
    return held


def _still_open(session: Session) -> Session:
    held = Session.objects.select_for_update(of=("self",), no_key=True).select_related("cohort").get(pk=session.pk)
    if held.register_version:
        raise AlreadyHeld
    return held


def _check_module(cohort: Cohort, plan: Plan) -> None:
    if plan.module is not None and not plan.module.is_child_of(cohort.course):
        raise NotOfThisCourse


def _facts(plan: Plan) -> dict[str, object]:
    return {
        "module": plan.module,
        "kind": plan.kind,
        "place": plan.place,
        "starts_at": plan.starts_at,
        "ends_at": plan.ends_at,
        "capacity": plan.capacity,
        "food": plan.food,
        "costs": plan.costs,
    }


def _members(session: Session) -> list[User]:
    members = session.cohort.memberships.present().select_related("enrolment__person").order_by("pk")
    return [member.enrolment.person for member in members]


def find_place(*, organisation: Organisation, name: str) -> Place | None:
    """The organisation's place of this name, made where there is none; None for no name."""
    name = " ".join(name.split())
    if not name:
        return None
    found = Place.objects.filter(organisation=organisation, name__iexact=name).first()
    return found or Place.objects.get_or_create(organisation=organisation, name=name)[0]
