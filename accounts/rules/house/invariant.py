"""Broken: a row that shows that a rule of the house does not hold."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Broken:
    """``rule`` says what should be true, ``row`` names the row where it is not, as ``app.model pk``."""

    rule: str
    row: str
