"""The cast, for these tests."""

from tests.cast import *  # noqa: F403
