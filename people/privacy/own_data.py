"""What somebody asked of us about their own data."""

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from people.models import DataFile, RightsRequest, User
from people.registry import STAYS, register
from people.services import data_files


def _data_files(person: User) -> list[dict[str, Any]]:
    return list(DataFile.objects.filter(person=person).order_by("pk").values("asked_at", "state", "until", "size"))


def _forget_data_files(person: User) -> str:
    data_files.drop_all(person=person)
    return _("Files with their own data were removed.")


def _end_data_files(gone: User, kept: User) -> int:
    """What it holds is half the truth by now: the person asks anew."""
    return data_files.drop_all(person=gone)


def _requests(person: User) -> list[dict[str, Any]]:
    return list(RightsRequest.objects.filter(person=person).values("kind", "asked_at", "kept_until", "ended_at"))


def _keep_requests(person: User) -> str:
    return _("That they asked to be forgotten is kept, without a name.")


register(
    DataFile,
    purpose=gettext_lazy("To give somebody all that we hold about them."),
    basis=gettext_lazy("The law: everybody may see what is held about them."),
    retention=gettext_lazy("The file seven days; that it was asked for, as long as the account."),
    collect=_data_files,
    erase=_forget_data_files,
    hand_over=_end_data_files,
    noun=gettext_lazy("Files with your own data"),
    at_merge=gettext_lazy("Go away. They can be asked for again."),
)
register(
    RightsRequest,
    purpose=gettext_lazy("To forget somebody, and what they asked to keep when its day comes."),
    basis=gettext_lazy("The law: everybody may ask to be forgotten."),
    retention=gettext_lazy("Seven years, without a name."),
    collect=_requests,
    erase=_keep_requests,
    noun=gettext_lazy("Wishes to be forgotten"),
    at_merge=STAYS,
    at_leaving=gettext_lazy("That somebody asked to be forgotten, and when. It names nobody."),
)
