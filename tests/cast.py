"""The cast: one person of each kind, for tests that read like people. "An outsider gets 404."

Everybody belongs to ``organisation`` but ``other_hr`` and ``outsider``. Nobody is in a cohort or on a course yet.
"""

import datetime

import pytest
from django.test import Client

from people.models import Organisation, User
from people.permissions import ADMINISTRATORS, EDITORS, HR, TRAINERS
from tests.factories.people import make_organisation, make_person, make_post


@pytest.fixture
def organisation(db: None) -> Organisation:
    """The council that most of the cast works for."""
    return make_organisation(name="Northbridge Council")


@pytest.fixture
def other_organisation(db: None) -> Organisation:
    """Somebody else's employer."""
    return make_organisation(name="Southmoor Trust")


@pytest.fixture
def officer(organisation: Organisation) -> User:
    """A housing officer: a post, an e-mail, no group."""
    return make_post(make_person(given_name="Omar", organisation=organisation)).person


@pytest.fixture
def caretaker(organisation: Organisation) -> User:
    """Staff without an e-mail."""
    person = make_person(given_name="Kit", organisation=organisation, email=None)
    return make_post(person, job_title="Caretaker").person


@pytest.fixture
def resident(organisation: Organisation) -> User:
    """A neighbour who learns: no post."""
    return make_person(given_name="Rosa", organisation=organisation)


@pytest.fixture
def mentor(organisation: Organisation) -> User:
    """A community mentor: no post, no e-mail."""
    return make_person(given_name="Mina", organisation=organisation, email=None)


@pytest.fixture
def trainer(organisation: Organisation) -> User:
    """Runs cohorts."""
    return make_post(make_person(given_name="Tess", organisation=organisation, groups=[TRAINERS])).person


@pytest.fixture
def other_trainer(organisation: Organisation) -> User:
    """Runs other cohorts of the same organisation."""
    return make_post(make_person(given_name="Theo", organisation=organisation, groups=[TRAINERS])).person


@pytest.fixture
def editor(organisation: Organisation) -> User:
    """Writes courses."""
    return make_post(make_person(given_name="Edie", organisation=organisation, groups=[EDITORS])).person


@pytest.fixture
def cms(client: Client, editor: User) -> Client:
    """The editor's browser, signed in."""
    client.force_login(editor)
    return client


@pytest.fixture
def hr(organisation: Organisation) -> User:
    """Keeps the learning records of the organisation."""
    return make_post(make_person(given_name="Hana", organisation=organisation, groups=[HR])).person


@pytest.fixture
def other_hr(other_organisation: Organisation) -> User:
    """Keeps the learning records of the other organisation."""
    return make_post(make_person(given_name="Hugo", organisation=other_organisation, groups=[HR])).person


@pytest.fixture
def administrator(organisation: Organisation) -> User:
    """Runs the site."""
    return make_person(given_name="Ada", organisation=organisation, groups=[ADMINISTRATORS])


@pytest.fixture
def leaver(organisation: Organisation) -> User:
    """Left last year: the post has ended and the account is closed."""
    person = make_person(given_name="Lee", organisation=organisation, is_active=False)
    return make_post(person, ends_on=datetime.date(2025, 6, 30)).person


@pytest.fixture
def outsider(other_organisation: Organisation) -> User:
    """Staff of the other organisation."""
    return make_post(make_person(given_name="Olu", organisation=other_organisation)).person
