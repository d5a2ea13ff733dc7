"""A sign-in that goes on: one browser in which somebody is signed in."""

import uuid
from typing import Any

from django.contrib.sessions.models import Session
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from people.models.user import User


class SignInQuerySet(models.QuerySet["SignIn"]):
    """Named reads of sign-ins."""

    def visible_to(self, user: Any) -> "SignInQuerySet":
        """One's own; nobody looks at another's, administrators included."""
        return self.filter(person=user) if user.is_authenticated else self.none()

    def over(self) -> "SignInQuerySet":
        """Those whose session is no longer kept."""
        return self.exclude(session_key__in=Session.objects.filter(expire_date__gt=timezone.now()).values("pk"))


class SignIn(models.Model):
    """One browser in which one person is signed in. Gone when it ends.

    It holds no address and no full name of the browser: only what its owner needs to tell one from another. When it
    was last used stands in the session itself.
    """

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    person = models.ForeignKey(User, on_delete=models.PROTECT, related_name="sign_ins")
    session_key = models.CharField(max_length=40, unique=True)
    browser = models.CharField(max_length=40, blank=True)
    device = models.CharField(max_length=40, blank=True)
    began_at = models.DateTimeField(default=timezone.now)

    objects = SignInQuerySet.as_manager()

    class Meta:
        ordering = ["-began_at", "-pk"]
        default_permissions = ()
        verbose_name = _("sign-in")
        verbose_name_plural = _("sign-ins")

    def __str__(self) -> str:
        if self.browser and self.device:
            return _("%(browser)s on %(device)s") % {"browser": self.browser, "device": self.device}
        return self.browser or self.device or str(_("A browser we cannot name"))
