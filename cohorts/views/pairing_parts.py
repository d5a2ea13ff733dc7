"""What the pages of a pairing show besides its facts: cards from the course, ground rules, whom to ring."""

from typing import Any

from django.urls import reverse
from django.utils import timezone

from cohorts.models import Meeting, Pairing
from cohorts.models.pairing import MENTEE, MENTOR
from cohorts.services.meeting import days_that_count, module_of
from cohorts.services.nudging import SIXTY
from cohorts.services.pairing import other
from courses.models import LessonPage
from courses.services import fill, local_words
from people.models import Assignment, User


def surroundings(found: Pairing) -> dict[str, Any]:
    """What stands on every screen of a pairing: it, its coordinator, and the words and numbers of the place."""
    words = local_words(found.cohort.organisation)
    name = found.coordinator.get_full_name()
    return {
        "pairing": found,
        "coordinator": name,
        "words": words | {"coordinator": name},
        "number_to_ring": words.get("coordinator's number", ""),
    }


def across(found: Pairing, side: str) -> User:
    """The person whom this half meets."""
    person: User = found.half(other(side)).enrolment.person
    return person


def role_of(found: Pairing, side: str) -> str:
    """The job of the mentee, for the mentor. What a mentor does is theirs to tell."""
    if side != MENTOR:
        return ""
    posts = Assignment.objects.on(timezone.localdate()).filter(person=found.mentee.enrolment.person_id)
    return posts.order_by("-primary", "pk").values_list("job_title", flat=True).first() or ""


def rules_of(found: Pairing, side: str) -> list[str]:
    """The ground rules of the course, one a line, with the coordinator's name."""
    module = module_of(found.half(side).enrolment)
    words = local_words(found.cohort.organisation) | {"coordinator": found.coordinator.get_full_name()}
    lines = module.ground_rules.splitlines() if module else []
    return [fill(line.strip(), words) for line in lines if line.strip()]


def cards_of(found: Pairing, side: str) -> list[LessonPage]:
    """The lessons of this half's module, in order: the card of each meeting."""
    module = module_of(found.half(side).enrolment)
    return list(LessonPage.objects.child_of(module).live().order_by("path")) if module else []


def rounds(found: Pairing, side: str, meetings: list[Meeting]) -> list[dict[str, Any]]:
    """Each meeting that is planned in the course or was held, with its card; after the end, those that there were."""
    enrolment = found.half(side).enrolment
    module = module_of(enrolment)
    cards = list(LessonPage.objects.child_of(module).live().defer("body").order_by("path")) if module else []
    known = {meeting.number: meeting for meeting in meetings}
    most = max([len(cards), (module.planned or module.needed or 1) if module else 1, *known])
    if found.is_over:
        return [{"number": number, "meeting": known[number], "card": None, "open": True} for number in sorted(known)]
    last_held = max([number for number, meeting in known.items() if meeting.held_on], default=0)
    return [
        {
            "number": number,
            "meeting": known.get(number),
            "card": card_address(found, side, cards[number - 1]) if number <= len(cards) else None,
            "open": number <= last_held + 1,
        }
        for number in range(1, most + 1)
    ]


def all_held(found: Pairing, side: str, meetings: list[Meeting]) -> bool:
    """Whether the mentor says that all the meetings of this half's course were held."""
    module = module_of(found.half(side).enrolment)
    held = [meeting for meeting in meetings if meeting.held_on and meeting.mentor_said_at]
    return module is not None and len(held) >= (module.planned or module.needed or 1)


def card_address(found: Pairing, side: str, lesson: LessonPage) -> dict[str, str]:
    """Where a card is played: its title and its address in this half's own course."""
    module = lesson.url_path.rstrip("/").split("/")[-2]
    args = [found.half(side).enrolment.uuid, module, lesson.slug]
    return {"title": lesson.title, "url": reverse("learning:resume", args=args)}


def one_change(found: Pairing) -> dict[str, Any] | None:
    """What comes after the meetings for a mentee: the lessons of the modules behind, and the day sixty days on.

    There is no such day before there were enough meetings: nobody knows yet which is the last. None where it ended
    before.
    """
    enrolment = found.mentee.enrolment
    rows = list(enrolment.required_modules.select_related("module").order_by("order"))
    at = next((place for place, row in enumerate(rows) if row.module.completed_by == "MENTORING"), None)
    if at is None:
        return None
    lessons = [
        card_address(found, MENTEE, lesson)
        for row in rows[at + 1 :]
        for lesson in LessonPage.objects.child_of(row.module).live().defer("body").order_by("path")
    ]
    days = days_that_count(found)
    enough = len(days) >= (rows[at].module.needed or 1)
    if found.is_over and not enough:
        return None
    return {"lessons": lessons, "asked_on": days[-1] + SIXTY if enough else None}
