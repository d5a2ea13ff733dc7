"""The test suite: quick hashing, mail in memory, and always a data folder of its own.

A folder is taken from the environment only if the suite made it, so a run can never touch anybody's data.
"""

import os
import tempfile
import uuid
from pathlib import Path

from academy.settings import env

OURS = "academy-test-"  # every folder the suite makes has this in its path


def own_folder() -> str:
    """The data folder of this process: a new one, the suite's that started us, or a part of it for one xdist worker.

    It is made by whoever first writes into it.
    """
    given = os.environ.get("RA_DATA_DIR", "")
    folder = Path(given) if OURS in given else Path(tempfile.gettempdir()) / f"{OURS}{uuid.uuid4().hex}"
    worker = os.environ.get("PYTEST_XDIST_WORKER", "")
    return str(folder / worker if worker and folder.name != worker else folder)


os.environ["RA_DATA_DIR"] = own_folder()

from academy.settings.base import *  # noqa: E402, F403
from academy.settings.base import INSTALLED_APPS as OF_THE_SITE  # noqa: E402

INSTALLED_APPS = [*OF_THE_SITE, "django_migration_linter"]
DEBUG = False
SECRET_KEY = "only-for-the-test-suite-0123456789-0123456789-0123456789"
SECRET_KEY_FALLBACKS: list[str] = []
ALLOWED_HOSTS = ["testserver", "127.0.0.1", "localhost"]
DEMO = env.boolean("RA_DEMO", False)
SHOW_MAILBOX = False
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
# The flow tests run a site and a worker of their own, which post to an SMTP server on loopback.
EMAIL_BACKEND = (
    "django.core.mail.backends.smtp.EmailBackend"
    if env.text("RA_EMAIL_HOST")
    else "django.core.mail.backends.locmem.EmailBackend"
)
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = True

# Wagtail's search and reference indexes: kept up in the stack of the flow tests, left alone where rows are made by
# the hundred for one test.
TASKS = {"default": {"BACKEND": f"django_tasks.backends.{'immediate.Immediate' if DEMO else 'dummy.Dummy'}Backend"}}
