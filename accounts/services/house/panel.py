"""What the apps add to the home page beside the matters."""

from collections.abc import Callable
from datetime import date

from accounts.models import Person
from accounts.rules.house.offer import OfferList
from accounts.rules.house.panel import Panel, Place

panels: OfferList[Callable[[Person, date], list[Panel]]] = OfferList()


def panels_for(person: Person, today: date) -> dict[Place, list[Panel]]:
    """Return the panels of ``person``'s home page by place."""
    found = [panel for offer in panels for panel in offer(person, today)]
    return {place: [panel for panel in found if panel.place == place] for place in Place}
