"""The places of a pairing: its mentor, its mentee, and whoever coordinates it."""

from collections.abc import Iterator

from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import Page

from cohorts.models import Pairing
from cohorts.services.meeting import hold_meeting
from cohorts.services.meeting_notes import clear_line, write_note
from cohorts.services.pairing import end
from courses.models import Route
from tests.factories.cohorts import make_cohort
from tests.factories.pairings import make_meeting, make_pairing
from tests.trust.place import Place, person, press

MENTOR, MENTEE = "delia", "hr"


def prepare_pairings() -> None:
    """One that meets and has something of everything, one that is asked, one that has ended."""
    routes = {route.code: route for route in Route.objects.filter(course__slug="reverse-mentoring")}
    facts = {"route": routes["mentor"], "staff_route": routes["mentee"], "organisation": person("trainer").organisation}
    cohort = make_cohort(name="A trial", trainers=[person("trainer")], **facts)
    mentor, mentee = person(MENTOR), person(MENTEE)
    meets = make_pairing(cohort=cohort, mentor=mentor, mentee=mentee, shares="Buses", off_limits="My health")
    day = timezone.localdate(meets.started_at)
    for each in (mentor, mentee):
        meeting = hold_meeting(pairing=meets, number=1, held_on=day, by=each)
        write_note(meeting=meeting, text="It rained.", by=each)
        clear_line(meeting=meeting, line="Spell my name right.", by=each)
    make_meeting(meets, 2)
    make_pairing(
        cohort=cohort, mentor=mentor, mentee=person("petra"), state="PROPOSED", agreed_at=None, started_at=None
    )
    over = make_pairing(cohort=cohort, mentor=mentor, mentee=person("wilf"))
    end(pairing=over, call=True, another=False, by=mentor)


def address(name: str, state: str = "MEETING", *more: int) -> str:
    """A page of the pairing in this state."""
    found = Pairing.objects.get(state=state, mentor__enrolment__person=person(MENTOR))
    return reverse(f"cohorts:{name}", args=[found.uuid, *more])


def delia() -> Iterator[Place]:
    """A mentor."""
    yield Place("my pairing, mentor", address("pairing"))
    yield Place("my pairing, nowhere to meet", address("pairing"), without_a_place)
    yield Place("my pairing, asked", address("pairing", "PROPOSED"))
    yield Place("my pairing, ended", address("pairing", "ENDED"))
    yield Place("meeting held, mentor", address("meeting", "MEETING", 1))
    yield Place("put a meeting right", address("put_meeting_right", "MEETING", 1))
    yield Place("put a meeting right, no day", address("put_meeting_right", "MEETING", 1), press("Put it right"))
    yield Place("meeting to come, no words", address("meeting", "MEETING", 2), press("Let these words go"))
    yield Place("pause, swap or end", address("leave_pairing"))
    yield Place("pause, swap or end, not chosen", address("leave_pairing"), press("That is what I would like"))
    yield Place("cards to print", address("pairing_cards"))


def without_a_place(page: Page) -> None:
    """The fold is opened, and the place is taken out."""
    page.get_by_text("Change when or where").click()
    press("Save the change", Where="")(page)


def mentored() -> Iterator[Place]:
    """A mentee."""
    yield Place("my pairing, mentee", address("pairing"))
    yield Place("meeting held, mentee", address("meeting", "MEETING", 1))


def coordinating() -> Iterator[Place]:
    """Whoever coordinates it."""
    yield Place("pairings", reverse("cohorts:pairings"))
    yield Place("suggest a match", reverse("cohorts:new_pairing"))
    yield Place("suggest a match, nobody chosen", reverse("cohorts:new_pairing"), press("Propose this pairing"))
    yield Place("a pairing, coordinator", address("pairing"))
    yield Place("put a meeting right, coordinator", address("put_meeting_right", "MEETING", 1))
    yield Place("a pairing, a call is wanted", address("pairing", "ENDED"))
