"""What pairings hold about one person: theirs to read, and forgotten with them. Never the half of the other."""

from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from cohorts.models import Meeting, MeetingNote, Membership, Pairing
from cohorts.models.pairing import half_is
from cohorts.services.pairing import end_with_place
from people.models import User
from people.services.privacy import unname

BOTH = ("cohort__name", "state", "proposed_at", "started_at", "ended_at")
OF_MENTOR = (
    *("shares", "off_limits", "offer_amount", "offer_answer", "offer_detail", "offer_answered_at"),
    *("mentor_rules_at", "mentor_words"),
)
OF_MENTEE = ("mentee_rules_at", "mentee_words")  # the card is in the words of the mentor


def pairings(person: User) -> list[dict[str, Any]]:
    """Their own half of each pairing: the offer is the mentor's alone."""
    rows = Pairing.objects.order_by("pk")
    mentoring = rows.filter(mentor__enrolment__person=person).values(*BOTH, *OF_MENTOR)
    mentored = rows.of(person).filter(mentee__enrolment__person=person).values(*BOTH, *OF_MENTEE)
    return [*mentoring, *mentored]


def meetings(person: User) -> list[dict[str, Any]]:
    """When and where they met, or mean to."""
    rows = Meeting.objects.filter(half_is([person], "pairing__")).order_by("pk")
    when = ("pairing__cohort__name", "number", "planned_at", "place", "travel", "held_on")
    put_right = ("changed_at", "changed_by", "changed_why", "day_before")
    return [dict(row) for row in rows.values(*when, *put_right)]


def notes(person: User) -> list[dict[str, Any]]:
    """What they wrote for themselves."""
    rows = MeetingNote.objects.visible_to(person).order_by("pk")
    return [dict(row) for row in rows.values("meeting__number", "text", "written_at", "cleared_line", "cleared_at")]


def forget_pairings(person: User) -> str:
    """What they said of themselves goes; a pairing that goes on has ended, and the other half hears only that."""
    with transaction.atomic():
        for membership in Membership.objects.filter(enrolment__person=person).select_related("enrolment__person"):
            end_with_place(membership=membership)
        unname(Pairing.objects.filter(half_is([person])))
        unname(Meeting.objects.filter(half_is([person], "pairing__")))
        mentoring = Pairing.objects.filter(mentor__enrolment__person=person)
        mentoring.update(shares="", off_limits="", offer_detail="", mentor_words="")
        Pairing.objects.filter(mentee__enrolment__person=person).update(mentee_words="")
        Pairing.objects.filter(half_is([person])).update(call_wanted_by=None, another_wanted_by=None)
        Pairing.objects.filter(half_is([person])).exclude(reason="").update(reason=_("Forgotten"))
    return _("What they said for their pairing was removed, and it has ended.")


def forget_places(person: User) -> str:
    """Where they met goes, and why a day was put right; the days of meetings that were held stay."""
    Meeting.objects.filter(half_is([person], "pairing__")).update(place="", travel="", changed_why="")
    return _("The places of meetings were removed.")


def forget_notes(person: User) -> str:
    """Every note of theirs goes, with its line."""
    MeetingNote.objects.visible_to(person).delete()
    return _("Private notes on meetings were removed.")
