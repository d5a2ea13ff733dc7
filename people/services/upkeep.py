"""What the house forgets by itself every hour."""

from importlib import import_module

from django.conf import settings

from people import limits, mail
from people.services import held_forms, sign_ins


def tidy() -> dict[str, int]:
    """Afterwards no stale code, held form, expired sign-in session or full rate limit is kept. Returns the counts."""
    import_module(settings.SESSION_ENGINE).SessionStore.clear_expired()
    sign_ins.forget_over()
    return {
        "secrets": mail.drop_stale_secrets(),
        "buckets": limits.forget_full_buckets(),
        "forms": held_forms.drop_stale(),
    }
