"""What we wrote to somebody, and what they had typed when their sign-in ran out."""

from typing import Any

from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from people import emails
from people.models import HeldForm, Message, Reminder, StoppedReminder, User
from people.privacy.grounds import TASK
from people.registry import mover, register
from people.services.upkeep import NOWHERE


def _messages(person: User) -> list[dict[str, Any]]:
    return list(person.messages.values("created_at", "address", "subject", "text", "status"))


def _forget_messages(person: User) -> str:
    """One that still waits goes nowhere; one to be told by hand need not be told any more."""
    theirs = Q(person=person) | (Q(person=None, address__iexact=person.email) if person.email else Q(pk=None))
    mine = Message.objects.filter(theirs).exclude(template=emails.FAREWELL)
    mine.filter(status=Message.Status.QUEUED).update(status=Message.Status.REFUSED)
    mine.filter(status=Message.Status.BY_HAND, read_at=None).update(read_at=timezone.now())
    mine.update(address=NOWHERE, subject=_("Removed"), text="", html="", secret="")
    return _("What we wrote to the person was removed. That we wrote stays.")


def _held_forms(person: User) -> list[dict[str, Any]]:
    return list(person.held_forms.values("address", "held_at"))


def _forget_held_forms(person: User) -> str:
    person.held_forms.all().delete()
    return _("Forms that waited for a sign-in were removed.")


def _reminders(person: User) -> list[dict[str, Any]]:
    return list(Reminder.objects.filter(person=person).order_by("pk").values("key", "kind", "sent_at"))


def _forget_reminders(person: User) -> str:
    gone, _each = Reminder.objects.filter(person=person).delete()
    return ngettext("One row removed.", "%(gone)s rows removed.", gone) % {"gone": gone}


def _stopped_reminders(person: User) -> list[dict[str, Any]]:
    return list(StoppedReminder.objects.filter(person=person).order_by("pk").values("kind", "stopped_at"))


def _forget_stopped_reminders(person: User) -> str:
    gone, _each = StoppedReminder.objects.filter(person=person).delete()
    return ngettext("One row removed.", "%(gone)s rows removed.", gone) % {"gone": gone}


def _hand_over_stopped_reminders(gone: User, kept: User) -> int:
    theirs = StoppedReminder.objects.filter(person=gone)
    same = StoppedReminder.objects.filter(person=kept).values("kind")
    return theirs.filter(kind__in=same).delete()[0] + theirs.update(person=kept)


register(
    Message,
    purpose=gettext_lazy("To tell somebody what they need to know."),
    basis=TASK,
    retention=gettext_lazy("Two years."),
    collect=_messages,
    erase=_forget_messages,
    hand_over=mover(Message, "person"),
    noun=gettext_lazy("Messages"),
    at_leaving=gettext_lazy("That we wrote to somebody, and when. Your address and the words go."),
)
register(
    Reminder,
    purpose=gettext_lazy("To remind somebody of one thing once."),
    basis=TASK,
    retention=gettext_lazy("Two years."),
    collect=_reminders,
    erase=_forget_reminders,
    hand_over=mover(Reminder, "person"),
    noun=gettext_lazy("Reminders"),
)
register(
    StoppedReminder,
    purpose=gettext_lazy("To send somebody no reminder they do not want."),
    basis=TASK,
    retention=gettext_lazy("As long as the account."),
    collect=_stopped_reminders,
    erase=_forget_stopped_reminders,
    hand_over=_hand_over_stopped_reminders,
    noun=gettext_lazy("Reminders they stopped"),
)
register(
    HeldForm,
    purpose=gettext_lazy("To give back what somebody had typed when their sign-in ran out."),
    basis=TASK,
    retention=gettext_lazy("Half an hour. The words are sealed, so only that person's browser can open them."),
    collect=_held_forms,
    erase=_forget_held_forms,
    at_merge=gettext_lazy("Goes away within the hour."),
)
