"""What run and paragraph properties state, for the few that a word check needs (WORDCHECK §2)."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from .xml import Element, W

BODY_LEVEL = 9
_VAL = W + "val"
_OFF = frozenset(("0", "false", "off"))
_NO_FILL = frozenset(("AUTO", "FFFFFF"))
_TINY_HALF_POINTS = 10
_LONGEST_NUMBER = 6


class RunLook(NamedTuple):
    """Run properties; None where nothing is stated and the style below decides."""

    hidden: bool | None = None
    hint: bool | None = None
    bold: bool | None = None
    white: bool | None = None
    shaded: bool | None = None
    half_points: int | None = None
    style: str | None = None

    @property
    def invisible(self) -> bool:
        """White on nothing, or smaller than five points: meant not to be seen."""
        tiny = self.half_points is not None and 0 < self.half_points < _TINY_HALF_POINTS
        return tiny or bool(self.white and not self.shaded)

    def over(self, below: RunLook) -> RunLook:
        """These properties where they are stated, else those ``below``."""
        return RunLook._make(under if own is None else own for own, under in zip(self, below, strict=True))


class ParagraphLook(NamedTuple):
    """Paragraph properties: style, outline level 0–8, numId and level, alignment; None where nothing is stated."""

    outline: int | None = None
    number: str | None = None
    level: int | None = None
    align: str | None = None
    style: str | None = None

    def over(self, below: ParagraphLook) -> ParagraphLook:
        """These properties where they are stated, else those ``below``."""
        if below == _NOTHING_STATED:
            return self
        return ParagraphLook._make(under if own is None else own for own, under in zip(self, below, strict=True))


_NOTHING_STATED = ParagraphLook()


def number_of(value: str | None) -> int | None:
    """A small non-negative number, or None for anything else that may stand in an attribute."""
    usable = value and len(value) <= _LONGEST_NUMBER and value.isascii() and value.isdigit()
    return int(value or "") if usable else None


def _is_on(item: Element) -> bool:
    return (item.get(_VAL) or "1").lower() not in _OFF


def _has_hint(item: Element) -> bool | None:
    hint = item.get(W + "hint")
    return hint == "eastAsia" if hint else None


_RUN_READERS: dict[str, tuple[str, Callable[[Element], object]]] = {
    W + "rFonts": ("hint", _has_hint),
    W + "vanish": ("hidden", _is_on),
    W + "b": ("bold", _is_on),
    W + "color": ("white", lambda item: (item.get(_VAL) or "").upper() == "FFFFFF"),
    W + "shd": ("shaded", lambda item: (item.get(W + "fill") or "auto").upper() not in _NO_FILL),
    W + "highlight": ("shaded", lambda item: item.get(_VAL) != "none"),
    W + "sz": ("half_points", lambda item: number_of(item.get(_VAL))),
    W + "rStyle": ("style", lambda item: item.get(_VAL)),
}


def read_run_look(properties: Element | None) -> RunLook:
    """The look that a w:rPr element states by itself."""
    stated = {}
    for item in () if properties is None else properties:
        reader = _RUN_READERS.get(item.tag)
        if reader:
            stated[reader[0]] = reader[1](item)
    return RunLook(**stated)  # type: ignore[arg-type]


_STYLE = W + "pStyle"
_LEVEL = W + "outlineLvl"
_ALIGN = W + "jc"
_NUMBERING = W + "numPr"


def read_paragraph_look(properties: Element | None) -> ParagraphLook:
    """The look that a w:pPr element states by itself."""
    outline = number = level = align = style = None
    for item in () if properties is None else properties:
        tag = item.tag
        if tag == _STYLE:
            style = item.get(_VAL)
        elif tag == _LEVEL:
            outline = number_of(item.get(_VAL))
        elif tag == _ALIGN:
            align = item.get(_VAL)
        elif tag == _NUMBERING:
            number = _value(item, "numId")
            level = number_of(_value(item, "ilvl"))
    return ParagraphLook(outline, number, level, align, style)


def _value(parent: Element, name: str) -> str | None:
    found = parent.find(W + name)
    return None if found is None else found.get(_VAL)
