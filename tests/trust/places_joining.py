"""The places of coming in: the poster and the code on the screen, "I am here", a place asked for, a trainer's yes."""

import datetime
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import Page

from cohorts.models import CheckIn, Cohort, PlaceRequest, Session
from tests.factories.cohorts import make_request
from tests.trust.place import Place, person, press

MINUTE = datetime.timedelta(minutes=1)
START = "/cohorts/check-in/"


def meeting() -> Session:
    """The session of the running cohort."""
    return Session.objects.filter(cohort__join_code="TEACUP", module__isnull=False).get()


@contextmanager
def while_it_begins(minutes: int, **facts: Any) -> Iterator[str]:
    """The session begins so many minutes from now; afterwards it stands where it stood. The address of its poster."""
    session = meeting()
    before = {name: getattr(session, name) for name in ("starts_at", "ends_at", "cancelled_at")}
    starts_at = timezone.now() + minutes * MINUTE
    moved = {"starts_at": starts_at, "ends_at": starts_at + 120 * MINUTE}
    Session.objects.filter(pk=session.pk).update(**moved, **facts)
    try:
        yield reverse("cohorts:check_in", args=[session.poster_token])
    finally:
        Session.objects.filter(pk=session.pk).update(**before)


@contextmanager
def while_asked(**facts: Any) -> Iterator[PlaceRequest]:
    """Somebody asks for a place in the running cohort."""
    request = make_request(Cohort.objects.get(join_code="TEACUP"), person("wilf"), **facts)
    try:
        yield request
    finally:
        request.delete()


def doors() -> Iterator[Place]:
    """Whoever stands at the door and is not signed in."""
    yield Place("check in, code", START)
    yield Place("check in, wrong code", f"{START}222222/", status=404)
    with while_it_begins(-10) as poster:
        yield Place("check in, by name", poster)
        yield Place("check in, no name", poster, press("I am here"))
    with while_it_begins(40) as poster:
        yield Place("check in, early", poster, press("I am here", trainer_call="Rosa"))
    with while_it_begins(-200) as poster:
        yield Place("check in, closed", poster, status=410)
    with while_it_begins(3 * 24 * 60) as poster:
        yield Place("check in, another day", poster, status=409)
    with while_it_begins(-10, cancelled_at=timezone.now()) as poster:
        yield Place("check in, called off", poster, status=410)
    yield Place("join, waiting list", "/join/TEACUP/", while_it_is_full)
    yield Place("join, with a yes", "/join/TEACUP/", while_a_trainer_must_agree)


def while_it_is_full(page: Page) -> None:
    """As few places as are taken."""
    _for_a_moment(page, capacity=1)


def while_a_trainer_must_agree(page: Page) -> None:
    """The code alone does not open it."""
    _for_a_moment(page, join_policy=Cohort.JoinPolicy.APPROVAL)


def _for_a_moment(page: Page, **facts: Any) -> None:
    teacup = Cohort.objects.filter(join_code="TEACUP")
    before = teacup.values(*facts).get()
    teacup.update(**facts)
    page.reload()
    teacup.update(**before)


def here() -> Iterator[Place]:
    """A member at the door."""
    with while_it_begins(-10) as poster:
        yield Place("check in, member", poster)
        yield Place("check in, done", poster, press("I am here"))


def asked() -> Iterator[Place]:
    """Somebody who waits for a place, in each state."""
    soon, kinds, ends = timezone.now() + 60 * MINUTE, PlaceRequest.Kind, PlaceRequest.Closed
    states: dict[str, dict[str, Any]] = {
        "for a yes": {"kind": kinds.APPROVAL},
        "in the line": {"kind": kinds.WAITING},
        "offered": {"kind": kinds.WAITING, "offered_until": soon},
        "given up": {"closed_as": ends.GIVEN_UP, "closed_at": soon},
        "refused": {"closed_as": ends.REFUSED, "closed_at": soon},
    }
    for name, facts in states.items():
        with while_asked(**facts) as request:
            yield Place(f"asked, {name}", reverse("cohorts:asked", args=[request.uuid]))


def letting_in() -> Iterator[Place]:
    """A trainer before a session: the poster, the screen, names at the door, people who ask."""
    session = meeting()
    teacup, args = session.cohort, [session.cohort.uuid, session.uuid]
    poster, screen = (reverse(f"cohorts:{name}", args=args) for name in ("poster", "screen"))
    yield Place("poster", poster)
    yield Place("poster, for the till", f"{poster}?size=till")
    yield Place("poster, a new code", reverse("cohorts:renew_poster", args=args))
    with while_it_begins(-10):
        yield Place("screen", screen)
        claims = [CheckIn.objects.create(session=session, name_given=name) for name in ("Rosa", "Kit")]
        yield Place("register, names at the door", reverse("cohorts:register", args=args))
        CheckIn.objects.filter(pk__in=[claim.pk for claim in claims]).delete()
    with while_it_begins(50):
        yield Place("screen, early", screen)
    with while_it_begins(-200):
        yield Place("screen, closed", screen)
    yield Place("how people join", reverse("cohorts:joining", args=[teacup.uuid]))
    yield Place("how people join, no places", reverse("cohorts:joining", args=[teacup.uuid]), press("Save", places="0"))
    with while_asked():
        yield Place("today, people who ask", "/cohorts/")
        yield Place("people, some who ask", reverse("cohorts:people", args=[teacup.uuid]))
    with while_asked(kind=PlaceRequest.Kind.WAITING):
        yield Place("people, one in the line", reverse("cohorts:people", args=[teacup.uuid]))
