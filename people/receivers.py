"""What follows from things that Django and allauth do."""

from typing import Any

from allauth.account import signals as account
from allauth.mfa import signals as factor
from django.contrib.auth.signals import user_logged_in, user_logged_out
from django.db.models.signals import post_migrate
from django.dispatch import receiver
from django.http import HttpRequest

from people.adapters import stay_signed_in
from people.models import User
from people.services import accounts, groups, sign_ins


@receiver(post_migrate, dispatch_uid="people.grant")
def grant_to_administrators(sender: Any, **kwargs: Any) -> None:
    """After each app's migrations: the Administrators have the rights that its models brought."""
    groups.grant_to_administrators(app=sender)


# Above the receiver that ends sign-ins: whatever that one waits for, this has been asked.
@receiver(account.email_changed, dispatch_uid="people.follow_address")
def follow_address(user: User, from_email_address: Any, to_email_address: Any, **kwargs: Any) -> None:
    """Somebody has another address of their own: what is kept at the one before follows them, if that was theirs."""
    if from_email_address is not None and from_email_address.verified:
        accounts.ask_to_follow(person=user, before=from_email_address.email, change=to_email_address.pk)


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
        stay_signed_in(request, user)


@receiver(user_logged_in, dispatch_uid="people.note_sign_in")
def note_sign_in(request: HttpRequest, user: User, **kwargs: Any) -> None:
    """Each sign-in, by whatever road, stands in its person's list."""
    if request.session.session_key is None:
        request.session.save()
    agent = request.META.get("HTTP_USER_AGENT", "")
    sign_ins.note(person=user, session_key=str(request.session.session_key), agent=agent)


@receiver(user_logged_out, dispatch_uid="people.forget_sign_in")
def forget_sign_in(request: HttpRequest, **kwargs: Any) -> None:
    """Signing out takes the line off the list."""
    sign_ins.left(session_key=request.session.session_key)
