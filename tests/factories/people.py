"""People, organisations and posts for tests."""

import datetime
import itertools
import uuid
from collections.abc import Iterable

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.contrib.auth.models import Group

from people import seal
from people.adapters import TOTP
from people.models import Assignment, Department, Message, Organisation, StaffRole, User
from people.permissions import NEED_SECOND_FACTOR

PASSWORD = "kettle bench noticeboard"
TOTP_SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"
_numbers = itertools.count(1)


def make_organisation(**kw) -> Organisation:
    """One organisation with a code of its own."""
    number = next(_numbers)
    return Organisation.objects.create(**{"code": f"ORG{number}", "name": f"Organisation {number}"} | kw)


def make_department(organisation: Organisation, **kw) -> Department:
    """One department."""
    number = next(_numbers)
    return Department.objects.create(
        **{"organisation": organisation, "code": f"D{number}", "name": f"Department {number}"} | kw
    )


def make_staff_role(**kw) -> StaffRole:
    """One staff role."""
    number = next(_numbers)
    return StaffRole.objects.create(**{"code": f"ROLE{number}", "name": f"Role {number}"} | kw)


def make_person(
    *,
    given_name: str = "Asha",
    organisation: Organisation | None = None,
    email: str | None = "auto",
    groups: Iterable[str] = (),
    **kw,
) -> User:
    """One person, with a verified e-mail of their own unless ``email`` is None.

    Somebody in a group that needs a second factor has an authenticator app, unless ``second_factor=False``. A
    ``password`` makes password sign-in possible; without one there is none.
    """
    groups = set(groups)
    second_factor = kw.pop("second_factor", bool(groups & NEED_SECOND_FACTOR))
    password = kw.pop("password", None)
    if email == "auto":
        email = f"{given_name.lower().replace(' ', '.')}.{next(_numbers)}@example.org"
    person = User.objects.create_user(
        email, password, given_name=given_name, organisation=organisation or make_organisation(), **kw
    )
    if person.email:
        EmailAddress.objects.create(user=person, email=person.email, verified=True, primary=True)
    if groups:
        person.groups.set([Group.objects.get(name=name) for name in groups])
    if second_factor:
        make_second_factor(person)
    return person


def make_second_factor(person: User) -> Authenticator:
    """An authenticator app, as if the person had set it up."""
    return Authenticator.objects.create(
        user=person, type=Authenticator.Type.TOTP, data={"secret": seal.seal(TOTP_SECRET, purpose=TOTP)}
    )


def make_post(person: User, **kw) -> Assignment:
    """One open main post in the person's organisation, begun on 1 April 2024."""
    defaults = {
        "organisation": person.organisation,
        "starts_on": datetime.date(2024, 4, 1),
        "job_title": "Housing officer",
    }
    return Assignment.objects.create(**{"person": person} | defaults | kw)


def make_notice(person: User, *, subject: str = "Your session: Tuesday, 2 pm", **facts) -> Message:
    """What no e-mail can carry to somebody."""
    facts = {
        "key": f"notice:{uuid.uuid4()}",
        "template": "a",
        "text": subject,
        "status": Message.Status.BY_HAND,
    } | facts
    return Message.objects.create(person=person, subject=subject, **facts)
