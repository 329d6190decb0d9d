"""What must never be false, as far as the rows themselves can show it: one list to which every app contributes.

The database refuses illegal rows by its constraints; here stand the rules that span rows, tables and files.
"""

from collections.abc import Callable, Iterable

from django.db import models

from accounts.rules.house.invariant import Broken
from accounts.rules.house.offer import OfferList

Invariant = Callable[[], Iterable[models.Model]]
invariants: OfferList[Invariant] = OfferList()


def check_invariants() -> tuple[int, list[Broken]]:
    """Ask every rule for the rows that break it; return how many rules there are and what was found.

    A rule is a function whose docstring's first line states it.
    """
    rules = list(invariants)
    return len(rules), [Broken(_statement(rule), _name(row)) for rule in rules for row in rule()]


def _statement(rule: Invariant) -> str:
    return (rule.__doc__ or rule.__name__).strip().splitlines()[0]


def _name(row: models.Model) -> str:
    return f"{row._meta.label_lower} {row.pk}"
