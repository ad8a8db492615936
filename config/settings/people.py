"""Signing in, passwords, second factor, how long accounts are kept.

See docs/how-to/accounts-and-roles.md.
"""

from config import env

AUTH_USER_MODEL = "accounts.User"
# It checks addresses and passwords, and answers for permissions as Django's own does.
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
LOGIN_URL = WAGTAIL_FRONTEND_LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "accounts:home"
LOGOUT_REDIRECT_URL = "/"

# --- Passwords ------------------------------------------------------------------------------------
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "accounts.validators.Length"},
    {"NAME": "accounts.validators.Strength"},
    {"NAME": "accounts.validators.NotPersonal"},
]

# --- Coming in ------------------------------------------------------------------------------------
ACCOUNT_ADAPTER = "accounts.adapter.AccountAdapter"
ACCOUNT_FORMS = {
    "login": "accounts.forms.entrance.SignInForm",
    "signup": "accounts.forms.entrance.SignUpForm",
    "reset_password": "accounts.forms.entrance.ForgottenPasswordForm",
    "reset_password_from_key": "accounts.forms.entrance.NewPasswordForm",
    "change_password": "accounts.forms.entrance.ChangedPasswordForm",
    "reauthenticate": "accounts.forms.entrance.PasswordAgainForm",
}
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_DEFAULT_HTTP_PROTOCOL = env.text("PLATFORM_SCHEME", "https")
# By link, not by code: it works on the telephone where the mail is read, and without this browser's
# session.
ACCOUNT_EMAIL_VERIFICATION = "mandatory"
ACCOUNT_EMAIL_CONFIRMATION_EXPIRE_DAYS = 3
ACCOUNT_LOGIN_ON_EMAIL_CONFIRMATION = True
ACCOUNT_LOGIN_ON_PASSWORD_RESET = True
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_REAUTHENTICATION_REQUIRED = True
ACCOUNT_REAUTHENTICATION_TIMEOUT = 15 * 60
# Ours are in accounts/limits.py: allauth counts for a target alone, by which anybody locks anybody
# out.
ACCOUNT_RATE_LIMITS = MFA_RATE_LIMITS = False
PASSWORD_RESET_TIMEOUT = 3 * 24 * 3600

# --- Second factor --------------------------------------------------------------------------------
# Whether those who have a role must have one. On in production; off where a demonstration shows
# itself.
MFA_REQUIRED = env.flag("MFA_REQUIRED", default=False)
MFA_ADAPTER = "accounts.adapter.SecondFactorAdapter"
MFA_FORMS = {
    "authenticate": "accounts.forms.second_factor.CodeForm",
    "reauthenticate": "accounts.forms.second_factor.ReauthenticateCodeForm",
    "activate_totp": "accounts.forms.second_factor.AddAppForm",
}
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
# A passkey stands for two factors: the device, and the finger or the PIN that opens it.
MFA_WEBAUTHN_USER_VERIFICATION = "required"
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = ACCOUNT_DEFAULT_HTTP_PROTOCOL == "http"
# Half a minute too early or too late is a slow clock, not an attack; each code works once.
MFA_TOTP_TOLERANCE = 1

# --- How long, in days ----------------------------------------------------------------------------
ACCOUNTS_UNCONFIRMED_DAYS = env.integer("ACCOUNTS_UNCONFIRMED_DAYS", 7)
ACCOUNTS_INVITATION_DAYS = env.integer("ACCOUNTS_INVITATION_DAYS", 14)
ACCOUNTS_INVITATION_KEPT_DAYS = env.integer("ACCOUNTS_INVITATION_KEPT_DAYS", 90)
ACCOUNTS_INACTIVE_DAYS = env.integer("ACCOUNTS_INACTIVE_DAYS", 3 * 365)
ACCOUNTS_WARNING_DAYS = env.integer("ACCOUNTS_WARNING_DAYS", 30)
# After the end of a workshop: then how many came is kept, and not who.
WORKSHOP_REGISTRATIONS_KEPT_DAYS = env.integer("WORKSHOP_REGISTRATIONS_KEPT_DAYS", 90)
