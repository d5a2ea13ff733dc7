"""Private notes on meetings, and the lines that their authors let go of, word by word."""

import datetime

from django.db import transaction
from django.utils import timezone

from cohorts.models import Meeting, MeetingNote
from cohorts.models.pairing import MENTEE, MENTOR
from cohorts.services.pairing import NotNow, held
from people.models import User

KEPT_FOR = datetime.timedelta(days=365)


def note_of(meeting: Meeting, person: User) -> MeetingNote | None:
    """What this person wrote about this meeting, if they did."""
    return MeetingNote.objects.visible_to(person).filter(meeting=meeting).first()


@transaction.atomic
def write_note(*, meeting: Meeting, text: str, by: User) -> MeetingNote | None:
    """This text stands in the author's own note, which nobody else reads; no text and no line: no note at all."""
    author = held(meeting.pairing).half(_side(meeting, by))
    note = MeetingNote.objects.filter(meeting=meeting, author=author).first()
    if not text.strip() and (note is None or not note.cleared_line):
        if note is not None:
            note.delete()
        return None
    note = note or MeetingNote(meeting=meeting, author=author)
    note.text, note.written_at = text.strip(), timezone.now()
    note.save()
    return note


@transaction.atomic
def clear_line(*, meeting: Meeting, line: str, by: User) -> MeetingNote:
    """The author lets these exact words go, or other words than before. A mentee's wait for the mentor's yes.

    Raises ValueError without words.
    """
    line = line.strip()
    if not line:
        raise ValueError("A line has words.")
    author = held(meeting.pairing).half(_side(meeting, by))
    note, _made = MeetingNote.objects.get_or_create(meeting=meeting, author=author)
    if note.cleared_line != line:
        note.cleared_line, note.cleared_at, note.mentor_yes_at = line, timezone.now(), None
        note.save(update_fields=["cleared_line", "cleared_at", "mentor_yes_at"])
    return note


@transaction.atomic
def take_back(*, meeting: Meeting, by: User) -> None:
    """Nobody but the author sees the line any more, and it is forgotten. Twice is once."""
    author = held(meeting.pairing).half(_side(meeting, by))
    mine = MeetingNote.objects.filter(meeting=meeting, author=author)
    mine.update(cleared_line="", cleared_at=None, mentor_yes_at=None)
    mine.filter(text="").delete()


@transaction.atomic
def answer_line(*, meeting: Meeting, words: str, yes: bool, by: User) -> None:
    """The mentor says yes to the mentee's exact words, or takes the yes back.

    Raises NotNow where the words are others by now, and for anybody but the mentor.
    """
    pairing = held(meeting.pairing)
    if pairing.side_of(by) != MENTOR:
        raise NotNow
    line = MeetingNote.objects.filter(meeting=meeting, author=pairing.half(MENTEE), cleared_line=words.strip())
    if not line.filter(cleared_at__isnull=False).update(mentor_yes_at=timezone.now() if yes else None):
        raise NotNow


def forget_old_notes() -> int:
    """Twelve months after a pairing its private notes are gone; lines that were let go of stay. How many went."""
    before = timezone.now() - KEPT_FOR
    old = MeetingNote.objects.filter(meeting__pairing__ended_at__lt=before)
    with transaction.atomic():
        gone = old.filter(cleared_at__isnull=True).delete()[0]
        return gone + old.exclude(text="").update(text="")


def _side(meeting: Meeting, by: User) -> str:
    side = meeting.pairing.side_of(by)
    if not side:
        raise NotNow
    return side
