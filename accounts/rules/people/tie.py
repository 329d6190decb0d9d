"""Tie: what still hangs on an organization that is to be dissolved."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Tie:
    """One open thing, and where it is dealt with; ``blocks``: it must be finished first."""

    text: str
    url: str = ""
    blocks: bool = False
