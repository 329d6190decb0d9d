"""Where the paragraphs of a reading stand in the file, for whoever writes into a copy of it (WORDCHECK §6)."""

from __future__ import annotations

from dataclasses import dataclass

from .document import read_document
from .package import Package
from .xml import W


@dataclass(frozen=True, slots=True)
class Places:
    """``part`` is the path of the main part in lower case; ``of`` says by paragraph index which w:p of it that is.

    All w:p elements count, from 0 in document order, read or not; ``count`` is how many there are.
    """

    part: str
    of: tuple[int, ...]
    count: int


def paragraph_places(data: bytes) -> Places:
    """Find the paragraphs of a file that has been read before; raises as the reading would."""
    package = Package(data)
    document = read_document(data, "")
    if not document.blocks:
        return Places(package.main, (), 0)
    root = document.blocks[0].element.getroottree().getroot()
    order = {element: place for place, element in enumerate(root.iter(W + "p"))}
    return Places(package.main, tuple(order[block.element] for block in document.blocks), len(order))
