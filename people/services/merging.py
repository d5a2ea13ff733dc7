"""Two entries turn out to be one person: everything of the one becomes the other's, by walking the registry.

docs/decisions/0023 says which rows move, which stay, and why an entry that was merged away is kept as a pointer.
"""

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from allauth.account.models import EmailAddress
from django.apps import apps
from django.contrib.auth.hashers import make_password
from django.db import transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.log_actions import log
from wagtail.models import ModelLogEntry

from jobs.services import enqueue
from people import emails, registry
from people.models import User
from people.services.accounts import Refused, end_sign_ins
from people.services.holding import hold_people

LATE = timedelta(minutes=10)


@dataclass(frozen=True, slots=True)
class Row:
    """One kind of thing: how many each has, and what becomes of those of the entry that goes."""

    noun: Any
    gone: int
    kept: int
    what: Any


@dataclass(frozen=True, slots=True)
class Preview:
    """What merging would do, before anybody confirms it."""

    rows: list[Row]
    clashes: list[str]
    refusal: str


def why_not(*, gone: User, kept: User) -> str:
    """The sentence that says why these two cannot be merged this way round, or nothing."""
    if gone.pk == kept.pk:
        return _("This is one entry already. Choose another person.")
    if kept.merged_into_id is not None:
        return _("The person you want to keep was merged into somebody else. Keep that one.")
    if gone.merged_into_id not in (None, kept.pk):
        return _("This entry was merged into somebody else already.")
    if gone.is_active and not kept.is_active:
        return _("The entry you want to keep is closed, and the other is in use. Keep the one in use.")
    if gone.is_superuser or gone.groups.exists():
        return _("The entry that goes is in a group. Keep that one, or take it out of its groups first.")
    return ""


def preview(*, gone: User, kept: User) -> Preview:
    """What merging these two would do. Changes nothing, and shows how many, never what."""
    rows = [
        Row(holding.words, len(holding.collect(gone)), len(holding.collect(kept)), holding.words_at_merge)
        for holding in registry.holdings()
        if holding.model not in (User, EmailAddress)  # these are what stands side by side
    ]
    found = [words for holding in registry.holdings() if holding.clashes for words in holding.clashes(gone, kept)]
    return Preview([row for row in rows if row.gone or row.kept], found, why_not(gone=gone, kept=kept))


def merge_people(*, gone: User, kept: User, by: User | None) -> dict[str, int]:
    """Afterwards one person has all that both had, and nobody can sign in as the other: that entry leads to this one.

    Returns how many rows moved, by kind. Called twice, the second call finds nothing more to move. Raises Refused
    where why_not has a reason. Rows that somebody was writing in this moment follow by job.
    """
    with transaction.atomic():
        locked = hold_people([gone, kept, *gone.merged_from.all()])
        gone, kept = locked[gone.pk], locked[kept.pk]
        if refusal := why_not(gone=gone, kept=kept):
            raise Refused(refusal)
        if gone.merged_into_id == kept.pk:
            return {}
        before, had_address = gone.email, bool(kept.email)
        moved = _hand_over(gone, kept)
        User.objects.filter(pk=gone.pk).update(
            merged_into=kept,
            is_active=False,
            password=make_password(None),
            sign_in_number=F("sign_in_number") + 1,
        )
        User.objects.filter(merged_into=gone).update(merged_into=kept)
        if before and not had_address:  # a new way in ends the sign-ins there were
            end_sign_ins(person=kept, by=by)
        data = {"gone": gone.pk, "kept": kept.pk, "moved": moved}
        log(kept, "people.merge", user=by, data=data)
        log(gone, "people.merge", user=by, data=data)
        enqueue("people.hand_over", key=f"hand-over:{gone.pk}", run_after=timezone.now() + LATE, gone=gone.pk)
        kept.refresh_from_db()
        emails.merged(person=kept)
        if before and had_address:
            emails.merged(person=kept, old_address=before)
    return moved


def moved_by(*, gone: User) -> dict[str, int]:
    """How many rows of each kind moved when this entry was merged away, as it was written down that day."""
    entries = ModelLogEntry.objects.for_instance(gone).filter(action="people.merge").order_by("-timestamp")
    entry = next((entry for entry in entries if entry.data.get("gone") == gone.pk), None)
    return entry.data["moved"] if entry else {}


def hand_over_late(*, gone: User) -> int:
    """Afterwards what was still being written while the two were merged has moved as well. Returns how many rows."""
    with transaction.atomic():
        kept = gone.merged_into
        if kept is None:
            return 0
        hold_people([gone, kept])
        return sum(_hand_over(gone, kept).values())


def _hand_over(gone: User, kept: User) -> dict[str, int]:
    """Upper apps first: until the rows below them move, they can still tell whose was whose."""
    order = [config.label for config in apps.get_app_configs()]
    holdings = sorted(
        registry.holdings(), key=lambda holding: (order.index(holding.model._meta.app_label), holding.label)
    )
    return {holding.label: holding.hand_over(gone, kept) for holding in holdings if holding.hand_over is not None}
