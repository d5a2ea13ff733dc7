"""The addresses of this app: /accounts/… beside allauth's own."""

from django.urls import path

from people.views import again, display, kept, mailbox, notice, passkey, return_code, settings, sign_in, stay

app_name = "people"

urlpatterns = [
    path("accounts/return/", return_code.return_code, name="return_code"),
    path("accounts/signed-out/", sign_in.signed_out, name="signed_out"),
    path("accounts/demo/", sign_in.demo_sign_in, name="demo_sign_in"),
    path("accounts/mailbox/", mailbox.mailbox, name="mailbox"),
    path("accounts/display/", display.display, name="display"),
    path("accounts/again/", again.again, name="again"),
    path("accounts/first-passkey/", passkey.first_passkey, name="first_passkey"),
    path("accounts/notice/", notice.read, name="notice"),
    path("accounts/kept/", kept.kept, name="kept"),
    path("accounts/stay/", stay.stay, name="stay"),
    path("accounts/settings/", settings.settings_page, name="settings"),
    path("accounts/settings/slip/", settings.slip, name="slip"),
    path("accounts/settings/sign-out-there/", settings.sign_out_there, name="sign_out_there"),
    path("accounts/settings/sign-out-everywhere/", settings.sign_out_everywhere, name="sign_out_everywhere"),
]
