"""Who gets in and how: passwords, tries, sessions, second factor and single sign-on (PROMISES §6)."""

import os

from django.core.exceptions import ImproperlyConfigured

AUTH_USER_MODEL = "accounts.Person"
AUTHENTICATION_BACKENDS = ["accounts.adapter.AuthenticationBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 10},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "accounts.forms.entry.password.OwnNameValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "accounts:home"
ACCOUNT_ADAPTER = "accounts.adapter.AccountAdapter"
ACCOUNT_USER_MODEL_USERNAME_FIELD = "staff_number"
ACCOUNT_USER_MODEL_EMAIL_FIELD = None
ACCOUNT_LOGIN_METHODS = {"username"}  # our backend knows a person by mobile number and e-mail too
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_EMAIL_NOTIFICATIONS = False
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_LOGOUT_REDIRECT_URL = "account_login"
ACCOUNT_FORMS = {"login": "accounts.forms.entry.login.LoginForm"}
# The name is the person, however it was typed. A whole campus may stand behind one address: its limit, which comes
# first so that it does not use up a name's tries, stops who tries one password on many names.
ACCOUNT_RATE_LIMITS = {"login": "300/m/ip", "login_failed": "200/15m/ip,10/15m/key"}
SESSION_COOKIE_AGE = 30 * 60  # idle seconds: accounts.middleware.awake prolongs it
SESSION_EXPIRE_AT_BROWSER_CLOSE = True

# --- second factor: an authenticator's code, for the department and the three administrators
REQUIRE_SECOND_FACTOR = True
MFA_ADAPTER = "accounts.adapter.FactorAdapter"
MFA_FORMS = {"authenticate": "accounts.forms.entry.factor.CodeForm"}
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes"]
MFA_TOTP_ISSUER = "述职评议"
MFA_TOTP_TOLERANCE = 1  # a phone's clock may be half a minute off
MFA_RECOVERY_CODE_DIGITS = 12

# --- single sign-on: off until an address is given; it lets in whom the roster knows, and nobody else
SSO_LABEL = os.environ.get("SSO_LABEL") or "统一身份认证"
OIDC_URL = os.environ.get("OIDC_URL", "").rstrip("/")
OIDC_STAFF_NUMBER_CLAIM = os.environ.get("OIDC_STAFF_NUMBER_CLAIM") or "sub"
CAS_URL = os.environ.get("CAS_URL", "").rstrip("/")
CAS_STAFF_NUMBER_ATTRIBUTE = os.environ.get("CAS_STAFF_NUMBER_ATTRIBUTE", "")  # "" for the user name itself
# Where single sign-on is the only way in, passwords serve an emergency: these and the system administrators.
SSO_ONLY = os.environ.get("SSO_ONLY") == "1"
# Staff numbers in small letters, as a001 and A001 are one.
EMERGENCY_ACCOUNTS = [one.strip().lower() for one in os.environ.get("EMERGENCY_ACCOUNTS", "").split(",") if one.strip()]
if SSO_ONLY and not (OIDC_URL or CAS_URL):
    raise ImproperlyConfigured("SSO_ONLY needs OIDC_URL or CAS_URL, or nobody could log in.")
SOCIALACCOUNT_ADAPTER = "accounts.adapter.SocialAccountAdapter"
# A link and no form: the content policy lets forms post to ourselves alone, also after a redirect.
SOCIALACCOUNT_LOGIN_ON_GET = True
SOCIALACCOUNT_REQUESTS_TIMEOUT = 5  # seconds
SOCIALACCOUNT_PROVIDERS = {"openid_connect": {"OAUTH_PKCE_ENABLED": True, "APPS": []}}
if OIDC_URL:
    SOCIALACCOUNT_PROVIDERS["openid_connect"]["APPS"].append(
        {
            "provider_id": "oidc",
            "name": SSO_LABEL,
            "client_id": os.environ.get("OIDC_CLIENT_ID", ""),
            "secret": os.environ.get("OIDC_SECRET", ""),
            "settings": {"server_url": OIDC_URL},
        }
    )
