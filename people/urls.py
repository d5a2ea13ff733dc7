"""The addresses of this app: /accounts/… beside allauth's own, and before some of them."""

from allauth.account import views as account
from allauth.mfa.recovery_codes import views as recovery_codes
from allauth.mfa.totp import views as totp
from allauth.mfa.webauthn import views as webauthn
from django.urls import path

from people.adapters.again import asked_again
from people.views import (
    again,
    display,
    factors,
    held,
    leaving,
    letters,
    mailbox,
    my_data,
    notice,
    passkey,
    return_code,
    settings,
    sign_in,
    stay,
)

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
    path("accounts/held/", held.held_form, name="held"),
    path("accounts/stay/", stay.stay, name="stay"),
    path("accounts/settings/", settings.settings_page, name="settings"),
    path("accounts/stop/<str:token>/", letters.stop, name="stop"),
    path("accounts/settings/letters/", letters.choose, name="letters"),
    path("accounts/my-data/", my_data.my_data, name="my_data"),
    path("accounts/my-data/<key:file>/", my_data.data_file, name="data_file"),
    path("accounts/leave/", leaving.leave, name="leave"),
    path("accounts/forgotten/", leaving.forgotten, name="forgotten"),
    path("accounts/settings/slip/", settings.slip, name="slip"),
    path("accounts/settings/sign-out-there/", settings.sign_out_there, name="sign_out_there"),
    path("accounts/settings/sign-out-everywhere/", settings.sign_out_everywhere, name="sign_out_everywhere"),
]

# What changes how somebody gets in. allauth asks again whoever has a password or a factor; this asks everybody.
ways_in = [
    path("email/", asked_again(account.email), name="account_email"),
    path("password/set/", asked_again(account.password_set), name="account_set_password"),
    path("2fa/totp/activate/", asked_again(totp.activate_totp), name="mfa_activate_totp"),
    path(
        "2fa/totp/deactivate/",
        asked_again(factors.one_at_a_time(totp.deactivate_totp)),
        name="mfa_deactivate_totp",
    ),
    path("2fa/webauthn/add/", asked_again(webauthn.add_webauthn), name="mfa_add_webauthn"),
    path("2fa/webauthn/keys/<int:pk>/edit/", asked_again(webauthn.edit_webauthn), name="mfa_edit_webauthn"),
    path("2fa/webauthn/keys/<int:pk>/remove/", asked_again(factors.remove_passkey), name="mfa_remove_webauthn"),
    path("2fa/recovery-codes/", asked_again(recovery_codes.view_recovery_codes), name="mfa_view_recovery_codes"),
    path(
        "2fa/recovery-codes/generate/",
        asked_again(recovery_codes.generate_recovery_codes),
        name="mfa_generate_recovery_codes",
    ),
    path(
        "2fa/recovery-codes/download/",
        asked_again(recovery_codes.download_recovery_codes),
        name="mfa_download_recovery_codes",
    ),
]
