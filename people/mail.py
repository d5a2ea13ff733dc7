"""Every e-mail of the house: a row first, a letter later.

``post`` writes the Message and asks for its job in one transaction. ``deliver`` is the only place that speaks SMTP.
An e-mail goes out at least once: a crash between the server's yes and our commit can send a second copy, with the
same Message-ID.
"""

import hashlib
import html
import re
import smtplib
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.db import IntegrityError, transaction
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from wagtail.log_actions import log

from jobs.registry import Gone, Retry
from jobs.services import enqueue
from people import reminders, seal
from people.models import Message, Reminder, StoppedReminder, User

MARK = "[[secret]]"  # stands in subject, text and html where the secret will be
PURPOSE = "message"
GIVE_UP_AFTER = timedelta(days=4)
AWAY = timedelta(minutes=1)
STALE_AFTER = timedelta(hours=24)  # a reminder that could not go out for a day is of no use


@dataclass(frozen=True, slots=True)
class Secret:
    """A code or link that opens something: kept sealed, dropped once sent, never sent after its time."""

    text: str
    until: datetime


def absolute(path: str) -> str:
    """The address of one of our pages as it may stand in a letter or a QR code."""
    return f"{settings.SITE_URL}{path}"


def stop_path(person: User, kinds: Iterable[str]) -> str:
    """The address of the page that stops these kinds of reminder for this person, without sign-in."""
    return reverse("people:stop", args=[reminders.token_for(person.uuid, kinds)])


def post(
    *,
    key: str,
    person: User | None,
    template: str,
    context: dict[str, Any],
    address: str | None = None,
    secret: Secret | None = None,
) -> Message:
    """Afterwards one Message has this key, and it commits with the caller's facts; a job will send it.

    Goes to ``address``, else to the person's own; a person with none gets it BY_HAND: a notice, and a line on the
    trainer's list. Asked twice, the first one's Message is returned as it stands. ``template`` names three files
    (``.subject.txt``, ``.txt``, ``.html``), rendered in the person's language with ``person`` and ``site_url`` added
    to the context, and ``secret`` as a mark. ``context["reply_to"]``, if there, is where answers go.
    """
    with transaction.atomic():
        found = Message.objects.filter(key=key).first()
        if found is not None:
            return found
        to = address or (person.email if person else None) or ""
        message = _rendered(template, {"secret": MARK, **context}, person)
        message.key, message.address = key, to
        message.reply_to = context.get("reply_to", "")
        message.status = Message.Status.QUEUED if to else Message.Status.BY_HAND
        if secret is not None:
            message.secret, message.useful_until = seal.seal(secret.text, purpose=PURPOSE), secret.until
        try:
            with transaction.atomic():
                message.save(force_insert=True)
        except IntegrityError:  # somebody posted the same in this moment
            return Message.objects.get(key=key)
        if to:
            enqueue("people.send_message", key=f"send:{message.pk}", message=message.pk)
    return message


def _rendered(template: str, context: dict[str, Any], person: User | None) -> Message:
    language = person.language if person else settings.LANGUAGE_CODE
    if language not in dict(settings.LANGUAGES):
        language = settings.LANGUAGE_CODE
    context = {"person": person, "site_url": settings.SITE_URL, **context}
    with translation.override(language):
        subject = " ".join(render_to_string(f"{template}.subject.txt", context).split())
        text = re.sub(r"\n{3,}", "\n\n", render_to_string(f"{template}.txt", context).strip()) + "\n"
        letter = render_to_string(f"{template}.html", context).strip()
    return Message(person=person, template=template, language=language, subject=subject[:200], text=text, html=letter)


def opened(message: Message) -> tuple[str, str, str]:
    """Subject, text and html with the secret in its place; where it has been dropped, a note stands there."""
    secret = _("(no longer kept)")
    if message.secret:
        with suppress(seal.BrokenSeal):
            secret = seal.unseal(message.secret, purpose=PURPOSE)
    return (
        message.subject.replace(MARK, secret),
        message.text.replace(MARK, secret),
        message.html.replace(MARK, html.escape(secret)),
    )


def message_id(message: Message) -> str:
    """The Message-ID, made from the key: a second copy of a letter has the same."""
    name = hashlib.sha256(f"{settings.SITE_URL}\n{message.key}".encode()).hexdigest()[:32]
    return f"<{name}@{urlsplit(settings.SITE_URL).hostname}>"


def deliver(*, message: int) -> str:
    """Hand one message to the mail server, if it still has to be. Returns a note for the job.

    Afterwards it is SENT, or REFUSED where the server will never take it or its secret is of no more use. Raises Retry
    while the server is away or says "later", and for a reminder by night; Gone where there is no such message.
    """
    row = Message.objects.filter(pk=message).first()
    if row is None:
        raise Gone(_("The message is no longer there."))
    if row.status != Message.Status.QUEUED:
        return _("Nothing to do: %(status)s.") % {"status": row.get_status_display()}
    if row.useful_until and row.useful_until <= timezone.now():
        return _refuse(row, _("Not sent: its code had run out."))
    kinds = _reminded_of(row)
    if kinds and (why := _no_longer_wanted(row, kinds)):
        return _refuse(row, why)
    try:
        _send(row, kinds)
    except smtplib.SMTPRecipientsRefused as error:
        replies = [reply for reply, _words in error.recipients.values()]
        return _settle_refusal(row, min(replies, default=400))
    except smtplib.SMTPDataError as error:
        return _settle_refusal(row, error.smtp_code)
    except (smtplib.SMTPException, OSError) as error:  # away, slow, or it does not know us: not the letter's fault
        raise Retry(_("The mail server could not be used: %(kind)s.") % {"kind": type(error).__name__}, AWAY) from error
    Message.objects.filter(pk=row.pk, status=Message.Status.QUEUED).update(
        status=Message.Status.SENT, sent_at=timezone.now(), secret=_kept(row)
    )
    return _("Sent.")


def _reminded_of(row: Message) -> list[str]:
    """The kinds of reminder in this letter; none where it is another letter."""
    return sorted(set(Reminder.objects.filter(message=row).values_list("kind", flat=True)))


def _no_longer_wanted(row: Message, kinds: list[str]) -> str:
    """Why a reminder that had to wait for the mail server is not sent after all. Raises Retry until the morning."""
    now = timezone.now()
    if now - row.created_at > STALE_AFTER:
        return _("Not sent: a reminder is of no use a day later.")
    if StoppedReminder.objects.filter(person=row.person_id, kind__in=kinds).count() == len(kinds):
        return _("Not sent: the person has stopped these letters.")
    if reminders.is_quiet(now):
        raise Retry(_("Reminders wait for the morning."), reminders.next_morning(now) - now)
    return ""


def _send(row: Message, kinds: list[str]) -> None:
    subject, text, letter = opened(row)
    headers = {"Message-ID": message_id(row), "Auto-Submitted": "auto-generated", "Content-Language": row.language}
    if kinds and row.person:  # the button of the mail program, RFC 8058
        headers["List-Unsubscribe"] = f"<{absolute(stop_path(row.person, kinds))}>"
        headers["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"
    mail = EmailMultiAlternatives(
        subject,
        text,
        to=[row.address],
        reply_to=[row.reply_to] if row.reply_to else None,
        headers=headers,
    )
    if letter:
        mail.attach_alternative(letter, "text/html")
    mail.send()


def _kept(row: Message) -> str:
    # The development mailbox is where a code is read, so there it stays until it has run out.
    return row.secret if settings.SHOW_MAILBOX else ""


def _settle_refusal(row: Message, reply: int) -> str:
    if 400 <= reply < 500 and timezone.now() - row.created_at < GIVE_UP_AFTER:
        raise Retry(_("The mail server asks us to try later (%(reply)d).") % {"reply": reply}, timedelta(minutes=5))
    return _refuse(row, _("The mail server refused it (%(reply)d).") % {"reply": reply})


def _refuse(row: Message, note: str) -> str:
    waiting = Message.objects.filter(pk=row.pk, status=Message.Status.QUEUED)
    waiting.update(status=Message.Status.REFUSED, note=note[:300], secret="")
    return note


def can_send_again(message: Message) -> bool:
    """Whether a refused letter is still of use. One that carried a code is not: its code is gone."""
    had_secret = message.useful_until is not None
    return message.status == Message.Status.REFUSED and bool(message.text) and not had_secret


def send_again(*, message: Message, by: User) -> bool:
    """Afterwards a refused message waits to be sent once more. False where it was not refused or is of no use.

    Called twice, the second call finds it waiting.
    """
    with transaction.atomic():
        row = Message.objects.select_for_update().get(pk=message.pk)
        if not can_send_again(row):
            return False
        Message.objects.filter(pk=row.pk).update(status=Message.Status.QUEUED, note="")
        entry = log(row, "people.send_again", user=by)
        enqueue("people.send_message", key=f"send:{row.pk}:{entry.uuid}", message=row.pk)
    return True


def drop_stale_secrets() -> int:
    """Remove every secret whose time has passed. Returns how many went."""
    return Message.objects.with_stale_secret().update(secret="")
