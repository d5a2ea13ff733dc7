"""What each request of a signed-in person passes: their language, how long they may stay, the second factor."""

import time

from allauth.mfa.models import Authenticator
from django.conf import settings
from django.contrib.auth import logout
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import translation

from people.permissions import ADMINISTRATORS, EDITORS, HR, TRAINERS, groups_of, needs_second_factor

MINUTE, HOUR, DAY = 60, 3600, 86400
UNWATCHED = ("/-/", "/static/", "/media/")  # answer without a session; a health check must not ask the database
# Idle seconds, seconds in all: trust, "Sign-in sessions".
SHARED = (15 * MINUTE, 12 * HOUR)
LEARNER = (30 * DAY, 90 * DAY)
BY_GROUP = (
    ({HR, ADMINISTRATORS}, (30 * MINUTE, 12 * HOUR)),
    ({TRAINERS, EDITORS}, (2 * HOUR, 12 * HOUR)),
)
# Before a second factor is there: setting it up, help, leaving.
OPEN_WITHOUT_FACTOR = ("/accounts/2fa/", "/accounts/reauthenticate/", "/accounts/logout/", "/help/", "/accessibility/")


class PersonLocaleMiddleware:
    """The person's language, for as long as it is one that the site offers."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        language = settings.LANGUAGE_CODE
        if not request.path.startswith(UNWATCHED) and request.user.is_authenticated:
            language = request.user.language
        if language not in dict(settings.LANGUAGES):
            language = settings.LANGUAGE_CODE
        with translation.override(language):
            response = self.get_response(request)
        response.headers.setdefault("Content-Language", language)
        return response


def lifetimes(request) -> tuple[int, int]:
    """How long this sign-in may stay idle, and how long it lasts in all, in seconds."""
    if request.session.get("shared_device"):
        return SHARED
    names = groups_of(request.user) | ({ADMINISTRATORS} if request.user.is_superuser else set())
    for groups, limits in BY_GROUP:
        if names & groups:
            return limits
    return LEARNER


class IdleSignOutMiddleware:
    """Signs out whoever has been away, or signed in, for too long. The request then goes on as anybody's."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        left_alone = request.path.startswith(UNWATCHED) or not request.user.is_authenticated
        ended = False if left_alone else self._over(request)
        if ended:
            logout(request)
        response = self.get_response(request)
        if ended:
            response.headers.setdefault("Clear-Site-Data", '"cache", "storage"')
        return response

    def _over(self, request) -> bool:
        now, session = int(time.time()), request.session
        idle, in_all = lifetimes(request)
        seen = session.get("seen_at")
        if seen is None:  # the first request of this sign-in
            session["signed_in_at"], session["seen_at"] = session.get("signed_in_at", now), now
            return False
        if now - seen > idle or now - session.get("signed_in_at", seen) > in_all:
            return True
        if now - seen > min(idle // 10, HOUR):  # often enough to be fair, seldom enough to cost nothing
            session["seen_at"] = now
        return False


class SecondFactorMiddleware:
    """Editors, HR and administrators without a second factor reach its set-up and nothing else."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        if request.path.startswith((*UNWATCHED, *OPEN_WITHOUT_FACTOR)) or not needs_second_factor(request.user):
            return self.get_response(request)
        factors = Authenticator.objects.filter(user_id=request.user.pk)
        if factors.filter(type__in=[Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN]).exists():
            return self.get_response(request)
        return redirect(reverse("mfa_index"))
