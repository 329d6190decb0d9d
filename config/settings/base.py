"""What holds on every machine. Where it is run decides the rest: development, test or production."""

import os
from pathlib import Path

import dj_database_url
from celery.schedules import crontab
from csp.constants import NONE, SELF
from django.core.exceptions import ImproperlyConfigured

from config.email import email_settings
from config.redis import embedded_url
from config.settings.login import *

BASE_DIR = Path(__file__).resolve().parents[2]
VAR_DIR = Path(os.environ.get("VAR_DIR") or BASE_DIR / "var")

# --- where things are -------------------------------------------------------
DATABASE_URL = os.environ.get("DATABASE_URL") or f"sqlite:///{VAR_DIR / 'db.sqlite3'}"
DATABASES = {"default": dj_database_url.parse(DATABASE_URL, conn_max_age=60, conn_health_checks=True)}
if DATABASES["default"]["ENGINE"] == "django.db.backends.sqlite3":
    # Writers queue instead of failing (measured: 2,179 "locked" errors without, none with), and what is
    # deleted leaves the file, which the secrecy of the 测评 needs (DESIGN §7).
    DATABASES["default"]["OPTIONS"] = {
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA secure_delete=ON;",
    }
else:
    # A question over eight tables took 12 ms to plan and 1 ms to answer; six at once take 3 ms, and answer the same.
    # A page reads some hundred rows; only to start helpers for more of them took 19 ms.
    planning = "-c join_collapse_limit=6 -c max_parallel_workers_per_gather=0"
    DATABASES["default"].setdefault("OPTIONS", {}).setdefault("options", planning)
REDIS_URL = os.environ.get("REDIS_URL") or embedded_url(VAR_DIR)
FILES_DIR = Path(os.environ.get("FILES_DIR") or VAR_DIR / "files")
UNNAMED_PATHS = ("/poll/",)  # whoever hands in a 测评票 is nobody there, logged in or not
AUDIT_HEAD = Path(os.environ.get("AUDIT_HEAD") or VAR_DIR / "audit-head")
AUDIT_KEEP_DAYS = int(os.environ.get("AUDIT_KEEP_DAYS") or 3 * 365)
LEAST_AUDIT_DAYS = 183  # six months, which nobody may shorten (PROMISES §6)
if AUDIT_KEEP_DAYS < LEAST_AUDIT_DAYS:
    raise ImproperlyConfigured(f"AUDIT_KEEP_DAYS must be at least {LEAST_AUDIT_DAYS}.")
MAINTENANCE_FILE = VAR_DIR / "maintenance"
MANUAL_DIR = BASE_DIR / "docs" / "manual"

# --- the application --------------------------------------------------------
INSTALLED_APPS = [
    "config",
    "accounts",
    "reviews",
    "rectification",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "allauth.usersessions",
    "crispy_forms",
    "crispy_bootstrap5",
    "csp",
    "django_htmx",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.forms",
]
# Django's admin, for an emergency alone: nothing of it is loaded before somebody opens it, and its own log never gets a
# table, so that opening and closing migrate nothing; our trail notes what is done there.
EMERGENCY_ADMIN = os.environ.get("EMERGENCY_ADMIN") == "1"
if EMERGENCY_ADMIN:
    INSTALLED_APPS.append("django.contrib.admin.apps.SimpleAdminConfig")
MIGRATION_MODULES = {"admin": None}
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "accounts.middleware.maintenance",
    "accounts.middleware.unnamed",
    "accounts.middleware.latecomer",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "accounts.middleware.origin",
    "accounts.middleware.awake",
    "accounts.middleware.own_password",
    "accounts.middleware.second_factor",
    "accounts.middleware.Support",
    "accounts.middleware.private",
    "accounts.middleware.wrong_method",
]
ROOT_URLCONF = "config.urls"
WSGI_APPLICATION = "config.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "accounts.context.masthead",
            ],
            "builtins": ["accounts.templatetags.icon"],  # most templates show one
        },
    }
]
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"
CRISPY_ALLOWED_TEMPLATE_PACKS = CRISPY_TEMPLATE_PACK = "bootstrap5"
CRISPY_FAIL_SILENTLY = False
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# --- language and clock: one server clock, Asia/Shanghai (DESIGN §5) --------
LANGUAGE_CODE = "zh-hans"
TIME_ZONE = "Asia/Shanghai"
USE_TZ = True

DEMO = False
BEHIND_PROXY = os.environ.get("BEHIND_PROXY") == "1"  # only then are X-Forwarded-* headers believed
HELP_PHONE = os.environ.get("HELP_PHONE", "")

# The database keeps the rate limits, so that logging in does not need Redis.
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "cache",
        # Room for every name: with the usual 300 rows, who tries many names would throw the counts of others out.
        "OPTIONS": {"MAX_ENTRIES": 50_000},
    },
    # Who mistyped a code, for a minute: never written down (DESIGN §7).
    "memory": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"},
}

# --- e-mail: for reminders alone -----------------------------------------------
globals().update(email_settings(os.environ.get("EMAIL_URL", "")))
EMAIL_TIMEOUT = 10  # seconds
DEFAULT_FROM_EMAIL = os.environ.get("EMAIL_FROM") or "述职评议考核 <noreply@localhost>"
SITE_URL = (os.environ.get("SITE_URL") or f"http://127.0.0.1:{os.environ.get('PORT', '8000')}").rstrip("/")

# --- uploads: in memory up to 10 MB, so that a refused file never touches the disk
FILE_UPLOAD_HANDLERS = ["accounts.uploads.CappedMemoryUploadHandler"]
DATA_UPLOAD_MAX_MEMORY_SIZE = 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 6000  # a correction may name every paragraph, of 5,000 at most (WORDCHECK §1)

# --- background -------------------------------------------------------------
CELERY_BROKER_URL = REDIS_URL
CELERY_IMPORTS = [
    "accounts.tasks.house.job",
    "accounts.tasks.duty.reminder",
    "accounts.tasks.entry.session",
    "accounts.tasks.trail.seal",
    "accounts.tasks.house.stored_file",
    "accounts.tasks.house.retention",
    "rectification.tasks.opening",
]
CELERY_TASK_IGNORE_RESULT = True
CELERY_TASK_SERIALIZER = "json"
CELERY_ACCEPT_CONTENT = ["json"]
CELERY_TIMEZONE = TIME_ZONE
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_TASK_PUBLISH_RETRY = False  # a view does not wait for a broker that is away
CELERY_BROKER_TRANSPORT_OPTIONS = {"socket_connect_timeout": 1, "socket_timeout": 5}
CELERY_BEAT_SCHEDULE = {
    "sweep-sessions": {"task": "accounts.tasks.entry.session.sweep", "schedule": 24 * 3600},
    "sweep-files": {"task": "accounts.tasks.house.stored_file.sweep", "schedule": 24 * 3600},
    "tidy": {"task": "accounts.tasks.house.retention.tidy_up", "schedule": crontab("10", "3", day_of_month="1")},
    # Every few minutes while the office is open; the sweep itself knows the days off.
    "remind": {"task": "accounts.tasks.duty.reminder.sweep", "schedule": crontab(minute="*/5", hour="9-17")},
    # At night: what nobody has clicked for.
    "open-ledgers": {"task": "rectification.tasks.opening.sweep", "schedule": crontab(minute="40", hour="2")},
    "seal-audit": {"task": "accounts.tasks.trail.seal.seal", "schedule": 60},
    "resume-jobs": {"task": "accounts.tasks.house.job.resume", "schedule": 60},
}

# --- static files -----------------------------------------------------------
STATIC_URL = "static/"
STATICFILES_DIRS = [BASE_DIR / "static"]
STATIC_ROOT = VAR_DIR / "static"

# --- headers ----------------------------------------------------------------
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "object-src": [NONE],
        "base-uri": [NONE],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
    }
}
CSRF_FAILURE_VIEW = "accounts.views.house.error.csrf_failure"
X_FRAME_OPTIONS = "DENY"
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_HTTPONLY = True

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "line": {"class": "config.logs.OneLine", "format": "{asctime} {levelname} {name} {message}", "style": "{"}
    },
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["console"], "level": "INFO"},
    # Scanners send thousands of wrong host names; a line for each helps nobody.
    "loggers": {"django.security.DisallowedHost": {"handlers": [], "propagate": False}},
}
