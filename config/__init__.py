"""Assembly: settings, addresses, Celery, commands that need several apps. No domain lives here."""

from config.celery import app as celery_app

__all__ = ["celery_app"]
