"""The project as a whole: migrations, templates, settings and their table."""

import ast
import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import call_command
from django.db import connection
from django.template import engines
from django.urls import get_resolver

ROOT = Path(settings.BASE_DIR)
TEMPLATES = sorted((ROOT / "templates").rglob("*.*"))
URL_TAG = re.compile(r"""\{%\s*url\s+["']([^"']+)["']""")
TOUCHES_THE_ENVIRONMENT = {
    "academy/settings/env.py",
    "academy/settings/test.py",
    "academy/wsgi.py",
    "academy/celery.py",
    "press/pdf.py",  # tells the font library where our fonts are
}
PRODUCTION = {
    "RA_SECRET_KEY": "safe-0123456789-abcdefghijklmnopqrstuvwxyz-9876543210-values",
    "RA_SITE_URL": "https://academy.example",
    "RA_ALLOWED_HOSTS": "academy.example",
    "RA_EMAIL_HOST": "mail.example",
    "RA_DB_NAME": "academy",
}


@pytest.mark.django_db
def test_no_migration_is_missing():
    call_command("makemigrations", check=True, dry_run=True, verbosity=0)


# They fill every line before they ask for it, in three steps (tests/cohorts/models/test_session.py), loosen a rule
# that only a stricter one stands before, or take away columns that nobody reads. Before the first release nothing runs
# beside them.
BEFORE_THE_FIRST_RELEASE = [
    "0003_attendance_post",
    "0005_attendance_has_organisation",
    "0008_session_has_a_poster",
    "0012_words_and_links",
    "0004_learners",
    "0011_nothing_unread",
    "0005_nothing_unread",
]


@pytest.mark.django_db(transaction=True)
def test_migrations_run_beside_the_release_before(capsys):
    """SQLite makes a table anew for many a change, which the linter takes for columns that were always there."""
    rebuilt = [] if connection.vendor == "postgresql" else ["NOT_NULL", "ADD_UNIQUE"]
    code = 0
    try:
        quiet = {"quiet": ["ignore", "ok"], "exclude_migration_tests": rebuilt}
        call_command("lintmigrations", ignore_name=BEFORE_THE_FIRST_RELEASE, **quiet)
    except SystemExit as stop:
        code = stop.code
    assert code == 0, capsys.readouterr().out


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: str(path.relative_to(ROOT)))
def test_template_compiles(path):
    engines["django"].get_template(str(path.relative_to(ROOT / "templates")))


def names(resolver, prefix: str = "") -> set[str]:
    """Every name an address has, with its namespaces."""
    found = {prefix + key for key in resolver.reverse_dict if isinstance(key, str)}
    for namespace, (_, inner) in resolver.namespace_dict.items():
        found |= names(inner, f"{prefix}{namespace}:")
    return found


def test_every_address_named_in_a_template_exists():
    known = names(get_resolver())
    missing = {
        f"{path.relative_to(ROOT)}: {name}"
        for path in TEMPLATES
        for name in URL_TAG.findall(path.read_text(encoding="utf-8"))
        if name not in known
    }
    assert missing == set()


def names_read(module: str, **environ: str) -> set[str]:
    """The variables that settings read, in a process of its own."""
    script = (
        "import importlib, json; from academy.settings import env;"
        f"importlib.import_module('academy.settings.{module}'); print(json.dumps(sorted(env.READ)))"
    )
    done = subprocess.run(
        [sys.executable, "-c", script],
        cwd=ROOT,
        env={"PATH": os.environ.get("PATH", ""), **environ},
        capture_output=True,
        text=True,
        check=True,
    )
    return set(json.loads(done.stdout))


def test_the_table_of_settings_is_what_is_read(tmp_path):
    folder = {"RA_DATA_DIR": str(tmp_path)}
    read = names_read("development", **folder) | names_read("production", **folder, **PRODUCTION) | names_read("test")
    table = (ROOT / "docs/settings.md").read_text(encoding="utf-8")
    assert set(re.findall(r"^\| `(\w+)`", table, flags=re.MULTILINE)) == read


def test_the_environment_is_read_in_the_settings_only():
    readers = {
        str(path.relative_to(ROOT))
        for folder in (ROOT / "pyproject.toml").parent.glob("*/__init__.py")
        for path in folder.parent.rglob("*.py")
        if any(
            isinstance(node, ast.Attribute) and node.attr in {"environ", "getenv"}
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        )
    }
    assert readers - TOUCHES_THE_ENVIRONMENT == set()


def test_the_check_for_deployment_is_clean(tmp_path):
    done = subprocess.run(
        [sys.executable, "manage.py", "check", "--deploy", "--fail-level", "WARNING"],
        cwd=ROOT,
        env={
            "PATH": os.environ.get("PATH", ""),
            "DJANGO_SETTINGS_MODULE": "academy.settings.production",
            "RA_DATA_DIR": str(tmp_path),
            **PRODUCTION,
        },
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, "")
