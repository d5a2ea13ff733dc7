"""What the house forgets by itself every hour."""

from importlib import import_module

from django.conf import settings

from people import limits, mail


def tidy() -> dict[str, int]:
    """Afterwards no stale code, no expired sign-in session and no full rate limit is kept. Returns the counts."""
    import_module(settings.SESSION_ENGINE).SessionStore.clear_expired()
    return {"secrets": mail.drop_stale_secrets(), "buckets": limits.forget_full_buckets()}
