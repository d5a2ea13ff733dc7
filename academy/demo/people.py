"""The organisations and people of the demonstration."""

import datetime
from typing import Any

from allauth.account.models import EmailAddress
from django.utils import timezone

from cohorts.models import Place
from courses.services import set_local_words, starter_words
from people.models import Department, Organisation, StaffRole, User
from people.services.accounts import add_person, set_groups
from people.services.posts import start_post

IN_POST_SINCE = datetime.timedelta(days=900)


def make_staff_roles(roles: dict[str, str]) -> None:
    """Each staff role is there once."""
    for code, name in roles.items():
        StaffRole.objects.get_or_create(code=code, defaults={"name": name})


def make_organisation(key: str, facts: dict[str, Any]) -> Organisation:
    """The organisation with its departments, place and local words, as found or as made."""
    organisation, _made = Organisation.objects.get_or_create(
        code=facts["code"], defaults={"name": facts["name"], "contact": facts["contact"]}
    )
    units: dict[str, Department] = {}
    for code, unit in facts["departments"].items():
        units[code], _made = Department.objects.get_or_create(
            organisation=organisation,
            code=code,
            defaults={"name": unit["name"], "parent": units.get(unit.get("parent", ""))},
        )
    Place.objects.get_or_create(organisation=organisation, name=facts["place"]["name"], defaults=facts["place"])
    set_local_words(organisation=organisation, words=starter_words()[key], by=None)
    return organisation


def make_person(organisation: Organisation, host: str, name: str, facts: dict[str, Any], password: str) -> User:
    """The person, signed in by the demonstration's password, with their groups and post."""
    if facts.get("by_name_alone"):
        return _by_name_alone(organisation, facts)
    email = f"{name}@{host}.example"
    person = add_person(
        organisation=organisation,
        given_name=facts["given_name"],
        family_name=facts["family_name"],
        email=email,
        by=None,
    )
    EmailAddress.objects.get_or_create(user=person, email=email, defaults={"verified": True, "primary": True})
    if not person.has_usable_password():
        person.set_password(password)
        person.save(update_fields=["password"])
    if facts.get("groups"):
        set_groups(person=person, groups=facts["groups"], by=None)
    if facts.get("post") and not person.assignments.exists():
        role, unit, title, number = facts["post"]
        start_post(
            person=person,
            organisation=organisation,
            starts_on=timezone.localdate() - IN_POST_SINCE,
            by=None,
            department=Department.objects.get(organisation=organisation, code=unit),
            staff_role=StaffRole.objects.get(code=role),
            job_title=title,
            employee_number=number,
            work_email=email,
        )
    return person


def _by_name_alone(organisation: Organisation, facts: dict[str, Any]) -> User:
    """Somebody without an e-mail, as found or as made: their trainer tells them what others get by letter."""
    name = {"given_name": facts["given_name"], "family_name": facts["family_name"]}
    found = User.objects.filter(organisation=organisation, email=None, **name).first()
    return found or add_person(organisation=organisation, by=None, **name)
