"""What each request of a signed-in person passes: language, how long they may stay, second factor, a held form."""

import time

from allauth.mfa.models import Authenticator
from django.conf import settings
from django.contrib import messages
from django.contrib.auth import logout
from django.shortcuts import redirect, resolve_url
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from people import refill
from people.adapters import browsers
from people.adapters.staying import HOUR, lifetimes
from people.permissions import needs_second_factor
from people.services import held_forms

# Answer without a session: a health check must not ask the database, and a copy for everybody carries no sign-in.
UNWATCHED = ("/-/", "/static/", "/media/", "/social/")
STAY = "/accounts/stay/"  # where a page asks how long is left: asking is not using
# Before a second factor is there: setting it up, help, leaving.
OPEN_WITHOUT_FACTOR = (
    "/accounts/2fa/",
    "/accounts/again/",
    "/accounts/reauthenticate/",
    "/accounts/logout/",
    STAY,
    "/help/",
    "/accessibility/",
)


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
        # Often enough to be fair, seldom enough to cost nothing.
        if request.path != STAY and now - seen > min(idle // 10, HOUR):
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


class HeldFormMiddleware:
    """A form that meets the sign-in wall is held for its writer, and given back on the page it came from.

    It stands inside the messages, so that the page after says what happened; what the wall answers passes through it.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        if request.path.startswith(UNWATCHED):
            return self.get_response(request)
        was_in, shared = request.user.is_authenticated, request.session.get("shared_device")
        response = self.get_response(request)
        if not request.user.is_authenticated:
            if was_in and shared:
                browsers.forget(response)
            if request.method == "POST" and self._is_wall(request, response):
                self._hold(request)
            return response
        browsers.remember(request, response, request.user)
        if not was_in:
            return self._after_sign_in(request, response)
        if request.session.get(held_forms.WAITS) == request.get_full_path():
            return self._at_its_page(request, response)
        return response

    @staticmethod
    def _is_wall(request, response) -> bool:
        view = request.resolver_match and request.resolver_match.func
        asked_in = response.status_code == 302 and response["Location"].startswith(resolve_url(settings.LOGIN_URL))
        return asked_in and getattr(view, "login_required", True)

    @staticmethod
    def _hold(request) -> None:
        typed = held_forms.typed_in(sent=request.POST.lists(), files=bool(request.FILES))
        writer, browser = browsers.writer_of(request), browsers.browser_of(request)
        address = request.get_full_path()
        if writer and held_forms.hold(person=writer, browser=browser.secret, address=address, typed=typed):
            messages.warning(
                request, _("You were signed out. What you typed is kept for 30 minutes. Sign in to see it again.")
            )
        elif typed.worth_keeping:
            messages.warning(request, _("You are signed out, so this was not saved. Go Back to copy what you typed."))

    def _after_sign_in(self, request, response):
        browser = browsers.browser_of(request)
        held = held_forms.held_for(person=request.user, browser=browser.secret)
        if held is not None and response.status_code == 302:
            request.session[held_forms.WAITS] = held.address
            response["Location"] = held.address
        return response

    def _at_its_page(self, request, response):
        browser = browsers.browser_of(request)
        held = held_forms.held_for(person=request.user, browser=browser.secret)
        if request.method == "POST":
            if held is None or (self._arrived(request, response) and self._is_same(request, held, browser)):
                held_forms.drop(person=request.user, browser=browser.secret)
                request.session.pop(held_forms.WAITS, None)
            return response
        if held is None or request.method != "GET":
            return response
        typed = held_forms.opened(held=held, browser=browser.secret)
        page = self._refilled(response, held, typed) if typed.pairs else response.content
        if page is None:
            return redirect("people:held")
        response.content = page
        return response

    @staticmethod
    def _arrived(request, response) -> bool:
        """Whether a page took it: what that answers now is what counts."""
        return response.status_code < 400 and not getattr(request, "came_too_late", False)

    @staticmethod
    def _is_same(request, held, browser) -> bool:
        typed = held_forms.typed_in(sent=request.POST.lists())
        mark = request.POST.get(held_forms.MARK, "")
        return held_forms.is_same(held=held, browser=browser.secret, typed=typed, mark=mark)

    @staticmethod
    def _refilled(response, held, typed) -> str | None:
        if response.status_code != 200 or response.streaming or "html" not in response.get("Content-Type", ""):
            return None
        words = _("You were signed out. Nothing was saved yet. Check it and save.")
        if not typed.whole:
            words += " " + _("A file or a password must be given again.")
        notice = {"text": words, "tone": "warning", "role": "status", "url": reverse("people:held")}
        above = render_to_string("components/notice.html", notice | {"link": _("See it as text, or throw it away")})
        page = response.content.decode(response.charset)
        along = (held_forms.MARK, held.mark)
        return refill.refill(page=page, address=held.address, typed=typed.pairs, notice=above, along=along)
