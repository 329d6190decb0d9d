"""A list to which every app contributes (DESIGN §3)."""

from collections.abc import Callable, Iterator
from typing import Any, Generic, TypeVar

Offer = TypeVar("Offer", bound=Callable[..., Any])


class OfferList(Generic[Offer]):
    """Functions registered by the apps' ``offers`` modules when Django starts, in the order of the apps."""

    def __init__(self) -> None:
        self._offers: list[Offer] = []

    def register(self, offer: Offer) -> Offer:
        """Add ``offer``; usable as a decorator."""
        self._offers.append(offer)
        return offer

    def __iter__(self) -> Iterator[Offer]:
        return iter(self._offers)
