"""Complex fields: their results are text, their codes are not (WORDCHECK §2)."""

from __future__ import annotations

from dataclasses import dataclass

from .xml import Element, W

FIELD_MARK = W + "fldChar"
FIELD_CODE = W + "instrText"
_TYPE = W + "fldCharType"


@dataclass(slots=True)
class _Open:
    in_result: bool = False
    is_toc: bool = False


class Fields:
    """Follows the field marks of one story; a field whose beginning is not in ``closed`` is no field and hides nothing."""

    def __init__(self, closed: frozenset[Element]) -> None:
        self._closed = closed
        self._open: list[_Open] = []
        self._codes = 0
        self._tocs = 0

    @property
    def shown(self) -> bool:
        """Whether text at this place is shown, that is, in no field's code."""
        return not self._codes

    @property
    def in_toc(self) -> bool:
        """Whether this place is inside a table of contents."""
        return self._tocs > 0

    def mark(self, element: Element) -> None:
        """Pass a w:fldChar."""
        kind = element.get(_TYPE)
        if kind == "begin" and element in self._closed:
            self._open.append(_Open())
            self._codes += 1
        elif kind == "separate" and self._open:
            self._codes -= not self._open[-1].in_result
            self._open[-1].in_result = True
        elif kind == "end" and self._open:
            field = self._open.pop()
            self._codes -= not field.in_result
            self._tocs -= field.is_toc

    def code(self, text: str) -> None:
        """Pass a piece of a field's code."""
        if self._open and not self._open[-1].is_toc and text.lstrip().upper().startswith("TOC "):
            self._open[-1].is_toc = True
            self._tocs += 1


def closed_beginnings(root: Element) -> frozenset[Element]:
    """The beginnings below ``root`` that some end closes."""
    waiting: list[Element] = []
    closed: list[Element] = []
    for mark in root.iter(FIELD_MARK):
        kind = mark.get(_TYPE)
        if kind == "begin":
            waiting.append(mark)
        elif kind == "end" and waiting:
            closed.append(waiting.pop())
    return frozenset(closed)
