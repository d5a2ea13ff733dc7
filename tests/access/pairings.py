"""A pairing in each organisation: the member mentors the learner, and both have written for themselves."""

from django.utils import timezone

from cohorts.services.meeting_notes import write_note
from people.models import User
from tests.access.facts import Facts, key
from tests.factories.pairings import make_meeting, make_mentoring_cohort, make_pairing

QUIET = "quietnote"


def paired(mentor: User, mentee: User, trainer: User, *, far: bool) -> Facts:
    """They meet, and the mentee says that the first meeting was held."""
    pairing = make_pairing(mentor=mentor, mentee=mentee, cohort=make_mentoring_cohort(trainer=trainer))
    now = timezone.now()
    meeting = make_meeting(pairing, held_on=timezone.localdate(now), mentee_said_at=now)
    for person in (mentor, mentee):
        write_note(meeting=meeting, text="distant" if far else QUIET, by=person)
    return {"pairing": key(pairing)}
