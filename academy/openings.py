"""Every view that answers without sign-in: the closed list. tests/test_access.py holds it against the site."""

from django.conf import settings
from wagtail import views as wagtail_views

# Wagtail's pages are public: a lesson's body shows only where an editor opened it.
wagtail_views.serve.login_required = False

# The style guide is for whoever builds the site; in production, where demo mode is refused, for administrators.
FOR_BUILDERS = frozenset({"styleguide", "styleguide_page"} if settings.DEMO else ())

OPEN = FOR_BUILDERS | frozenset(
    {
        "home:front",
        "courses:catalogue",
        "wagtail_serve",
        "wagtaildocs_serve",
        "live",
        "ready",
        "metrics",
        "robots",
        "sitemap",
        "favicon",
        "manifest",
        "service_worker",
        "social_picture",
        "media",
        "cms_login",
        "page_login",
        "account_login",
        "account_logout",
        "account_signup",
        "account_inactive",
        "account_request_login_code",
        "account_confirm_login_code",
        "account_email_verification_sent",
        "account_reset_password",
        "account_reset_password_done",
        "account_reset_password_from_key",
        "account_reset_password_from_key_done",
        "mfa_authenticate",
        "mfa_login_webauthn",
        "people:return_code",
        "people:demo_sign_in",
        "people:display",
        "people:mailbox",
        "people:signed_out",
        "people:leave",
        "people:forgotten",
        "people:stop",
        "cohorts:join_start",
        "cohorts:join",
        "cohorts:invitation",
        "cohorts:check_in_start",
        "cohorts:check_in",
        "cohorts:calendar_feed",
        "certificates:verify_start",
        "certificates:verify",
    }
)
