"""What long work takes and leaves."""

from collections.abc import Callable
from dataclasses import dataclass

Progress = Callable[[int, int], None]  # done, total


@dataclass(frozen=True, slots=True)
class Produced:
    """What a finished job hands over: a file and the name to save it under."""

    data: bytes
    filename: str
