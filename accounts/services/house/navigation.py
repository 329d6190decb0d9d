"""Where a person can go: the apps' entries in the letterhead."""

from collections.abc import Callable

from accounts.models import Person
from accounts.rules.house.navigation import NavigationItem
from accounts.rules.house.offer import OfferList

entries: OfferList[Callable[[Person], list[NavigationItem]]] = OfferList()


def navigation_for(person: Person) -> list[NavigationItem]:
    """Return the entries that ``person`` has use for."""
    return [item for offer in entries for item in offer(person)]
