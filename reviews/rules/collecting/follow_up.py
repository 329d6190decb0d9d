"""上年事项: what a report of last year promised, item by item, and how a matter is named from year to year."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from hashlib import sha256

from reviews.wordcheck.values import Paragraph, Part

MOST = 15  # items; nobody answers more one by one
SHORTEST, LONGEST = 10, 100  # characters: less is a heading, more is cut when shown
# 一是…；二是… within one paragraph are several promises.
_TURN = re.compile(r"(?=[一二三四五六七八九十]是)")
_NUMBER = re.compile(r"^(?:[（(]?[一二三四五六七八九十]{1,3}(?:[）)、.．]|是)|[（(]?\d{1,2}[）)、.．](?!\d)|[①-⑳])\s*")


@dataclass(frozen=True, slots=True)
class Promise:
    """Something that the report may answer: ``key`` names it for good, ``text`` says it, ``source`` whence it comes."""

    key: str
    text: str
    source: str
    url: str = ""

    @property
    def short(self) -> str:
        """The text, cut where it is long."""
        return self.text if len(self.text) <= LONGEST else self.text[:LONGEST] + "…"


def planned(paragraphs: Iterable[Paragraph], source: str) -> list[Promise]:
    """Return what the plan part (下步打算) of a report promised, without its headings."""
    plan = [one.text for one in paragraphs if one.part is Part.PLAN and not one.heading]
    texts = [_NUMBER.sub("", piece).strip() for text in plan for piece in _TURN.split(text)]
    said = dict.fromkeys(text for text in texts if len(text) >= SHORTEST)
    return [Promise(plan_key(text), text, source) for text in said][:MOST]


def plan_key(text: str) -> str:
    """Name a promise by its words."""
    return f"plan-{sha256(text.encode()).hexdigest()[:20]}"
