"""The demonstration has a past: what its people did weeks ago is done by the same services, with the clock put back."""

import datetime
from collections.abc import Iterator
from contextlib import contextmanager
from unittest.mock import patch

from django.utils import timezone


@contextmanager
def at(moment: datetime.datetime) -> Iterator[None]:
    """For Django's clock it is this moment, or now where the moment has not come yet. For this process alone."""

    class Stopped(datetime.datetime):
        """A datetime whose now is the moment."""

        @classmethod
        def now(cls, tz: datetime.tzinfo | None = None) -> datetime.datetime:  # type: ignore[override]
            """The moment, in that zone."""
            return past.astimezone(tz)

    past = min(moment, timezone.now())
    with patch.object(timezone, "datetime", Stopped):
        yield
