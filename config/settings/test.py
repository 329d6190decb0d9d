"""The gate: as development, but with a fast password hash and everything under a folder of its own."""

import os

from config.settings.base import *
from config.settings.base import DATABASES, LEAST_AUDIT_DAYS, LOGGING, VAR_DIR

VAR_DIR.mkdir(parents=True, exist_ok=True)
DEBUG = False
DEMO = True
REQUIRE_SECOND_FACTOR = False  # switched on where it is tested
SECRET_KEY = "test-only"  # noqa: S105
AUDIT_KEY = "test-only-audit-key"
AUDIT_HEAD = VAR_DIR / f"test-audit-head-{os.getpid()}"
ALLOWED_HOSTS = ["testserver", "127.0.0.1", "localhost"]
HELP_PHONE = "6801"
AUDIT_KEEP_DAYS = LEAST_AUDIT_DAYS
EMAIL_REMINDERS = True
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
FILES_DIR = VAR_DIR / "test-files"
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = True
LOGGING["loggers"]["django.request"] = {"level": "ERROR"}  # every refusal of the access table is meant
if DATABASES["default"]["ENGINE"] == "django.db.backends.sqlite3":
    # A file, so that threads race as processes would; what a crash would lose does not matter here.
    DATABASES["default"]["TEST"] = {"NAME": str(VAR_DIR / f"test-{os.getpid()}.sqlite3")}
    DATABASES["default"]["OPTIONS"]["init_command"] = (
        "PRAGMA journal_mode=WAL; PRAGMA synchronous=OFF; PRAGMA secure_delete=ON;"
    )
