"""A password that its owner's colleagues could write down: the 工号, mobile number or name, twice or with a few letters."""

from collections.abc import Iterable

LEAST_OWN = 4  # characters that must stand there besides


def is_own_name(password: str, names: Iterable[str]) -> bool:
    """Whether ``password`` holds one of ``names`` (as often as it likes) and hardly anything else (PROMISES §6)."""
    low = password.lower()
    found = (name.lower() for name in names if name)
    return any(name in low and len(low.replace(name, "")) < LEAST_OWN for name in found)
