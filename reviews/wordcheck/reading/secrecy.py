"""Secrecy marks in all the text of a file, shown or not, and in its name (WORDCHECK §1).

What a mark is, is a rule of the whole house, as the sentence is in which such a file is refused: the one thing that
this library takes from outside, itself plain text and patterns.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from accounts.rules.house.secrecy import INVISIBLE, MARK, RARE, is_marked, is_marked_xml

from .xml import Element, V, W, all_text

_MAYBE = re.compile(r"[绝机秘]\s*密")
_INTERNAL = ("内部资料", "内部使用", "不得外传", "工作秘密")
# ★ and ☆ as people insert them from the symbol fonts.
_SYMBOL_STARS = frozenset(("F0AB", "F0B6", "F0B5", "2605", "2606"))
_TEXTS = (W + "t", W + "delText", W + "instrText")


class Marks(NamedTuple):
    """``secret``: 绝密, 机密 or 秘密 before a star; ``internal``: the first mark that only warns, or ""."""

    secret: bool
    internal: str = ""


def read_marks(name: str, roots: Iterable[Element], others: Iterable[bytes] = ()) -> Marks:
    """Look in the file name, in all the text below ``roots``, shown or not, and in the XML of ``others``."""
    if any(map(is_marked_xml, others)):
        return Marks(secret=True)
    internal = _internal(name)
    for root in roots:
        text = all_text(root)
        if _is_marked(root, text):
            return Marks(secret=True)
        internal = internal or _internal(text)
    return Marks(secret=is_marked(name), internal=internal)


def _internal(text: str) -> str:
    return next((mark for mark in _INTERNAL if mark in text), "")


def _is_marked(root: Element, text: str) -> bool:
    drawn = " ".join(path.get("string", "") for path in root.iter(V + "textpath"))
    if MARK.search(drawn):
        return True
    return bool(RARE in text and _MAYBE.search(INVISIBLE.sub("", text))) and any(
        MARK.search(text) for text in _paragraph_texts(root)
    )


def _paragraph_texts(root: Element) -> Iterator[str]:
    """The text of each paragraph without that of paragraphs inside it."""
    pieces: dict[Element, list[str]] = {}
    for item in root.iter(*_TEXTS, W + "sym"):
        star = "★" if item.get(W + "char", "").upper() in _SYMBOL_STARS else ""
        pieces.setdefault(next(item.iterancestors(W + "p"), root), []).append(item.text or star)
    return (INVISIBLE.sub("", "".join(found)) for found in pieces.values())
