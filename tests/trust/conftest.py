"""Browsers for whoever walks through the site."""

from collections.abc import Callable
from typing import Any

import pytest

from tests.trust.prepared import prepare
from tests.trust.walker import Walker, person_browser


@pytest.fixture
def open_browser(site: Any, browser: Any) -> Callable[..., Walker]:
    """Opens a browser for one more person: ``open_browser("hr", java_script_enabled=False)``."""
    prepare()
    return lambda name, **options: person_browser(browser, site.url, name, **options)
