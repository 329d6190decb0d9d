"""Secrecy marks in all the text of a file, shown or not, and in its name (WORDCHECK §1)."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import NamedTuple

from reviews.wordcheck.characters import ZERO_WIDTH

from .xml import Element, V, W, all_text

_STARS = "★☆*＊✩✪✫✭✮✯⭐"
_MARK = re.compile(rf"[绝机秘]\s*密\s*[{_STARS}]")
_MAYBE = re.compile(r"[绝机秘]\s*密")
_INTERNAL = re.compile(r"内部资料|内部使用|不得外传|工作秘密")
# ★ and ☆ as people insert them from the symbol fonts.
_SYMBOL_STARS = frozenset(("F0AB", "F0B6", "F0B5", "2605", "2606"))
_TEXTS = (W + "t", W + "delText", W + "instrText")


class Marks(NamedTuple):
    """``secret``: 绝密, 机密 or 秘密 before a star; ``internal``: the first mark that only warns, or ""."""

    secret: bool
    internal: str = ""


def read_marks(name: str, roots: Iterable[Element]) -> Marks:
    """Look in the file name and in all the text below ``roots``, shown or not."""
    internal = _INTERNAL.search(name)
    for root in roots:
        text = all_text(root)
        if _is_marked(root, text):
            return Marks(secret=True)
        internal = internal or _INTERNAL.search(text)
    return Marks(secret=bool(_MARK.search(name)), internal=internal[0] if internal else "")


def _is_marked(root: Element, text: str) -> bool:
    drawn = " ".join(path.get("string", "") for path in root.iter(V + "textpath"))
    if _MARK.search(drawn):
        return True
    return bool(_MAYBE.search(ZERO_WIDTH.sub("", text))) and any(
        _MARK.search(_paragraph_text(paragraph)) for paragraph in root.iter(W + "p")
    )


def _paragraph_text(paragraph: Element) -> str:
    pieces = []
    for item in paragraph.iter(*_TEXTS, W + "sym"):
        if item.tag == W + "sym":
            pieces.append("★" if item.get(W + "char", "").upper() in _SYMBOL_STARS else "")
        else:
            pieces.append(item.text or "")
    return ZERO_WIDTH.sub("", "".join(pieces))
