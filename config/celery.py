"""The Celery application. It only wakes work up: what must not be lost stands in the database."""

import os

from celery import Celery

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.production")
app = Celery("shuzhi")
app.config_from_object("django.conf:settings", namespace="CELERY")
