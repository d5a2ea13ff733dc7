"""What the house forgets by itself every hour."""

from importlib import import_module

from django.conf import settings
from django.utils import timezone

from people import emails, limits, mail
from people.models import Message
from people.services import data_files, held_forms, sign_ins

NOWHERE = "erased@invalid.example"


def tidy() -> dict[str, int]:
    """Afterwards no stale code, held form, expired sign-in session or full rate limit is kept. Returns the counts.

    Files with somebody's own data go when their days are over, and the last letter to somebody who left once it is out.
    """
    import_module(settings.SESSION_ENGINE).SessionStore.clear_expired()
    sign_ins.forget_over()
    return {
        "secrets": mail.drop_stale_secrets(),
        "buckets": limits.forget_full_buckets(),
        "forms": held_forms.drop_stale(),
        "files": data_files.drop_old(now=timezone.now()),
        "farewells": _forget_farewells(),
    }


def _forget_farewells() -> int:
    """The letter that tells somebody that they are forgotten is the last place of their address."""
    out = Message.objects.filter(template=emails.FAREWELL).exclude(status=Message.Status.QUEUED)
    return out.exclude(address=NOWHERE).update(address=NOWHERE, text="", html="")
