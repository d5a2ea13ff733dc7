"""Browsers for whoever walks through the site, and the site as production serves it."""

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.conf import settings

from tests.databases import ROOT
from tests.servers import free_port
from tests.stack import LOGS, Site
from tests.trust.prepared import prepare
from tests.trust.walker import Walker, person_browser


@pytest.fixture
def open_browser(site: Any, browser: Any) -> Callable[..., Walker]:
    """Opens a browser for one more person: ``open_browser("hr", java_script_enabled=False)``."""
    prepare()
    return lambda name, **options: person_browser(browser, site.url, name, **options)


@pytest.fixture(scope="session")
def collected() -> None:
    """Our static files as collectstatic leaves them; Wagtail's are for /cms/ alone."""
    env = os.environ | {"DJANGO_SETTINGS_MODULE": "tests.trust.served", "RA_DATA_DIR": str(settings.DATA_DIR)}
    command = [sys.executable, ROOT / "manage.py", "collectstatic", "--noinput", "--clear", "--verbosity=0"]
    ignored = [f"--ignore={name}" for name in ("wagtail*", "admin", "taggit")]
    done = subprocess.run([*command, *ignored], cwd=ROOT, env=env, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr[-3000:]


@pytest.fixture
def as_in_production(stack, collected: None, request: pytest.FixtureRequest) -> Iterator[Site]:
    """One more site beside the tests' own, on the same data, with its files as in production.

    A parameter names other settings: ``tests.trust.compressed`` sends pages as the proxy in front does.
    """
    theirs, port = stack["site"], free_port()
    env = {**theirs.env, "DJANGO_SETTINGS_MODULE": getattr(request, "param", "tests.trust.served"), "PORT": str(port)}
    argv = [str(part).replace(f":{settings.SITE_URL.rpartition(':')[2]}", f":{port}") for part in theirs.argv]
    site = Site("site, as in production", argv, log=LOGS / "site-as-in-production.log", env=env)
    site.url = f"http://127.0.0.1:{port}"
    site.log.unlink(missing_ok=True)
    site.start()
    site.wait_for(site.answers)
    yield site
    site.stop()
