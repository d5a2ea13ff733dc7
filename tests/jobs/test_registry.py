from datetime import timedelta

import pytest
from django.core.exceptions import ImproperlyConfigured

from jobs import registry


def test_handles_keeps_the_queue_and_the_period(no_kinds):
    @registry.handles("tests.report", queue="documents", every=timedelta(hours=1))
    def report() -> None:
        """Write the report.

        With all its pages.
        """

    assert registry.kinds() == ["tests.report"]
    assert registry.queue_of("tests.report") == "documents"
    assert registry.duties() == {"tests.report": timedelta(hours=1)}
    assert registry.label_of("tests.report") == "Write the report"
    assert registry.handler_for("tests.report").call is report


def test_handles_refuses_a_second_handler_for_one_kind(no_kinds):
    registry.handles("tests.report")(lambda: None)
    with pytest.raises(ImproperlyConfigured, match=r"tests\.report has two handlers"):
        registry.handles("tests.report")(lambda: None)


def test_handles_takes_the_same_function_twice(no_kinds):
    def report() -> None:
        pass

    registry.handles("tests.report")(report)
    registry.handles("tests.report")(report)
    assert registry.kinds() == ["tests.report"]


@pytest.mark.parametrize("kind", ["report", "tests.", ".report", "tests.report.weekly"])
def test_handles_refuses_what_is_no_kind(no_kinds, kind):
    with pytest.raises(ImproperlyConfigured, match="is no kind"):
        registry.handles(kind)


def test_handles_refuses_an_unknown_queue(no_kinds):
    with pytest.raises(ImproperlyConfigured, match="no queue"):
        registry.handles("tests.report", queue="slow")


def test_a_kind_nobody_handles_waits_in_quick_under_its_own_name(no_kinds):
    assert registry.handler_for("tests.unknown") is None
    assert (registry.queue_of("tests.unknown"), registry.label_of("tests.unknown")) == ("quick", "tests.unknown")


def test_a_handler_without_a_docstring_goes_by_its_kind(no_kinds):
    registry.handles("tests.report")(lambda: None)
    assert registry.label_of("tests.report") == "tests.report"
