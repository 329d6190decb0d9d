"""字数 of plain text, as Word's dialog shows it (WORDCHECK §2, first paragraph and ambiguous characters)."""

from __future__ import annotations

import re

# Ideographs, kana, hangul, full-width forms, CJK punctuation, circled and Roman numerals: one 字 each.
# U+3000 is a space and U+303F half-width; half-width kana and hangul count like the others.
_WIDE = (
    "\u1100-\u11ff\u2160-\u2188\u2460-\u24ff\u2776-\u2793\u2e80-\u2fff\u3001-\u303e\u3040-\ua4cf\ua960-\ua97f"
    "\uac00-\ud7ff\uf900-\ufaff\ufe10-\ufe1f\ufe30-\ufe6f\uff01-\uffdc\uffe0-\uffe6"
    "\U00016fe0-\U00018cff\U0001aff0-\U0001b16f\U0001f200-\U0001f2ff\U00020000-\U0003fffd"
)
_WIDE_RUN = re.compile(f"[{_WIDE}]+")

# What Word sets in the East Asian font where w:hint="eastAsia" (ECMA-376 part 1, 17.3.2.26).
_AMBIGUOUS = (
    "\u00a1\u00a4\u00a7\u00a8\u00aa\u00af-\u00b4\u00b6-\u00ba\u00bc-\u00bf\u00d7\u00f7\u0370-\u03ff\u0400-\u04ff"
    "\u2010\u2012-\u2027\u2030-\u205e\u2070-\u215f\u2189-\u245f\u2500-\u2775\u2794-\u2bff\ue000-\uf8ff"
)
_AMBIGUOUS_ONE = re.compile(f"[{_AMBIGUOUS}]")

# Counted as nothing and reported: nobody types them, and they break searches.
ZERO_WIDTH = re.compile("[\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff]")
# Counted as nothing and honest: optional hyphens and variant selectors of an ideograph.
_SILENT = re.compile(
    "[\u00ad\u180b-\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufe00-\ufe0f\ufeff\U000e0100-\U000e01ef]"
)

ONE_WORD = "\u3007"


def count_words(text: str) -> int:
    """字数 of ``text`` whose ambiguous characters belong to Western runs unless ``east_asian`` replaced them."""
    rest, runs = _WIDE_RUN.subn(" ", text)
    return len(text) - len(rest) + runs + len(_SILENT.sub("", rest).split())


def has_ambiguous(text: str) -> bool:
    """Whether the run's hint matters for counting ``text``."""
    return bool(_AMBIGUOUS_ONE.search(text))


def east_asian(text: str) -> str:
    """``text`` of a run with w:hint="eastAsia", for counting: each ambiguous character is one 字."""
    return _AMBIGUOUS_ONE.sub(ONE_WORD, text)
