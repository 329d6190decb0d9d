"""The draw of the speakers' order. Whoever has Python can repeat it.

    >>> from random import Random
    >>> names = ["甲", "乙", "丙"]      # in the organizations' 规定序
    >>> Random("20260417").shuffle(names)   # the seed that the page shows

The seed is a text; Python seeds from it by SHA-512 (version 2) and shuffles after Fisher and Yates.
"""

from collections.abc import Sequence
from random import Random
from typing import TypeVar

T = TypeVar("T")


def draw(seed: str, in_order: Sequence[T]) -> list[T]:
    """Return ``in_order`` (speakers in 规定序) in the order that ``seed`` draws."""
    drawn = list(in_order)
    Random(seed).shuffle(drawn)  # noqa: S311 - a draw to be repeated by anybody, not a secret
    return drawn
