"""Where e-mail goes, from one address as DATABASE_URL is."""

from typing import Any
from urllib.parse import unquote, urlsplit

BACKENDS = "django.core.mail.backends"
PORTS = {"smtp": 25, "smtp+tls": 587, "smtp+ssl": 465}


def email_settings(url: str) -> dict[str, Any]:
    """Return Django's settings for ``url``; raises ValueError where it cannot be read.

    ``smtp://``, ``smtp+tls://`` (STARTTLS) and ``smtp+ssl://`` with user:password@host:port, ``console:``,
    ``file:///folder``; empty means that no e-mail is sent at all.
    """
    parts = urlsplit(url)
    if not url:
        return {"EMAIL_BACKEND": f"{BACKENDS}.dummy.EmailBackend", "EMAIL_REMINDERS": False}
    if parts.scheme == "console":
        return {"EMAIL_BACKEND": f"{BACKENDS}.console.EmailBackend", "EMAIL_REMINDERS": True}
    if parts.scheme == "file" and parts.path:
        backend = f"{BACKENDS}.filebased.EmailBackend"
        return {"EMAIL_BACKEND": backend, "EMAIL_FILE_PATH": parts.path, "EMAIL_REMINDERS": True}
    if parts.scheme not in PORTS or not parts.hostname:
        raise ValueError(
            "EMAIL_URL must be smtp://, smtp+tls:// or smtp+ssl:// with a host, console: or file:///folder"
        )
    return {
        "EMAIL_BACKEND": f"{BACKENDS}.smtp.EmailBackend",
        "EMAIL_HOST": parts.hostname,
        "EMAIL_PORT": parts.port or PORTS[parts.scheme],
        "EMAIL_HOST_USER": unquote(parts.username or ""),
        "EMAIL_HOST_PASSWORD": unquote(parts.password or ""),
        "EMAIL_USE_TLS": parts.scheme == "smtp+tls",
        "EMAIL_USE_SSL": parts.scheme == "smtp+ssl",
        "EMAIL_REMINDERS": True,
    }
