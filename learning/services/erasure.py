"""Forgetting what need not be kept: private writing goes, sent answers go through the gate, completions stay."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import models, transaction
from django.utils.translation import gettext as _

from learning.models import AppendOnlyGate, CourseCompletion, Enrolment, ModuleCompletion, Question
from learning.services.enrolment import leave_course
from people.models import User
from people.services.privacy import unname


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


def leave_all(*, person: User) -> int:
    """Afterwards no course of the person is open; what they did stays. Returns how many they left just now."""
    found = list(Enrolment.objects.open().filter(person=person))
    for enrolment in found:
        leave_course(enrolment=enrolment, by=None)
    return len(found)


def forget_reasons(*, person: User) -> int:
    """Afterwards no completion says in somebody's own words why it was granted or withdrawn. Returns how many did."""
    removed = _("Removed.")
    with open_gate(why="erasure"):
        granted = ModuleCompletion.objects.filter(enrolment__person=person).exclude(reason="")
        done = granted.update(reason=removed)
        for model in (ModuleCompletion, CourseCompletion):
            withdrawn = model._default_manager.filter(enrolment__person=person).exclude(revoked_why="")
            done += withdrawn.update(revoked_why=removed)
    return done


def forget_questions(*, person: User) -> int:
    """The words of what was asked and answered go; that it was stays. Returns how many questions there are."""
    asked = Question.objects.filter(person=person)
    unname(asked)
    asked.exclude(answer="").update(answer=_("Removed."))
    return asked.update(text=_("Removed."))
