"""Who somebody is with us, and how they come in."""

from typing import Any

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from axes.models import AccessAttempt, AccessFailureLog, AccessLog
from django.contrib.auth.hashers import make_password
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from people.models import Assignment, PersonalCode, SignIn, User
from people.privacy.grounds import TASK
from people.registry import register


def _account(person: User) -> list[dict[str, Any]]:
    fields = (
        "given_name",
        "family_name",
        "known_as",
        "certificate_name",
        "email",
        "language",
        "created_at",
        "last_login",
    )
    row = {name: getattr(person, name) for name in fields}
    return [row | {"organisation": str(person.organisation), "groups": sorted(g.name for g in person.groups.all())}]


def _forget_account(person: User) -> str:
    if person.email:
        for model in (AccessAttempt, AccessFailureLog, AccessLog):
            model.objects.filter(username__iexact=person.email).delete()
    User.objects.filter(pk=person.pk).update(
        given_name=_("Somebody"),
        family_name="",
        known_as="",
        certificate_name="",
        email=None,
        password=make_password(None),
        last_login=None,
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


def _sign_ins(person: User) -> list[dict[str, Any]]:
    return list(person.sign_ins.values("browser", "device", "began_at"))


def _forget_sign_ins(person: User) -> str:
    person.sign_ins.all().delete()
    return _("The list of devices was removed.")


def _end_sign_ins(gone: User, kept: User) -> int:
    return gone.sign_ins.all().delete()[0]


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


def _hand_over_posts(gone: User, kept: User) -> int:
    """One main post at most: the other becomes a second one. Nobody is their own manager."""
    if kept.assignments.filter(primary=True, ends_on=None).exists():
        gone.assignments.filter(primary=True, ends_on=None).update(primary=False)
    both = (gone, kept)
    Assignment.objects.filter(person__in=both, manager__in=both).update(manager=None)
    Assignment.objects.filter(manager=gone).update(manager=kept)
    return gone.assignments.update(person=kept)


def _two_main_posts(gone: User, kept: User) -> list[str]:
    if all(person.assignments.filter(primary=True, ends_on=None).exists() for person in (gone, kept)):
        return [_("Both hold a main post. The one of the person you keep stays the main one.")]
    return []


def _end_codes(gone: User, kept: User) -> int:
    return gone.codes.filter(used_at=None, replaced_at=None).update(replaced_at=timezone.now())


def _hand_over_address(gone: User, kept: User) -> int:
    """Somebody who has no address gets the other's; two addresses are never one person's."""
    address = gone.email
    User.objects.filter(pk=gone.pk).update(email=None)
    if not address or kept.email:
        EmailAddress.objects.filter(user=gone).delete()
        return 0
    User.objects.filter(pk=kept.pk).update(email=address)
    EmailAddress.objects.filter(user=kept).delete()
    return EmailAddress.objects.filter(user=gone).update(user=kept)


def _two_addresses(gone: User, kept: User) -> list[str]:
    if gone.email and kept.email:
        words = _("Both have an e-mail. %(kept)s goes on working, %(gone)s no longer signs anybody in.")
        return [words % {"kept": kept.email, "gone": gone.email}]
    return []


def _end_factors(gone: User, kept: User) -> int:
    return Authenticator.objects.filter(user=gone).delete()[0]


register(
    User,
    purpose=gettext_lazy("To know who takes part, and to let them sign in."),
    basis=TASK,
    retention=gettext_lazy("While somebody takes part, and as long as a record rests on it."),
    collect=_account,
    erase=_forget_account,
    noun=gettext_lazy("Account"),
    at_merge=gettext_lazy("Is closed, and leads to the person you keep."),
    at_leaving=gettext_lazy(
        "An empty entry that says “Somebody”, so that what others did with you still adds up. It opens nothing."
    ),
)
register(
    Assignment,
    purpose=gettext_lazy("To say in which post somebody learned something."),
    basis=TASK,
    retention=gettext_lazy("As long as the learning records of that post."),
    collect=_posts,
    erase=_forget_posts,
    hand_over=_hand_over_posts,
    clashes=_two_main_posts,
    noun=gettext_lazy("Posts"),
    at_leaving=gettext_lazy("The posts, without a name. The employer answers for them."),
)
register(
    PersonalCode,
    purpose=gettext_lazy("To let somebody in who has no e-mail."),
    basis=TASK,
    retention=gettext_lazy("Until it is used or replaced, then two years as proof of who made it."),
    collect=_codes,
    erase=_forget_codes,
    hand_over=_end_codes,
    noun=gettext_lazy("Codes on paper"),
    at_merge=gettext_lazy("Stop working."),
)
register(
    SignIn,
    purpose=gettext_lazy("To show somebody where they are signed in, so that they can end it."),
    basis=TASK,
    retention=gettext_lazy("Until they sign out there, or 90 days."),
    collect=_sign_ins,
    erase=_forget_sign_ins,
    hand_over=_end_sign_ins,
    noun=gettext_lazy("Sign-ins"),
    at_merge=gettext_lazy("End."),
)
register(
    EmailAddress,
    purpose=gettext_lazy("To know which address has been shown to be somebody's."),
    basis=TASK,
    retention=gettext_lazy("As long as the account."),
    collect=_addresses,
    erase=_forget_addresses,
    hand_over=_hand_over_address,
    clashes=_two_addresses,
    noun=gettext_lazy("E-mail addresses"),
    at_merge=gettext_lazy("Moves if the person you keep has none. Otherwise it stops working."),
)
register(
    Authenticator,
    purpose=gettext_lazy("To make sure that it is really them."),
    basis=TASK,
    retention=gettext_lazy("Until it is removed."),
    collect=_factors,
    erase=_forget_factors,
    hand_over=_end_factors,
    noun=gettext_lazy("Second factors"),
    at_merge=gettext_lazy("Stop working. Those of the person you keep go on."),
)
