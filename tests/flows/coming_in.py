"""Being somebody without typing a password each time: the sign-in page has tests of its own."""

from django.conf import settings
from django.test import Client
from playwright.sync_api import Page

from people.models import User


def session_of(person: User) -> str:
    """The key of a new sign-in session of this person."""
    client = Client()
    client.force_login(person)
    return client.cookies[settings.SESSION_COOKIE_NAME].value


def come_in(page: Page, site_url: str, who: str | User) -> User:
    """The browser is signed in as this person of the demonstration, by e-mail or in person."""
    person = who if isinstance(who, User) else User.objects.get(email=who)
    cookie = {"name": settings.SESSION_COOKIE_NAME, "value": session_of(person), "url": site_url}
    page.context.add_cookies([cookie])
    return person
