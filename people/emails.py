"""The e-mails about accounts, one function each."""

import uuid
from datetime import timedelta

from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext as _

from people import code
from people.mail import Secret, absolute, post
from people.models import Message, User

FOLDER = "people/emails"
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


def _for_a_while(digits: str) -> Secret:
    until = timezone.now() + timedelta(seconds=settings.ACCOUNT_LOGIN_BY_CODE_TIMEOUT)
    return Secret(code.in_groups(digits, 3), until)
