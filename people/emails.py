"""The e-mails about accounts, one function each."""

import uuid
from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from people import code
from people.mail import Secret, absolute, post, stop_path
from people.models import DataFile, Message, RightsRequest, User
from people.reminders import Due

FOLDER = "people/emails"
FAREWELL = f"{FOLDER}/forgotten"
RESET_TIMEOUT = timedelta(hours=3)


def _asked() -> str:
    return uuid.uuid4().hex


def sign_in_code(*, address: str, person: User | None, digits: str) -> Message:
    """The six digits that let somebody in."""
    return post(
        key=f"code:{_asked()}",
        person=person,
        template=f"{FOLDER}/sign_in_code",
        context={},
        address=address,
        secret=_for_a_while(digits),
    )


def confirm_address(*, address: str, person: User | None, digits: str) -> Message:
    """The six digits, for an address that is to become somebody's."""
    return post(
        key=f"confirm:{_asked()}",
        person=person,
        template=f"{FOLDER}/confirm_address",
        context={},
        address=address,
        secret=_for_a_while(digits),
    )


def password_reset(*, address: str, person: User | None, link: str) -> Message:
    """The link behind which a new password can be chosen."""
    until = timezone.now() + min(timedelta(seconds=settings.PASSWORD_RESET_TIMEOUT), RESET_TIMEOUT)
    return post(
        key=f"reset:{_asked()}",
        person=person,
        template=f"{FOLDER}/password_reset",
        context={},
        address=address,
        secret=Secret(link, until),
    )


def unknown_address(*, address: str) -> Message:
    """To an address that no account has: the page said the same as to everybody."""
    return post(
        key=f"unknown:{_asked()}",
        person=None,
        template=f"{FOLDER}/unknown_address",
        context={"help_url": absolute("/help/")},
        address=address,
    )


def sign_in_details_changed(*, person: User, what: str, address: str | None = None) -> Message:
    """Something about how a person signs in has changed. ``what`` is the sentence that says so."""
    return post(
        key=f"details:{_asked()}",
        person=person,
        template=f"{FOLDER}/details_changed",
        context={"what": what, "when": timezone.now(), "settings_url": absolute("/accounts/settings/")},
        address=address,
    )


def merged(*, person: User, old_address: str = "") -> Message:
    """Two entries for one person are one now; told at the address that no longer lets them in, if any."""
    what = _("You had two entries with us. We made them one, and nothing of yours was lost.")
    if old_address:
        what = _(
            "You had two entries with us. We made them one. This address no longer signs you in: use your other one."
        )
    return sign_in_details_changed(person=person, what=what, address=old_address or None)


def second_factor_reset(*, person: User) -> Message:
    """An administrator took away a second factor that was lost."""
    what = _(
        "An administrator reset your second step for signing in. Next time you sign in, you set up a new one. "
        "If you did not ask for this, tell us at once."
    )
    return sign_in_details_changed(person=person, what=what)


def reminder_key(person: User, day: date) -> str:
    """The key of a person's reminders of one day: there is one letter at most."""
    return f"reminder:{person.uuid}:{day.isoformat()}"


def reminder(*, person: User, due: Due, day: date) -> Message:
    """One thing somebody is reminded of, in its own words."""
    context = {"subject": due.subject, "text": due.text, "url": absolute(due.url), "label": due.label}
    return _remind("reminder", person, [due], day, context)


def reminders(*, person: User, due: Sequence[Due], day: date) -> Message:
    """Several things at once: one letter, a line and a link for each."""
    return _remind("reminders", person, due, day, {"things": [(each.subject, absolute(each.url)) for each in due]})


def _remind(name: str, person: User, due: Sequence[Due], day: date, context: dict[str, Any]) -> Message:
    stop = absolute(stop_path(person, {each.kind for each in due}))
    key = reminder_key(person, day)
    return post(key=key, person=person, template=f"{FOLDER}/{name}", context={"stop_url": stop, **context})


def data_file_ready(*, file: DataFile) -> Message:
    """The file with somebody's own data is made. A link that needs sign-in, never the file."""
    return post(
        key=f"data-file:{file.uuid}",
        person=file.person,
        template=f"{FOLDER}/data_file_ready",
        context={"until": file.until, "address": absolute(reverse("people:data_file", args=[file.uuid]))},
    )


def forgotten(*, address: str, request: RightsRequest) -> Message:
    """Somebody is forgotten, as they asked. It goes to an address that no entry has any more, and names nobody."""
    return post(
        key=f"forgotten:{request.form_key}",
        person=None,
        template=FAREWELL,
        context={"until": request.kept_until, "address": absolute("/privacy/")},
        address=address,
    )


def _for_a_while(digits: str) -> Secret:
    until = timezone.now() + timedelta(seconds=settings.ACCOUNT_LOGIN_BY_CODE_TIMEOUT)
    return Secret(code.in_groups(digits, 3), until)
