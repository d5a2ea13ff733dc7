"""A real deployment: reads the environment only, and refuses what is unsafe before it serves anything."""

from urllib.parse import urlsplit

from django.core.exceptions import ImproperlyConfigured

from academy.settings import env
from academy.settings.base import *  # noqa: F403
from academy.settings.base import BEHIND_PROXY, DATABASES, DEMO, MFA_REQUIRED, SITE_URL, STORAGES

LOOPBACK = {"127.0.0.1", "localhost", "::1"}


def refuse(name: str, why: str) -> None:
    """Stop the start, naming the variable."""
    raise ImproperlyConfigured(f"{name}: {why}")


DEBUG = False
if env.boolean("RA_DEBUG", False):
    refuse("RA_DEBUG", "debugging shows settings and data to anybody. It does not exist in production.")

SECRET_KEY = env.required("RA_SECRET_KEY")
SECRET_KEY_FALLBACKS = env.words("RA_SECRET_KEY_FALLBACKS")
for key in (SECRET_KEY, *SECRET_KEY_FALLBACKS):
    if len(key) < 50 or len(set(key)) < 5 or key.startswith(("django-insecure-", "only-for-the-test-suite")):
        refuse("RA_SECRET_KEY", "too short or well known. Use at least 50 random characters.")

ALLOWED_HOSTS = env.words("RA_ALLOWED_HOSTS")
if not ALLOWED_HOSTS or any("*" in host or host.startswith(".") for host in ALLOWED_HOSTS):
    refuse("RA_ALLOWED_HOSTS", "name each host exactly; no stars, no leading dots, not empty.")

env.required("RA_SITE_URL")
site = urlsplit(SITE_URL)
on_loopback = site.hostname in LOOPBACK
if site.scheme != "https" and not on_loopback:
    refuse("RA_SITE_URL", "must begin with https://.")
if DEMO:
    refuse("RA_DEMO", "demo people have a well-known password.")
if not MFA_REQUIRED:
    refuse("RA_MFA_REQUIRED", "Editors, HR and Administrators need a second factor.")
if "sqlite3" in str(DATABASES["default"]["ENGINE"]) and len(set(ALLOWED_HOSTS) - LOOPBACK) > 1:
    refuse("RA_DB_NAME", "several hosts need PostgreSQL; SQLite serves one.")
env.required("RA_EMAIL_HOST")

SHOW_MAILBOX = False
STORAGES = STORAGES | {"staticfiles": {"BACKEND": "academy.storage.JoinedStaticFilesStorage"}}
SECURE_SSL_REDIRECT = not on_loopback
SECURE_HSTS_SECONDS = 365 * 24 * 3600
SECURE_HSTS_INCLUDE_SUBDOMAINS = True
SECURE_HSTS_PRELOAD = True
SECURE_REDIRECT_EXEMPT = [r"^-/"]
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if BEHIND_PROXY else None
SESSION_COOKIE_SECURE = True
CSRF_COOKIE_SECURE = True
SESSION_COOKIE_NAME = "__Host-sessionid"
CSRF_COOKIE_NAME = "__Host-csrftoken"
