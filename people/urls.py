"""The addresses of this app: /accounts/… beside allauth's own."""

from django.urls import path

from people.views import display, mailbox, return_code, settings, sign_in

app_name = "people"

urlpatterns = [
    path("accounts/return/", return_code.return_code, name="return_code"),
    path("accounts/signed-out/", sign_in.signed_out, name="signed_out"),
    path("accounts/demo/", sign_in.demo_sign_in, name="demo_sign_in"),
    path("accounts/mailbox/", mailbox.mailbox, name="mailbox"),
    path("accounts/display/", display.display, name="display"),
    path("accounts/settings/", settings.settings_page, name="settings"),
    path("accounts/settings/slip/", settings.slip, name="slip"),
    path("accounts/settings/sign-out-everywhere/", settings.sign_out_everywhere, name="sign_out_everywhere"),
]
