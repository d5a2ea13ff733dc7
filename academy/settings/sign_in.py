"""How people sign in. The limits hold for a whole council behind one address: docs/decisions/0009 and 0021."""

from datetime import timedelta

AUTHENTICATION_BACKENDS = ["axes.backends.AxesStandaloneBackend", "allauth.account.auth_backends.AuthenticationBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/"
ACCOUNT_ADAPTER = "people.adapters.AccountAdapter"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_LOGIN_BY_CODE_ENABLED = True
ACCOUNT_LOGIN_BY_CODE_TIMEOUT = 900
ACCOUNT_EMAIL_VERIFICATION = "mandatory"
ACCOUNT_EMAIL_VERIFICATION_BY_CODE_ENABLED = True
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_REAUTHENTICATION_TIMEOUT = 900
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_CHANGE_EMAIL = True
ACCOUNT_LOGOUT_ON_GET = False
ACCOUNT_SESSION_REMEMBER = True
ACCOUNT_RATE_LIMITS = {
    "login": "300/m/ip",
    "login_failed": "120/m/ip,10/300s/key",
    "signup": "120/m/ip",
    "request_login_code": "120/m/ip,3/m/key",
    "reset_password": "60/m/ip,5/m/key",
}
ACCOUNT_FORMS = {
    "login": "people.forms.account.SignInForm",
    "request_login_code": "people.forms.account.RequestCodeForm",
    "confirm_login_code": "people.forms.account.ConfirmCodeForm",
    "confirm_email_verification_code": "people.forms.account.ConfirmAddressForm",
    "reset_password": "people.forms.account.ResetPasswordForm",
    "reset_password_from_key": "people.forms.account.ResetPasswordKeyForm",
    "change_password": "people.forms.account.ChangePasswordForm",
    "set_password": "people.forms.account.SetPasswordForm",
    "add_email": "people.forms.account.AddEmailForm",
    "reauthenticate": "people.forms.account.AgainForm",
}
MFA_FORMS = {
    "authenticate": "people.forms.factor.AuthenticateForm",
    "reauthenticate": "people.forms.factor.ReauthenticateForm",
    "activate_totp": "people.forms.factor.ActivateAppForm",
    "login_webauthn": "people.forms.factor.SignInPasskeyForm",
    "authenticate_webauthn": "people.forms.factor.SecondStepPasskeyForm",
    "reauthenticate_webauthn": "people.forms.factor.AgainPasskeyForm",
    "add_webauthn": "people.forms.factor.AddPasskeyForm",
    "edit_webauthn": "people.forms.factor.NamePasskeyForm",
}
MFA_ADAPTER = "people.adapters.MFAAdapter"
MFA_RATE_LIMITS = {"webauthn_login": "300/m/ip"}
MFA_RECOVERY_CODES_SHOW_ONCE = True
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes", "webauthn"]
MFA_PASSKEY_LOGIN_ENABLED = True
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_FAILURE_LIMIT = 10
AXES_COOLOFF_TIME = timedelta(minutes=15)
AXES_RESET_ON_SUCCESS = True
AXES_USERNAME_CALLABLE = "people.adapters.typed_email"
AXES_CLIENT_IP_CALLABLE = "people.adapters.client_address"
AXES_LOCKOUT_CALLABLE = "people.adapters.locked_out"
AXES_VERBOSE = False
