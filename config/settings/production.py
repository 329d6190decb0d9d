"""The real thing. It refuses to start without its secrets rather than run with a default one."""

import os

from django.core.exceptions import ImproperlyConfigured

from config.settings.base import *
from config.settings.base import BEHIND_PROXY, OIDC_URL

SHORTEST_SECRET = 50
FEWEST_DIFFERENT = 10


def required(name: str) -> str:
    """Return the environment variable ``name``; raise ImproperlyConfigured where it is missing or empty."""
    value = os.environ.get(name, "").strip()
    if not value:
        raise ImproperlyConfigured(f"{name} must be set in production.")
    return value


def secret(name: str) -> str:
    """Return the required variable ``name``; raise ImproperlyConfigured where it is no secret."""
    value = required(name)
    is_short = len(value) < SHORTEST_SECRET or len(set(value)) < FEWEST_DIFFERENT
    if is_short or value.startswith(("development-", "test-")):
        raise ImproperlyConfigured(f"{name} must be a random text of at least {SHORTEST_SECRET} characters.")
    return value


DEBUG = False
SECRET_KEY = secret("SECRET_KEY")
SECRET_KEY_FALLBACKS = [old for old in os.environ.get("SECRET_KEY_FALLBACKS", "").split(",") if old]
AUDIT_KEY = secret("AUDIT_KEY")
if AUDIT_KEY == SECRET_KEY:
    raise ImproperlyConfigured("AUDIT_KEY must not be the SECRET_KEY: it stays when that one is changed.")
ALLOWED_HOSTS = [host.strip() for host in required("ALLOWED_HOSTS").split(",")]
if "*" in ALLOWED_HOSTS:
    raise ImproperlyConfigured("ALLOWED_HOSTS must name the hosts, not *.")
SITE_URL = os.environ.get("SITE_URL", "").rstrip("/") or f"https://{ALLOWED_HOSTS[0]}"
required("DATABASE_URL")
required("REDIS_URL")

for name in ("OIDC_URL", "CAS_URL"):
    if os.environ.get(name, "https://").partition("://")[0] != "https":
        raise ImproperlyConfigured(f"{name} must begin with https://: whoever answers it says who somebody is.")
if OIDC_URL:
    required("OIDC_CLIENT_ID")
    required("OIDC_SECRET")

SECURE_SSL_REDIRECT = True
SECURE_HSTS_SECONDS = 365 * 24 * 3600
SECURE_HSTS_INCLUDE_SUBDOMAINS = True
SECURE_HSTS_PRELOAD = True
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = True
SESSION_COOKIE_NAME = "__Host-session"
CSRF_COOKIE_NAME = "__Host-csrf"
if BEHIND_PROXY:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")

STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
