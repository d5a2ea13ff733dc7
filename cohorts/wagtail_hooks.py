"""What the public side hears of cohorts, and the words in the log for what is done with them."""

from typing import Any

from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.models import Page

from cohorts.models import Session
from cohorts.services import meeting, sharing, telling, vouching
from cohorts.services.affected import is_used, sessions_soon
from cohorts.services.published import open_sessions
from courses.registry import Act, affects_too, keeps, tells_dates
from learning import registry

ACTIONS = {
    "cohorts.open_cohort": (_("Open a cohort"), _("Opened the cohort")),
    "cohorts.close_cohort": (_("Close a cohort"), _("Closed the cohort")),
    "cohorts.plan_session": (_("Plan a session"), _("Planned the session")),
    "cohorts.change_session": (_("Change a session"), _("Changed the session")),
    "cohorts.cancel_session": (_("Call off a session"), _("Called off the session")),
    "cohorts.booking": (_("Book or give up a place at a session"), _("Booked, offered or gave up a place")),
    "cohorts.calendar_feed": (_("Renew or stop a calendar feed"), _("Renewed or stopped the calendar feed")),
    "cohorts.join": (_("Join a cohort"), _("Took a place in the cohort")),
    "cohorts.leave": (_("Leave a cohort"), _("Gave up the place in the cohort")),
    "cohorts.add_people": (_("Add people to a cohort"), _("Added people to the cohort")),
    "cohorts.invite": (_("Keep a place for somebody"), _("Kept a place and wrote to them")),
    "cohorts.invite_again": (_("Write to an invited person again"), _("Wrote to an invited person again")),
    "cohorts.withdraw_invitation": (_("Withdraw an invitation"), _("Withdrew an invitation")),
    "cohorts.accept_invitation": (_("Take a kept place"), _("Took a kept place")),
    "cohorts.new_code": (_("Make a code for a member"), _("Made a new claim or return code for a member")),
    "cohorts.ask_for_place": (_("Ask for a place"), _("Asked for a place")),
    "cohorts.offer_place": (_("Offer a place"), _("Offered a free place to the first in line")),
    "cohorts.agree_to_place": (_("Agree to a place"), _("Let somebody in who asked")),
    "cohorts.refuse_place": (_("Say not this time"), _("Said not this time to somebody who asked")),
    "cohorts.give_up_request": (_("Give up a place in the line"), _("Gave up a place in the line")),
    "cohorts.wish_for_date": (_("Wish to hear of a date"), _("Asked to hear of the next date")),
    "cohorts.set_joining": (_("Change how people join"), _("Changed how people join")),
    "cohorts.check_in": (_("Check in"), _("Said “I am here”")),
    "cohorts.match_check_in": (_("Match a check-in"), _("Matched a name to a member")),
    "cohorts.drop_check_in": (_("Take off a check-in"), _("Took off a name that nobody in the room has")),
    "cohorts.renew_poster": (_("Renew a poster"), _("Made a new poster code")),
    "cohorts.take_register": (_("Take a register"), _("Saved the register")),
    "cohorts.propose_pairing": (_("Propose a pairing"), _("Proposed a pairing")),
    "cohorts.agree_pairing": (_("Say yes to a pairing"), _("Said yes to the pairing")),
    "cohorts.decline_pairing": (_("Decline a pairing"), _("The pairing was declined")),
    "cohorts.pause_pairing": (_("Pause a pairing"), _("The pairing was paused")),
    "cohorts.resume_pairing": (_("Go on with a pairing"), _("The pairing goes on")),
    "cohorts.end_pairing": (_("End a pairing"), _("The pairing has ended")),
    "cohorts.call_about_pairing": (_("Call about a pairing"), _("Made the call that was asked for")),
    "cohorts.answer_offer": (_("Answer an offer"), _("Answered the offer")),
    "cohorts.tick_rules": (_("Tick ground rules"), _("Ticked the ground rules")),
    "cohorts.plan_meeting": (_("Plan a meeting"), _("Planned a meeting")),
    "cohorts.hold_meeting": (_("Say that a meeting was held"), _("Said that a meeting was held")),
    "cohorts.correct_meeting": (_("Put a meeting right"), _("Put right what was noted of a meeting")),
}


@hooks.register("register_log_actions")
def register_cohort_actions(actions: Any) -> None:
    """Make the log's vocabulary know what trainers and members do."""
    for action, (label, message) in ACTIONS.items():
        actions.register_action(action, label, message)


@tells_dates
def dates(course: Page) -> list[Session]:
    """The sessions to come that people may still join, for the page of the course."""
    return open_sessions(course=course)


@affects_too
def sessions(thing: Any) -> list[str | Act]:
    """The sessions of the next seven days, for "Who is affected"."""
    using = sessions_soon(thing)
    if not using.sessions:
        return []
    if using.as_module:
        words = ngettext(
            "%(count)s session in the next week uses this module.",
            "%(count)s sessions in the next week use this module.",
            using.sessions,
        )
    else:
        words = ngettext(
            "%(count)s session in the next week belongs to it.",
            "%(count)s sessions in the next week belong to it.",
            using.sessions,
        )
    return [words % {"count": using.sessions}]


@keeps
def planned(page: Page) -> list[str]:
    """A cohort needs its course, and a session its module."""
    return [gettext("Kept: a cohort or a session needs it. Unpublish it instead.")] if is_used(page) else []


registry.trains(vouching.trained_by)
registry.is_trained(vouching.in_hand)
registry.opens_members(vouching.member_page)
registry.names_trainers(sharing.trainers_of)
registry.tells_dates(telling.dates_of)
registry.tells_dates(meeting.coming_meetings)
