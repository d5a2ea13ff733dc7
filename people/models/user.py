"""A person, with or without a way in."""

import uuid
from typing import Any

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager, PermissionsMixin
from django.db import models
from django.db.models.functions import Lower
from django.utils import timezone
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext_lazy as _

from people.models.organisation import Organisation


class UserQuerySet(models.QuerySet["User"]):
    """Named reads of people."""

    def active(self) -> "UserQuerySet":
        """People who may sign in, if they have a way in."""
        return self.filter(is_active=True)

    def standing(self) -> "UserQuerySet":
        """Everybody once: without the entries that were merged into another."""
        return self.filter(merged_into__isnull=True)

    def visible_to(self, user: Any) -> "UserQuerySet":
        """Oneself; everybody for an administrator. Members and staff are reached through cohorts and records."""
        if user.is_superuser or user.has_perm("people.change_user"):
            return self
        return self.filter(pk=user.pk)


class UserManager(BaseUserManager.from_queryset(UserQuerySet)):  # type: ignore[misc]
    """Makes people; the verbs with rules are in services/accounts.py."""

    def get_by_natural_key(self, username: str | None) -> "User":
        """The person with this e-mail, whatever its case."""
        return self.get(email__iexact=username)

    def create_user(self, email: str | None = None, password: str | None = None, **fields: Any) -> "User":
        """A person with an e-mail in lower case, or with none; no password means no password sign-in."""
        person = self.model(email=email.strip().lower() if email else None, **fields)
        person.set_password(password)
        person.save(using=self._db)
        return person

    def create_superuser(self, email: str, password: str | None = None, **fields: Any) -> "User":
        """An administrator for a new site, in the first organisation, which is made where there is none."""
        organisation = Organisation.objects.order_by("pk").first()
        fields.setdefault(
            "organisation", organisation or Organisation.objects.create(code="FIRST", name="First organisation")
        )
        return self.create_user(email, password, is_superuser=True, **fields)


class User(AbstractBaseUser, PermissionsMixin):
    """One person. No kind of person is stored: staff is whoever holds a post, a trainer whoever is in the group."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    email = models.EmailField(_("e-mail"), null=True, blank=True, unique=True)
    given_name = models.CharField(_("given name"), max_length=150)
    family_name = models.CharField(_("family name"), max_length=150, blank=True)
    known_as = models.CharField(
        _("what to call you"), max_length=150, blank=True, help_text=_("Leave it empty to use the given name.")
    )
    certificate_name = models.CharField(_("name on certificates"), max_length=150, blank=True, db_default="")
    organisation = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, related_name="people", verbose_name=_("organisation")
    )
    language = models.CharField(_("language"), max_length=10, default="en-gb")
    is_active = models.BooleanField(_("may sign in"), default=True)
    created_at = models.DateTimeField(default=timezone.now, editable=False)
    sign_in_number = models.PositiveIntegerField(default=0, editable=False)  # raised to end every sign-in session
    # Two entries were one person: this one is closed and leads to the other, which is never merged away itself.
    merged_into = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, editable=False, related_name="merged_from"
    )

    objects = UserManager()

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS = ["given_name"]

    class Meta:
        ordering = ["given_name", "family_name", "pk"]
        verbose_name = _("person")
        verbose_name_plural = _("people")
        default_permissions = ("add", "change", "view")  # nobody may delete a person
        constraints = [
            models.UniqueConstraint(Lower("email"), name="user_email_once_whatever_its_case"),
            models.CheckConstraint(condition=~models.Q(given_name=""), name="user_has_a_given_name"),
            models.CheckConstraint(
                condition=models.Q(merged_into__isnull=True)
                | models.Q(is_active=False, email__isnull=True) & ~models.Q(merged_into=models.F("id")),
                name="user_merged_away_is_closed",
            ),
        ]

    def __str__(self) -> str:
        return self.get_full_name()

    def _get_session_auth_hash(self, secret: str | None = None) -> str:
        # Django compares this at every request: a new password or a raised number signs the person out everywhere.
        salt = "people.models.User.session"
        value = f"{self.sign_in_number}:{self.password}"
        return salted_hmac(salt, value, secret=secret, algorithm="sha256").hexdigest()

    def get_full_name(self) -> str:
        """Given and family name, as written on lists."""
        return f"{self.given_name} {self.family_name}".strip()

    get_full_name.short_description = _("name")  # type: ignore[attr-defined]

    def get_certificate_name(self) -> str:
        """What is printed on certificates from now on."""
        return self.certificate_name or self.get_full_name()

    def get_short_name(self) -> str:
        """What the person asked to be called."""
        return self.known_as or self.given_name
