"""A developer's machine, and the demo that ``make run`` serves: demo logins on, plain HTTP."""

import os

from config.email import email_settings
from config.settings.base import *
from config.settings.base import VAR_DIR

VAR_DIR.mkdir(parents=True, exist_ok=True)
DEBUG = False
DEMO = True
REQUIRE_SECOND_FACTOR = False  # one tap lets in; the login page says that the real thing asks for more
SECRET_KEY = "development-only-no-secret-at-all-never-used-in-production"  # noqa: S105
AUDIT_KEY = "development-only-audit-key-never-used-in-production"
ALLOWED_HOSTS = ["*"]
HELP_PHONE = "6801"
if not os.environ.get("EMAIL_URL"):
    globals().update(email_settings(f"file://{VAR_DIR / 'mail'}"))
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = True
