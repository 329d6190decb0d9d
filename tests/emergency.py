"""应急后台 as EMERGENCY_ADMIN=1 opens it, for the tests; they run with it closed."""

from contextlib import contextmanager
from importlib import reload

from django.conf import settings
from django.test import override_settings
from django.urls import clear_url_caches

from config import urls

APP = "django.contrib.admin.apps.SimpleAdminConfig"


@contextmanager
def opened():
    """Open it, and close it again; its own log has no table, here as everywhere."""
    try:
        with override_settings(
            EMERGENCY_ADMIN=True,
            INSTALLED_APPS=[*settings.INSTALLED_APPS, APP],
            LOCALE_PATHS=settings.LOCALE_PATHS,  # as it was: what is set anew has the words read again, the app's among them
        ):
            _read_again()
            yield
    finally:
        _read_again()


def _read_again():
    reload(urls)
    clear_url_caches()
