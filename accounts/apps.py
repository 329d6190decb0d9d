"""The app, and the moment at which every app's offers are read."""

from typing import Any

from django.apps import AppConfig
from django.conf import settings
from django.core import checks
from django.db.models.signals import post_migrate, pre_migrate
from django.utils.module_loading import autodiscover_modules


class AccountsConfig(AppConfig):
    """Reads the offers (DESIGN §3) once all apps are loaded."""

    name = "accounts"
    verbose_name = "党组织与人员"

    def ready(self) -> None:
        # Django's own signals: whoever migrates, the database holds its facts again afterwards.
        from accounts.services.people.facts import hold_after_migrate, lift_before_migrate  # noqa: PLC0415 - models first

        autodiscover_modules("offers.matters", "offers.navigation", "offers.panels", "offers.jobs", "offers.demo")
        autodiscover_modules(
            "offers.outstanding", "offers.candidates", "offers.invariants", "offers.ties", "offers.corrections"
        )
        autodiscover_modules("offers.support", "offers.trail")
        pre_migrate.connect(lift_before_migrate, sender=self)
        post_migrate.connect(hold_after_migrate, sender=self)
        checks.register(emergency_is_over, checks.Tags.security, deploy=True)


def emergency_is_over(**kwargs: Any) -> list[checks.CheckMessage]:
    """Warn as long as 应急后台 is open: an emergency ends."""
    if not settings.EMERGENCY_ADMIN:
        return []
    return [
        checks.Warning(
            "The emergency admin is open at /emergency/.",
            hint="Once the emergency is over take EMERGENCY_ADMIN out of the environment and restart.",
            id="accounts.W001",
        )
    ]
