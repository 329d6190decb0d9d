"""The demo school: each app builds its part, and names whom one can enter as."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from accounts.rules.house.offer import OfferList

builders: OfferList[Callable[[date], None]] = OfferList()
logins: OfferList[Callable[[], list["DemoPerson"]]] = OfferList()


@dataclass(frozen=True, slots=True)
class DemoPerson:
    """Somebody to enter the demo as: ``title`` is the role, ``hint`` what they do there."""

    staff_number: str
    name: str
    title: str
    hint: str


def build_demo(today: date) -> None:
    """Let every app build its part of the demo, with dates relative to ``today``."""
    for build in builders:
        build(today)


def demo_people() -> list[DemoPerson]:
    """Return those whom the login page offers."""
    return [person for offer in logins for person in offer()]
