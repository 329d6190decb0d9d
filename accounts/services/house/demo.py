"""The demo school: each app builds its part, and names whom one can enter as."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from accounts.rules.house.offer import OfferList

AUTUMN = 9  # the month from which a year's assessment is prepared; until then, last year's is still on people's minds

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


def demo_year(today: date) -> int:
    """Return the year that the demo school assesses on ``today``: from one autumn to the next."""
    return today.year if today.month >= AUTUMN else today.year - 1


def demo_people() -> list[DemoPerson]:
    """Return those whom the login page offers."""
    return [person for offer in logins for person in offer()]
