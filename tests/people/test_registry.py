"""Every model that reaches a person is declared for privacy."""

import pytest
from django.apps import apps
from django.core.exceptions import ImproperlyConfigured
from django.db import models

from people import registry
from people.models import Organisation, User

OURS = {"people", "courses", "learning", "cohorts", "certificates", "records", "home", "jobs"}
# Allauth's tables hold people too. Wagtail's log and its content keep only who did something: the audit, kept by law.
LIBRARIES = {"account.EmailAddress", "mfa.Authenticator"}
# Content: who wrote or published something, which is no record about that person.
AUTHORS_ONLY = {"courses", "home"}


def reaches_a_person(model, seen=()):
    """Whether a row of this model leads to a person by its foreign keys."""
    for field in model._meta.get_fields():
        if not (field.is_relation and (field.many_to_one or field.one_to_one) and field.concrete):
            continue
        other = field.related_model
        if other is User:
            return True
        ours = other._meta.app_label in OURS - AUTHORS_ONLY and other not in (*seen, model, Organisation)
        if ours and reaches_a_person(other, (*seen, model)):
            return True
    return False


def personal_models():
    for model in apps.get_models():
        label = model._meta.label
        if (
            label in LIBRARIES
            or model is User
            or (model._meta.app_label in OURS - AUTHORS_ONLY and reaches_a_person(model))
        ):
            yield label


def test_every_model_that_reaches_a_person_is_declared():
    declared = {holding.label for holding in registry.holdings()}
    assert sorted(set(personal_models()) - declared) == []


def test_every_declaration_is_in_words_and_works_for_somebody_with_nothing(caretaker):
    for holding in registry.holdings():
        assert str(holding.purpose), holding.label
        assert str(holding.basis), holding.label
        assert str(holding.retention), holding.label
        assert isinstance(holding.collect(caretaker), list), holding.label
        assert issubclass(holding.model, models.Model)


def test_a_model_is_declared_once():
    facts = {"purpose": "p", "basis": "b", "retention": "r", "erase": lambda person: "done"}
    with pytest.raises(ImproperlyConfigured):
        registry.register(User, collect=lambda person: [], **facts)
    with pytest.raises(TypeError):
        registry.register(Organisation, purpose="p")
    assert "people.Organisation" not in {holding.label for holding in registry.holdings()}
