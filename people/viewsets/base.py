"""What the screens of administrators share: nothing is deleted, refusals are told, one act has one page that asks."""

import time
from collections.abc import Callable
from functools import wraps
from typing import Any

from allauth.account.decorators import reauthentication_required
from django import forms
from django.conf import settings
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext
from wagtail.admin.viewsets.model import ModelViewSet
from wagtail.permission_policies import ModelPermissionPolicy

from people.models import User
from people.permissions import can_manage_people
from people.services.accounts import Refused


class KeptPolicy(ModelPermissionPolicy):
    """Django's rights without deletion: what people rest on is closed, never removed."""

    def user_has_permission(self, user: Any, action: str) -> bool:
        """As Django says, and never to delete."""
        return action != "delete" and super().user_has_permission(user, action)


class ReadPolicy(KeptPolicy):
    """Looking only."""

    def user_has_permission(self, user: Any, action: str) -> bool:
        """View and nothing else."""
        return action == "view" and super().user_has_permission(user, action)


class KeptViewSet(ModelViewSet):
    """What our screens share: no copying, no deleting, a page that shows one row."""

    copy_view_enabled = False
    inspect_view_enabled = True
    list_per_page = 50
    policy: type[ModelPermissionPolicy] = KeptPolicy
    related: tuple[str, ...] = ()  # what the list shows from other tables, fetched with it

    @property
    def permission_policy(self) -> ModelPermissionPolicy:
        """Asked by every view of the set."""
        return self.policy(self.model)

    def get_index_view_kwargs(self, **kwargs: Any) -> dict[str, Any]:
        """The list asks as often for a thousand rows as for one."""
        rows = self.model._default_manager.select_related(*self.related) if self.related else None
        return super().get_index_view_kwargs(queryset=rows, **kwargs)

    def get_urlpatterns(self) -> list:
        """All addresses of the set but the one that deletes."""
        return [pattern for pattern in super().get_urlpatterns() if pattern.name != "delete"]


class RefusalsAsErrors:
    """A rule that the service keeps is shown on the form, with everything typed."""

    form: Any
    request: Any
    form_invalid: Any
    produced_error_message: str | None = None  # Wagtail sets it only where the form itself refuses

    def save_instance(self) -> Any:
        """The form's own save already wrote the audit line."""
        self.has_content_changes = True
        return self.form.save()

    def form_valid(self, form: Any) -> HttpResponse:
        """Saved, or refused with the reason."""
        form.by = self.request.user
        try:
            return super().form_valid(form)  # type: ignore[misc]
        except Refused as refusal:
            form.add_error(None, str(refusal))
            self.produced_error_message = gettext("Nothing was changed.")
            return self.form_invalid(form)


def only_managers(request: HttpRequest) -> User:
    """Whoever may change people; anybody else goes no further."""
    if not isinstance(request.user, User) or not can_manage_people(request.user):
        raise PermissionDenied
    return request.user


def lately_signed_in(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """For acts that must be somebody's own: signed in within 15 minutes, or asked again who they are."""
    asked_again = reauthentication_required(view)

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        age = time.time() - request.session.get("signed_in_at", 0)
        fresh = age < settings.ACCOUNT_REAUTHENTICATION_TIMEOUT
        return (view if fresh else asked_again)(request, *args, **kwargs)

    return guarded


def crumbs(*steps: tuple[str, Any]) -> list[dict[str, Any]]:
    """The trail at the top of a page: home, then each step; the last one is this page."""
    home = {"url": reverse("wagtailadmin_home"), "label": gettext("Home")}
    return [home, *({"url": url, "label": label} for url, label in steps)]


def refused_or(form: forms.Form, act: Any) -> Any:
    """What the act returns; None where the house refuses it, with the reason on the form."""
    try:
        return act()
    except Refused as refusal:
        form.add_error(None, str(refusal))
        return None


def done(request: HttpRequest, words: str, to: str, *args: Any) -> HttpResponse:
    """Back to a page, with one sentence on top that says what happened."""
    messages.success(request, words)
    return redirect(to, *args)
