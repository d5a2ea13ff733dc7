"""What records hold about people: the employer's account of learning, and who asked for files."""

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from jobs.services import enqueue_many
from people import registry
from people.models import User
from records.columns import COMPLETIONS
from records.models import Export, LearningRecord


def collect_records(person: User) -> list[dict[str, Any]]:
    """Every version of every record about the person."""
    names = [column.source for column in COMPLETIONS]
    return list(LearningRecord.objects.filter(person=person).values(*names))


def keep_records(person: User) -> str:
    """Records stay: the employer's duty. A name goes with the account, since records read it from there."""
    return _(
        "Learning records are kept for the employer's retention period. They name nobody once the account is empty."
    )


def publish_again(gone: User, kept: User) -> int:
    """Versions never change: once the facts have moved, each record has a new version that names the other entry."""
    found = LearningRecord.objects.current().filter(person=gone).values_list("item_type", "record_id")
    asks = {
        f"publish:{kind}:{source}:merged:{kept.pk}": {"kind": kind, "source": str(source)} for kind, source in found
    }
    return enqueue_many("records.publish_record", asks=asks)


def collect_exports(person: User) -> list[dict[str, Any]]:
    """The files the person asked for."""
    asked = Export.objects.filter(requested_by=person)
    return list(asked.values("requested_at", "purpose", "purpose_note", "rows_total", "state"))


def keep_exports(person: User) -> str:
    """The account of who took data away stays."""
    return _("The history of exports is kept for seven years.")


registry.register(
    LearningRecord,
    purpose=gettext_lazy("To show the employer which training was completed, when, and in which post."),
    basis=gettext_lazy("A public task, or the interest of the employer. It is not asked for as a favour."),
    retention=gettext_lazy("7 years after leaving; 25 in care and where there is a high risk."),
    collect=collect_records,
    erase=keep_records,
    hand_over=publish_again,
    noun=gettext_lazy("Learning records"),
    at_leaving=gettext_lazy("The employer answers for these. They name nobody once the account is empty."),
    at_merge=gettext_lazy("Each has a new version with the person you keep. HR sees one person."),
)
registry.register(
    Export,
    purpose=gettext_lazy("To account for every file about people that left the site."),
    basis=gettext_lazy("A duty by law."),
    retention=gettext_lazy("The file 7 days; that it was made, 7 years."),
    collect=collect_exports,
    erase=keep_exports,
    noun=gettext_lazy("Files they asked for"),
    at_merge=registry.STAYS,
    at_leaving=gettext_lazy("That a file was asked for, and when. It names nobody."),
)
