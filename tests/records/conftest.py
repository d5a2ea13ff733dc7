"""Hana of HR, signed in, and records of her organisation."""

import re

import pytest

from people.permissions import HR
from tests.factories.people import make_organisation, make_person, make_post
from tests.factories.records import make_record


@pytest.fixture
def hana(client):
    person = make_person(given_name="Hana", organisation=make_organisation(), groups=[HR])
    client.force_login(person, backend="allauth.account.auth_backends.AuthenticationBackend")
    return person


@pytest.fixture
def record(hana):
    def make(name="Siân", **values):
        person = make_person(given_name=name, organisation=hana.organisation)
        return make_record(make_post(person, organisation=hana.organisation, employee_number=f"0{name}"), **values)

    return make


@pytest.fixture
def words():
    def read(response):
        return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", response.content.decode()))

    return read
