"""The 目录: marked by Word, by page numbers, or by repeating the headings below it (WORDCHECK §3)."""

from __future__ import annotations

import re
from collections.abc import Sequence

from .lines import Line

_LONGEST = 200
_HEAD = re.compile(r"^目\s*录$")
_LEADER = re.compile(r"(?:[.．·…\s—-]{2,}|[…\t])\s*-?\s*\d{1,3}\s*-?$")
# Below the word 目录 a page number needs no leader before it.
_PAGE = re.compile(r"[.．·…\s—-]*[（(]?\d{1,3}[)）]?$")


def contents_places(lines: Sequence[Line]) -> set[int]:
    """The places of the table of contents, empty where there is none."""
    found = {
        place
        for place, line in enumerate(lines)
        if line.is_toc or (line.text[-1:] in "0123456789-" and not line.cell and _LEADER.search(line.text))
    }
    opened = next((place for place, line in enumerate(lines) if _HEAD.match(line.text)), None)
    if opened is not None:
        found.add(opened)
        texts = [_plain(line.text) for line in lines]
        for place in range(opened + 1, min(opened + _LONGEST, len(lines))):
            repeated = any(text.startswith(texts[place]) for text in texts[place + 1 :])
            if place not in found and not repeated:
                break
            found.add(place)
    return found


def _plain(text: str) -> str:
    return re.sub(r"\s", "", _PAGE.sub("", text))
