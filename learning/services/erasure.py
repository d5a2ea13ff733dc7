"""Forgetting what need not be kept: private writing goes, sent answers go through the gate, completions stay."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import models, transaction

from learning.models import AppendOnlyGate
from people.models import User


@contextmanager
def open_gate(*, why: str) -> Iterator[None]:
    """Inside, append-only rows of learning may be removed, by this transaction alone."""
    with transaction.atomic():
        gate = AppendOnlyGate.objects.create(why=why)
        yield
        gate.delete()


def forget_rows(*, model: type[models.Model], person: User) -> int:
    """Afterwards the person has no rows of this model left. Returns how many went."""
    with open_gate(why="erasure"):
        return model._default_manager.filter(enrolment__person=person).delete()[0]
