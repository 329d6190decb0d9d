"""The app; its offers are read by accounts."""

from django.apps import AppConfig


class RectificationConfig(AppConfig):
    """整改落实."""

    name = "rectification"
    verbose_name = "整改落实"
