"""The app; its offers are read by accounts, but for those that are the year's own."""

from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules


class ReviewsConfig(AppConfig):
    """述职评议考核. What must not be missing before a stage, and what happens at it, is offered by any app."""

    name = "reviews"
    verbose_name = "述职评议考核"

    def ready(self) -> None:
        autodiscover_modules("offers.preflights", "offers.entries")
