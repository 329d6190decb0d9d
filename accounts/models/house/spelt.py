"""What a text consists of, as a condition that both databases can check: neither knows the other's regular expressions."""

from __future__ import annotations

from django.db.models import CharField, F, Func, Value
from django.db.models.lookups import Exact

DIGITS = "0123456789"
HEXADECIMAL = DIGITS + "abcdef"


def consists_of(field: str, characters: str) -> Exact:
    """Return the condition that nothing but ``characters`` stands in ``field``: taken away from its left, nothing is left."""
    rest = Func(F(field), Value(characters), function="LTRIM", output_field=CharField())
    return Exact(rest, Value(""))
