"""What the year asks of people, noun by noun; importing a module registers its offers."""

from reviews.offers.matters import evaluation, meeting, result, statement, visit

__all__ = ["evaluation", "meeting", "result", "statement", "visit"]
