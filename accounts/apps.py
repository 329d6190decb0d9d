"""The app, and the moment at which every app's offers are read."""

from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules


class AccountsConfig(AppConfig):
    """Reads the offers (DESIGN §3) once all apps are loaded."""

    name = "accounts"
    verbose_name = "党组织与人员"

    def ready(self) -> None:
        autodiscover_modules("offers.matters", "offers.navigation", "offers.panels", "offers.jobs", "offers.demo")
        autodiscover_modules(
            "offers.outstanding", "offers.candidates", "offers.invariants", "offers.ties", "offers.corrections"
        )
        autodiscover_modules("offers.support", "offers.trail")
