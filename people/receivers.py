"""What follows from things that Django and allauth do."""

from typing import Any

from allauth.account import signals as account
from allauth.mfa import signals as factor
from django.contrib.auth import update_session_auth_hash
from django.db.models.signals import post_migrate
from django.dispatch import receiver
from django.http import HttpRequest

from people.models import User
from people.services import accounts, groups


@receiver(post_migrate, dispatch_uid="people.grant")
def grant_to_administrators(sender: Any, **kwargs: Any) -> None:
    """After each app's migrations: the Administrators have the rights that its models brought."""
    groups.grant_to_administrators(app=sender)


@receiver(
    [
        account.password_changed,
        account.password_set,
        account.password_reset,
        account.email_changed,
        factor.authenticator_added,
        factor.authenticator_removed,
    ],
    dispatch_uid="people.end_other_sign_ins",
)
def end_other_sign_ins(request: HttpRequest, user: User, **kwargs: Any) -> None:
    """A new way in ends every other sign-in; the browser that made the change stays."""
    accounts.end_sign_ins(person=user, by=user)
    if request.user.is_authenticated and request.user.pk == user.pk:
        update_session_auth_hash(request, user)
