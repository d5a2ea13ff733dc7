"""What cohorts hold about a person, and how it goes."""

from typing import Any

from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from cohorts.models import (
    Attendance,
    Booking,
    CalendarFeed,
    CheckIn,
    Cohort,
    DateWish,
    Invitation,
    Meeting,
    MeetingNote,
    Membership,
    Pairing,
    PlaceRequest,
    Session,
)
from cohorts.services import pairing_data
from cohorts.services.check_in import said_by
from cohorts.services.holding import hold_cohorts, hold_pairings, hold_sessions
from cohorts.services.leaving import leave_all
from cohorts.services.merging import (
    follow_address,
    hand_over_cohorts,
    hand_over_invitations,
    hand_over_places,
    hand_over_requests,
    hand_over_wishes,
    places_in_one_cohort,
)
from cohorts.services.merging_pairings import hand_over_pairings
from people.models import User
from people.registry import MOVES, STAYS, register
from people.services.privacy import unname

PUBLIC_TASK = _("The course you take part in, and the public task of the organisation that runs it")
SIX_YEARS = _("Six years after the cohort closes")
IN_NUMBERS = _("That somebody had a place, or was there, so that the numbers of the cohort are right. Your name goes.")


def _kept(person: User) -> str:
    return str(_("Kept with the record it belongs to."))


def _trained(person: User) -> list[dict[str, Any]]:
    return list(Cohort.objects.filter(trainers=person).order_by("pk").values("name", "code", "created_at"))


def _places(person: User) -> list[dict[str, Any]]:
    places = Membership.objects.filter(enrolment__person=person).order_by("pk")
    return list(places.values("cohort__name", "joined_at", "left_at"))


def _registers(person: User) -> list[dict[str, Any]]:
    saved = Session.objects.filter(register_saved_by=person).order_by("pk")
    return list(saved.values("cohort__name", "starts_at", "register_saved_at"))


def _attendance(person: User) -> list[dict[str, Any]]:
    rows = Attendance.objects.filter(membership__enrolment__person=person).order_by("pk")
    facts = ("session__cohort__name", "session__starts_at", "mark", "minutes", "marked_at")
    return list(rows.values(*facts, "organisation__name", "department_path", "staff_role_name", "job_title"))


def _invitations(person: User) -> list[dict[str, Any]]:
    rows = _invitations_of(person).order_by("pk")
    return list(rows.values("cohort__name", "name", "email", "sent_at", "expires_at", "accepted_at", "withdrawn_at"))


def _invitations_of(person: User) -> Any:
    theirs = Q(accepted_as__enrolment__person=person)
    return Invitation.objects.filter(theirs | Q(email=person.email) if person.email else theirs)


def _forget_invitations(person: User) -> str:
    found = _invitations_of(person)
    unname(found)
    found.unanswered().update(withdrawn_at=timezone.now())
    found.update(name=_("Somebody"), email="erased@invalid.example")
    return str(_("Names and addresses of invitations were removed."))


def _bookings(person: User) -> list[dict[str, Any]]:
    rows = Booking.objects.filter(membership__enrolment__person=person).order_by("pk")
    return list(rows.values("session__cohort__name", "session__starts_at", "state", "needs", "asked_at"))


def _forget_needs(person: User) -> str:
    Booking.objects.filter(membership__enrolment__person=person).update(needs="")
    return str(_("What they need was removed."))


def _free_places(person: User) -> str:
    left = leave_all(person=person)
    return str(ngettext("One place will be free.", "%(left)s places will be free.", left) % {"left": left})


def _check_ins(person: User) -> list[dict[str, Any]]:
    rows = said_by(person).order_by("pk")
    return list(rows.values("session__cohort__name", "session__starts_at", "at", "name_given"))


def _forget_check_ins(person: User) -> str:
    mine = said_by(person)
    unname(mine)
    mine.delete()
    return str(_("Check-ins were removed. The register is the record."))


def _requests(person: User) -> list[dict[str, Any]]:
    rows = PlaceRequest.objects.filter(person=person).order_by("pk")
    return list(rows.values("cohort__name", "kind", "asked_at", "offered_until", "closed_as", "closed_at"))


def _close_requests(person: User) -> str:
    unname(PlaceRequest.objects.filter(person=person))
    open_ones = PlaceRequest.objects.filter(person=person).open()
    open_ones.update(closed_as=PlaceRequest.Closed.GIVEN_UP, closed_at=timezone.now())
    return str(_("Places they asked for were given up."))


def _wishes(person: User) -> list[dict[str, Any]]:
    rows = DateWish.objects.filter(person=person).order_by("pk")
    return list(rows.values("course__title", "module__title", "wished_at", "told_at"))


def _forget_wishes(person: User) -> str:
    DateWish.objects.filter(person=person).delete()
    return str(_("Wishes for a date were removed."))


def _feeds(person: User) -> list[dict[str, Any]]:
    return list(CalendarFeed.objects.filter(person=person).values("number", "is_on"))


def _end_feeds(person: User) -> str:
    mine = CalendarFeed.objects.filter(person=person)
    unname(mine)
    mine.delete()
    return str(_("The calendar feed was ended."))


def _end_feed_at_merge(gone: User, kept: User) -> int:
    return CalendarFeed.objects.filter(person=gone).delete()[0]


register(
    CalendarFeed,
    purpose=_("To show somebody's sessions in their own calendar"),
    basis=PUBLIC_TASK,
    retention=_("Until they stop it"),
    collect=_feeds,
    erase=_end_feeds,
    hand_over=_end_feed_at_merge,
    noun=_("Calendar feeds"),
    at_merge=_("End."),
)
register(
    Booking,
    purpose=_("Who means to come to a session, and what they need"),
    basis=PUBLIC_TASK,
    retention=_("As the place in the cohort; what somebody needs goes 30 days after the session"),
    collect=_bookings,
    erase=_forget_needs,
    noun=_("Bookings"),
    at_leaving=IN_NUMBERS,
)
register(
    CheckIn,
    purpose=_("Who says that they are at a session"),
    basis=PUBLIC_TASK,
    retention=SIX_YEARS,
    collect=_check_ins,
    erase=_forget_check_ins,
    noun=_("Check-ins"),
)
register(
    PlaceRequest,
    purpose=_("Who asks for a place in a cohort"),
    basis=PUBLIC_TASK,
    retention=SIX_YEARS,
    collect=_requests,
    erase=_close_requests,
    hand_over=hand_over_requests,
    noun=_("Places asked for"),
    at_leaving=IN_NUMBERS,
)
register(
    DateWish,
    purpose=_("Whom to tell when there is a date"),
    basis=PUBLIC_TASK,
    retention=_("Until they have been told"),
    collect=_wishes,
    erase=_forget_wishes,
    hand_over=hand_over_wishes,
    noun=_("Wishes for a date"),
)
register(
    Invitation,
    purpose=_("To keep a place for somebody and to tell them"),
    basis=PUBLIC_TASK,
    retention=_("Thirty days after the place was kept for the last time; where it was taken, as the place itself"),
    collect=_invitations,
    erase=_forget_invitations,
    hand_over=hand_over_invitations,
    follow_address=follow_address,
    noun=_("Invitations"),
    at_merge=_("Go to the address that goes on working, with a new link."),
    at_leaving=_("That a place was kept for somebody. The name and the address go."),
)
register(
    Cohort,
    purpose=_("Who leads a cohort"),
    basis=PUBLIC_TASK,
    retention=SIX_YEARS,
    collect=_trained,
    erase=_kept,
    hand_over=hand_over_cohorts,
    hold=hold_cohorts,
    noun=_("Cohorts they train"),
    at_leaving=_("Who led a cohort, without a name."),
)
register(
    Membership,
    purpose=_("Who takes part in a cohort"),
    basis=PUBLIC_TASK,
    retention=SIX_YEARS,
    collect=_places,
    erase=_free_places,
    hand_over=hand_over_places,
    clashes=places_in_one_cohort,
    noun=_("Places in cohorts"),
    at_merge=MOVES,
    at_leaving=IN_NUMBERS,
)
register(
    Session,
    purpose=_("Who saved a register"),
    basis=PUBLIC_TASK,
    retention=SIX_YEARS,
    collect=_registers,
    erase=_kept,
    hold=hold_sessions,
    noun=_("Registers they saved"),
    at_merge=STAYS,
    at_leaving=_("Who saved a register, without a name."),
)
register(
    Attendance,
    purpose=_("Who was at a session, as evidence for a module"),
    basis=PUBLIC_TASK,
    retention=SIX_YEARS,
    collect=_attendance,
    erase=_kept,
    noun=_("Lines in registers"),
    at_leaving=IN_NUMBERS,
)
register(
    Pairing,
    purpose=_("Who meets whom in reverse mentoring, and what they agreed"),
    basis=PUBLIC_TASK,
    retention=SIX_YEARS,
    collect=pairing_data.pairings,
    erase=pairing_data.forget_pairings,
    hand_over=hand_over_pairings,
    hold=hold_pairings,
    noun=_("Pairings"),
    at_leaving=_("That two people met, without names or words."),
)
register(
    Meeting,
    purpose=_("When and where a pairing meets"),
    basis=PUBLIC_TASK,
    retention=SIX_YEARS,
    collect=pairing_data.meetings,
    erase=pairing_data.forget_places,
    noun=_("Meetings of a pairing"),
    at_leaving=_("The days of meetings, without names or places."),
)
register(
    MeetingNote,
    purpose=_("For the person alone, and for lines they let go of"),
    basis=PUBLIC_TASK,
    retention=_("Twelve months after the pairing; lines that were let go of stay"),
    collect=pairing_data.notes,
    erase=pairing_data.forget_notes,
    noun=_("Private notes on meetings"),
)
