"""Production starts with safe values, and refuses each unsafe one by the name of its variable."""

import os
import subprocess
import sys

import pytest
from django.conf import settings

SAFE = {
    "PATH": os.environ.get("PATH", ""),
    "RA_SECRET_KEY": "safe-0123456789-abcdefghijklmnopqrstuvwxyz-9876543210-values",
    "RA_SITE_URL": "https://academy.example",
    "RA_ALLOWED_HOSTS": "academy.example",
    "RA_DB_NAME": "academy",
    "RA_EMAIL_HOST": "mail.example",
}
UNSAFE = [
    ("RA_DEBUG", {"RA_DEBUG": "1"}),
    ("RA_SECRET_KEY", {"RA_SECRET_KEY": ""}),
    ("RA_SECRET_KEY", {"RA_SECRET_KEY": "short"}),
    ("RA_SECRET_KEY", {"RA_SECRET_KEY": "a" * 60}),
    ("RA_SECRET_KEY", {"RA_SECRET_KEY": "only-for-the-test-suite-0123456789-0123456789-0123456789"}),
    ("RA_SECRET_KEY", {"RA_SECRET_KEY_FALLBACKS": "short"}),
    ("RA_ALLOWED_HOSTS", {"RA_ALLOWED_HOSTS": ""}),
    ("RA_ALLOWED_HOSTS", {"RA_ALLOWED_HOSTS": "*"}),
    ("RA_ALLOWED_HOSTS", {"RA_ALLOWED_HOSTS": "academy.example,.example"}),
    ("RA_SITE_URL", {"RA_SITE_URL": ""}),
    ("RA_SITE_URL", {"RA_SITE_URL": "http://academy.example"}),
    ("RA_SITE_URL", {"RA_SITE_URL": "academy"}),
    ("RA_DEMO", {"RA_DEMO": "1"}),
    ("RA_MFA_REQUIRED", {"RA_MFA_REQUIRED": "0"}),
    ("RA_MFA_REQUIRED", {"RA_MFA_REQUIRED": "perhaps"}),
    ("RA_DB_NAME", {"RA_DB_NAME": "", "RA_ALLOWED_HOSTS": "one.example,two.example"}),
    ("RA_EMAIL_HOST", {"RA_EMAIL_HOST": ""}),
    ("RA_BEHIND_PROXY", {"RA_BEHIND_PROXY": "some"}),
]


def start(tmp_path, **changes: str) -> subprocess.CompletedProcess[str]:
    """Read the production settings in a process of its own."""
    return subprocess.run(
        [sys.executable, "-c", "import academy.settings.production"],
        cwd=settings.BASE_DIR,
        env=SAFE | {"RA_DATA_DIR": str(tmp_path)} | changes,
        capture_output=True,
        text=True,
        check=False,
    )


def test_production_starts_with_safe_values(tmp_path):
    done = start(tmp_path)
    assert (done.returncode, done.stderr) == (0, "")


def test_production_starts_on_loopback_without_a_certificate(tmp_path):
    done = start(tmp_path, RA_SITE_URL="http://127.0.0.1:8000", RA_ALLOWED_HOSTS="127.0.0.1")
    assert (done.returncode, done.stderr) == (0, "")


@pytest.mark.parametrize(("variable", "changes"), UNSAFE, ids=[f"{name}-{change}" for name, change in UNSAFE])
def test_production_refuses(tmp_path, variable, changes):
    done = start(tmp_path, **changes)
    assert done.returncode == 1
    last = done.stderr.strip().splitlines()[-1]
    assert last.startswith("django.core.exceptions.ImproperlyConfigured: ")
    assert variable in last
