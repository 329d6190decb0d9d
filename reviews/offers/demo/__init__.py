"""The demo school's year, from its rounds to its results; importing ``year`` registers the builder."""

from reviews.offers.demo import year

__all__ = ["year"]
