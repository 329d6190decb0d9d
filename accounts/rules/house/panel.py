"""A panel that an app adds to the home page."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any


class Place(StrEnum):
    """Where on the home page a panel stands."""

    MAIN = "main"
    ASIDE = "aside"


@dataclass(frozen=True, slots=True)
class Panel:
    """A template and what it shows."""

    template: str
    context: Mapping[str, Any]
    place: Place
