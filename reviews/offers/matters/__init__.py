"""What the year asks of people, noun by noun; importing a module registers its offers."""

from reviews.offers.matters import cycle, evaluation, meeting, plan, result, statement, visit

__all__ = ["cycle", "evaluation", "meeting", "plan", "result", "statement", "visit"]
