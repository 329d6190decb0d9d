"""How much is tried: the gate takes a sample, ``make prove`` the full counts."""

import os
from collections.abc import Sequence
from typing import TypeVar

from hypothesis import HealthCheck, settings

PROVING = bool(os.environ.get("PROVE"))
Item = TypeVar("Item")


def law(examples: int) -> settings:
    """A law is tried on a tenth of the examples in the gate, which sees another tenth every time."""
    tried = examples if PROVING else examples // 10
    # However busy the machine: what a check may cost is measured elsewhere, in seconds of CPU.
    return settings(max_examples=tried, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def sample(items: Sequence[Item]) -> Sequence[Item]:
    """Every fourth of many alike."""
    return items if PROVING else items[::4]
