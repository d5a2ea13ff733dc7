"""What the tests of jobs share: kinds of work made for one test."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest

from jobs import registry


@pytest.fixture
def no_kinds() -> Iterator[None]:
    """A house that handles nothing, until a test registers something. Afterwards everything is as it was."""
    kept = dict(registry._handlers)
    registry._handlers.clear()
    yield
    registry._handlers.clear()
    registry._handlers.update(kept)


@pytest.fixture
def calls(no_kinds: None) -> list[dict[str, Any]]:
    """The arguments that the kind ``tests.note`` was called with, in order."""
    seen: list[dict[str, Any]] = []

    @registry.handles("tests.note")
    def note(**ids: Any) -> None:
        """Note down what was asked."""
        seen.append(ids)

    return seen


@pytest.fixture
def failing(no_kinds: None) -> Callable[[Exception], None]:
    """Make the kind ``tests.note`` raise this."""

    def register(error: Exception) -> None:
        def fail(**_ids: Any) -> None:
            raise error

        registry.handles("tests.note")(fail)

    return register
