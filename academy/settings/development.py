"""A machine of one's own: demo people, a mailbox page, a key made on first start."""

from pathlib import Path

from django.core.management.utils import get_random_secret_key

from academy.settings import env
from academy.settings.base import *  # noqa: F403
from academy.settings.base import DATA_DIR


def kept_key(path: Path) -> str:
    """The key in the data folder; made, readable by its owner alone, where there is none yet."""
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.touch(mode=0o600)
        path.write_text(get_random_secret_key(), encoding="utf-8")
    return path.read_text(encoding="utf-8")


DEBUG = False
SECRET_KEY = env.text("RA_SECRET_KEY") or kept_key(DATA_DIR / "secret-key")
SECRET_KEY_FALLBACKS = env.words("RA_SECRET_KEY_FALLBACKS")
ALLOWED_HOSTS = ["127.0.0.1", "localhost", "[::1]", *env.words("RA_ALLOWED_HOSTS")]
DEMO = env.boolean("RA_DEMO", True)
MFA_REQUIRED = env.boolean("RA_MFA_REQUIRED", False)
EMAIL_BACKEND = (
    "django.core.mail.backends.smtp.EmailBackend"
    if env.text("RA_EMAIL_HOST")
    else "django.core.mail.backends.filebased.EmailBackend"
)
EMAIL_FILE_PATH = DATA_DIR / "mail"
SHOW_MAILBOX = True
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = True  # a changed stylesheet shows at once
