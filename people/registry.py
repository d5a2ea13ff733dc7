"""What every app holds about a person, declared once: why, on what ground, how long, and how it goes.

Each app's ``privacy.py`` is imported at start-up and registers its models. A model that reaches a person and is not
here fails tests/people/test_registry.py.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import ImproperlyConfigured
from django.db.models import Model

# Both take a people.models.User, which lies above this file.
Collect = Callable[[Any], list[dict[str, Any]]]
Erase = Callable[[Any], str]
_holdings: dict[str, "Holding"] = {}


@dataclass(frozen=True, slots=True)
class Holding:
    """One kind of personal data: the model it lies in and what may be said about it.

    ``collect`` gives the person's own rows as plain values; ``erase`` forgets what need not be kept and returns one
    sentence that says what was done.
    """

    model: type[Model]
    purpose: str
    basis: str
    retention: str
    collect: Collect
    erase: Erase

    @property
    def label(self) -> str:
        """The model's label: learning.Enrolment."""
        return self.model._meta.label


def register(model: type[Model], **holding: Any) -> None:
    """Declare what an app holds about people in one model.

    Takes purpose, basis, retention, collect and erase, all by name. Raises ImproperlyConfigured for a model that is
    declared twice, TypeError where one of the five is missing.
    """
    made = Holding(model=model, **holding)
    found = _holdings.get(made.label)
    if found is not None and found.collect is not made.collect:
        raise ImproperlyConfigured(f"{made.label} is declared twice.")
    _holdings[made.label] = made


def holdings() -> list[Holding]:
    """All that is declared, in the order of the models' labels."""
    return [_holdings[label] for label in sorted(_holdings)]
