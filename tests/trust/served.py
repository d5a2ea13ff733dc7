"""Settings of a site that serves its static files as production does: joined, hashed, compressed, kept for a year."""

from academy.settings import base
from academy.settings.test import *  # noqa: F403
from tests.databases import KEPT

STATIC_ROOT = KEPT / "academy-test-collected"
STORAGES = base.STORAGES | {"staticfiles": {"BACKEND": "academy.storage.JoinedStaticFilesStorage"}}
WHITENOISE_USE_FINDERS = False
WHITENOISE_AUTOREFRESH = False
