"""Every view that answers without sign-in."""

from academy.openings import OPEN
from tests.access.routes import ROUTES

# Closed by Wagtail itself, inside; tests/test_access.py knocks at each of them.
CLOSED_INSIDE = ("wagtailadmin_api:",)


def test_the_list_of_openings_is_what_the_views_say():
    says_open = {
        route.name
        for route in ROUTES
        if not getattr(route.view, "login_required", True) and not route.name.startswith(CLOSED_INSIDE)
    }
    assert says_open == OPEN
