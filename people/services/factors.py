"""Second factors: one at a time goes, and a lost one is taken away by an administrator who has seen the person."""

from collections.abc import Iterator
from contextlib import contextmanager

from allauth.mfa.models import Authenticator
from django.db import transaction
from django.utils.translation import gettext as _
from wagtail.log_actions import log

from people import emails
from people.models import User
from people.permissions import is_administrator
from people.services.accounts import Refused, end_sign_ins, hold_rights


@contextmanager
def alone_with_factors(*, person: User) -> Iterator[None]:
    """While it lasts nobody else takes a factor of this person away: of two at once, one sees what the other left."""
    with transaction.atomic():
        User.objects.select_for_update(no_key=True).get(pk=person.pk)
        yield


def reset_second_factor(*, person: User, reason: str, by: User) -> int:
    """Afterwards no authenticator app, passkey or recovery code of the person works, and every sign-in has ended.

    The person is told. Where they need a second factor, they set up a new one before anything else. Returns how many
    went; called twice, the second call finds none and tells nobody. Raises Refused without a reason, for oneself, and
    for an administrator who has stopped being one in this moment.
    """
    if not reason.strip():
        raise Refused(_("Say why the second factor is reset."))
    if person.pk == by.pk:
        raise Refused(_("You cannot reset your own second factor. Ask another administrator."))
    with transaction.atomic():
        hold_rights()
        if not is_administrator(User.objects.active().filter(pk=by.pk).first()):
            raise Refused(_("Only an administrator can do this."))
        locked = User.objects.select_for_update(no_key=True).get(pk=person.pk)
        found = Authenticator.objects.filter(user=locked)
        kinds = sorted(found.values_list("type", flat=True))
        if not kinds:
            return 0
        found.delete()
        end_sign_ins(person=locked, by=by)
        data = {"kinds": kinds, "reason": reason.strip()[:300], "seen": True}
        log(locked, "people.reset_second_factor", user=by, data=data)
        emails.second_factor_reset(person=locked)
    return len(kinds)
