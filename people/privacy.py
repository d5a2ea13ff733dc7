"""What this app holds about a person. Declared for the registry; the law's words are kept plain."""

from typing import Any

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.contrib.auth.hashers import make_password
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from people.models import Assignment, Message, PersonalCode, User
from people.registry import register

TASK = gettext_lazy("A task in the public interest, or the interest of the organisation that runs the training.")


def _account(person: User) -> list[dict[str, Any]]:
    fields = ("given_name", "family_name", "known_as", "email", "language", "created_at", "last_login")
    row = {name: getattr(person, name) for name in fields}
    return [row | {"organisation": str(person.organisation), "groups": sorted(g.name for g in person.groups.all())}]


def _forget_account(person: User) -> str:
    User.objects.filter(pk=person.pk).update(
        given_name=_("Somebody"), family_name="", known_as="", email=None, password=make_password(None), last_login=None
    )
    person.groups.clear()
    return _("The name, the e-mail address and the password were removed.")


def _posts(person: User) -> list[dict[str, Any]]:
    columns = ("organisation__name", "department__name", "staff_role__name", "job_title", "starts_on", "ends_on")
    return list(person.assignments.values(*columns, "employee_number", "work_email"))


def _forget_posts(person: User) -> str:
    person.assignments.update(employee_number="", assignment_number="", work_email="")
    return _("Payroll numbers and work addresses were removed. The posts stay, without a name.")


def _codes(person: User) -> list[dict[str, Any]]:
    return list(person.codes.values("kind", "issued_at", "expires_at", "used_at", "replaced_at"))


def _forget_codes(person: User) -> str:
    person.codes.all().delete()
    return _("All codes on paper were removed.")


def _messages(person: User) -> list[dict[str, Any]]:
    return list(person.messages.values("created_at", "address", "subject", "text", "status"))


def _forget_messages(person: User) -> str:
    person.messages.update(address="erased@invalid.example", subject=_("Removed"), text="", html="", secret="")
    return _("What we wrote to the person was removed. That we wrote stays.")


def _addresses(person: User) -> list[dict[str, Any]]:
    return list(EmailAddress.objects.filter(user=person).values("email", "verified", "primary"))


def _forget_addresses(person: User) -> str:
    EmailAddress.objects.filter(user=person).delete()
    return _("E-mail addresses were removed.")


def _factors(person: User) -> list[dict[str, Any]]:
    return list(Authenticator.objects.filter(user=person).values("type", "created_at", "last_used_at"))


def _forget_factors(person: User) -> str:
    Authenticator.objects.filter(user=person).delete()
    return _("Second factors were removed.")


register(
    User,
    purpose=gettext_lazy("To know who takes part, and to let them sign in."),
    basis=TASK,
    retention=gettext_lazy("While somebody takes part, and as long as a record rests on it."),
    collect=_account,
    erase=_forget_account,
)
register(
    Assignment,
    purpose=gettext_lazy("To say in which post somebody learned something."),
    basis=TASK,
    retention=gettext_lazy("As long as the learning records of that post."),
    collect=_posts,
    erase=_forget_posts,
)
register(
    PersonalCode,
    purpose=gettext_lazy("To let somebody in who has no e-mail."),
    basis=TASK,
    retention=gettext_lazy("Until it is used or replaced, then two years as proof of who made it."),
    collect=_codes,
    erase=_forget_codes,
)
register(
    Message,
    purpose=gettext_lazy("To tell somebody what they need to know."),
    basis=TASK,
    retention=gettext_lazy("Two years."),
    collect=_messages,
    erase=_forget_messages,
)
register(
    EmailAddress,
    purpose=gettext_lazy("To know which address has been shown to be somebody's."),
    basis=TASK,
    retention=gettext_lazy("As long as the account."),
    collect=_addresses,
    erase=_forget_addresses,
)
register(
    Authenticator,
    purpose=gettext_lazy("To make sure that it is really them."),
    basis=TASK,
    retention=gettext_lazy("Until it is removed."),
    collect=_factors,
    erase=_forget_factors,
)
