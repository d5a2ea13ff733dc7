"""Which addresses must have a place, as the resolver knows them, and which of them a walk has reached."""

from urllib.parse import urlsplit

from django.urls import resolve
from wagtail.models import Page, get_page_models

from tests.access import table
from tests.access.routes import ROUTES, Route
from tests.databases import APPS

# Addresses that answer, but not with a page of ours that somebody could open on this site; each with its reason.
NO_PAGE = {
    **dict.fromkeys(("live", "ready", "robots", "sitemap", "favicon", "manifest", "service_worker"), "for machines"),
    "certificates:pdf": "a file",
    "certificates:transcript_pdf": "a file",
    **dict.fromkeys(("cohorts:session_file", "cohorts:calendar_feed"), "a calendar file"),
    "account_reset_password_from_key": "a link from a letter; the page it leads to has a place of its own",
    "account_inactive": "the sign-in never goes there: a closed account is answered like an unknown one",
    "account_email_verification_sent": "we send a code to be typed instead of a link",
    "account_set_password": "for accounts without one, which change it at the address for changing it",
    "cms/^users/": "sent on to our own list of people",
    "jobs:run_again": "the button of jobs:index",
    "deliveries:send_again": "the button of one delivery",
    **dict.fromkeys(
        ("mfa_edit_webauthn", "mfa_remove_webauthn", "mfa_reauthenticate_webauthn"),
        "about a passkey, which only a device makes: test_passkey.py",
    ),
    "mfa_view_recovery_codes": "shown once, as they are made",
    "mfa_download_recovery_codes": "a file",
    "people:stay": "what a page's script asks for",
    **dict.fromkeys(
        (f"wagtailadmin_api:pages:{act}" for act in ("action", "detail", "find", "listing")),
        "what the script of Wagtail's own page chooser asks for",
    ),
    "course_files:export": "a file",
    **dict.fromkeys(
        (f"wagtailsnippets_certificates_certificatedesign:preview_on_{act}" for act in ("add", "edit")),
        "the sheet inside the form of a design, not a page of its own",
    ),
    "wagtailsnippets_certificates_certificatedesign:pdf": "a file",
    "mfa_login_webauthn": "what a passkey's script asks for",
}
OURS = set(APPS)
# The rows of a list, asked for by its search box.
PARTS = (":index_results", ":list_results")
# Windows of Wagtail's editor, and its own list of people, which ours replaces.
WAGTAILS = ("wagtailsnippetchoosers", "wagtailusers")


def is_ours(route: Route) -> bool:
    """Whether a route on the editors' side is about something of ours, or answered by a view of ours."""
    view = getattr(route.view, "view_class", route.view)
    model = getattr(route.view, "view_initkwargs", {}).get("model")
    app = (model if isinstance(model, str) else model._meta.label).split(".")[0] if model else ""
    inside = route.names and route.names[-1].startswith(WAGTAILS)
    return not inside and (app in OURS or view.__module__.split(".")[0] in OURS)


def needed() -> set[str]:
    """What must have a place: our addresses, allauth's, each part of ours on the editors' side, each kind of page."""
    ours = {row.route for row in table.rows() if any(cell.startswith("ok/") for cell in row.cells)}
    theirs = {route.name for rule in ("open", "signed-in") for route in table.routes_by(rule)}
    theirs = {name for name in theirs if name.startswith(("account_", "mfa_"))}
    cms = {name_in_cms(route) for route in ROUTES if route.pattern.startswith("cms/") and is_ours(route)}
    kinds = {model._meta.label for model in get_page_models() if model._meta.app_label in OURS}
    needed = (ours | theirs | cms | kinds) - set(NO_PAGE)
    return {name for name in needed if not name.endswith(PARTS)}


def name_in_cms(route: Route) -> str:
    """One name for all pages of a part whose list, forms and history are Wagtail's own; its own for a page of ours."""
    view = getattr(route.view, "view_class", route.view)
    return route.name if view.__module__.split(".")[0] in OURS or not route.names else f"cms {route.names[-1]}"


def reached(address: str) -> set[str]:
    """What is looked at there, by the names above."""
    path = urlsplit(address).path
    match = resolve(path)
    pages = Page.objects.live().filter(url_path__endswith=path)  # the front page and the catalogue have views of ours
    kinds = {page.specific_class._meta.label for page in pages if page.url == path}
    return {match.view_name, *kinds, *(f"cms {name}" for name in match.namespaces[-1:])}
