"""The rules of the year that the rows themselves can show; importing a module registers them."""

from reviews.offers.invariants import result, similarity, year

__all__ = ["result", "similarity", "year"]
