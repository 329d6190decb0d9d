"""styles.xml and numbering.xml, resolved only for what a report uses (WORDCHECK §2, §3)."""

from __future__ import annotations

import re
from typing import NamedTuple

from .looks import ParagraphLook, RunLook, read_paragraph_look, read_run_look
from .xml import Element, W

_VAL = W + "val"
_HEADING_NAME = re.compile(r"^(?:heading|标题) ?([1-9])$", re.IGNORECASE)
_TOC_NAME = re.compile(r"^(?:toc|目录) ?\d?$", re.IGNORECASE)
# Word itself follows w:basedOn no further than eleven styles.
_LONGEST_CHAIN = 20
_TITLE_NAMES = frozenset(("title", "subtitle", "标题", "副标题"))


class Style(NamedTuple):
    """A paragraph or character style with everything it is based on."""

    run: RunLook = RunLook()
    paragraph: ParagraphLook = ParagraphLook()
    is_toc: bool = False
    is_title: bool = False


class Styles:
    """Looks up styles; a style that does not exist says nothing."""

    def __init__(self, root: Element | None, *, plain_runs: bool = False) -> None:
        self._plain_runs = plain_runs
        self._elements: dict[str, Element] = {}
        self._plain: dict[str | None, bool] = {}
        self._known: dict[str | None, Style] = {}
        self._looks: dict[tuple[RunLook, str | None], RunLook] = {}
        self._default = ""
        self._base = RunLook()
        if root is not None:
            self._index(root)

    def style(self, name: str | None) -> Style:
        """The style with this id; None is the default paragraph style."""
        if name not in self._known:
            self._known[name] = self._resolve(name or self._default)
        return self._known[name]

    def only_hint_matters(self, paragraph_style: str | None) -> bool:
        """Whether runs in paragraphs of that style are all shown, black and of a readable size."""
        if paragraph_style not in self._plain:
            look = self.run_look(None, paragraph_style)
            self._plain[paragraph_style] = self._plain_runs and not look.hidden and not look.invisible
        return self._plain[paragraph_style]

    def run_look(self, properties: Element | None, paragraph_style: str | None) -> RunLook:
        """How a run in a paragraph of that style looks, everything resolved."""
        stated = read_run_look(properties)
        key = (stated, paragraph_style)
        if key not in self._looks:
            self._looks[key] = self._effective(stated, self.style(paragraph_style).run)
        return self._looks[key]

    def _index(self, root: Element) -> None:
        for item in root:
            if item.tag == W + "style":
                name = item.get(W + "styleId", "")
                self._elements[name] = item
                if item.get(W + "type") == "paragraph" and item.get(W + "default") in ("1", "true", "on"):
                    self._default = name
            elif item.tag == W + "docDefaults":
                self._base = read_run_look(item.find(f"{W}rPrDefault/{W}rPr"))

    def _effective(self, stated: RunLook, paragraph: RunLook) -> RunLook:
        character = self.style(stated.style).run if stated.style else RunLook()
        look = stated.over(character).over(paragraph).over(self._base)
        if stated.hidden is None and character.hidden and paragraph.hidden:
            # w:vanish is a toggle: hidden by both styles means shown (ECMA-376 part 1, 17.7.3).
            look = look._replace(hidden=False)
        return look

    def _resolve(self, name: str) -> Style:
        style, seen = Style(), set[str]()
        while name in self._elements and name not in seen and len(seen) < _LONGEST_CHAIN:
            seen.add(name)
            element = self._elements[name]
            style = _merge(style, element)
            parent = element.find(W + "basedOn")
            name = "" if parent is None else parent.get(_VAL, "")
        return style


def _merge(style: Style, element: Element) -> Style:
    """``style`` with what the style ``element`` that it is based on adds."""
    called = element.find(W + "name")
    name = "" if called is None else called.get(_VAL, "")
    paragraph = read_paragraph_look(element.find(W + "pPr"))
    heading = _HEADING_NAME.match(name)
    if heading and paragraph.outline is None:
        paragraph = paragraph._replace(outline=int(heading[1]) - 1)
    return Style(
        style.run.over(read_run_look(element.find(W + "rPr"))),
        style.paragraph.over(paragraph),
        style.is_toc or bool(_TOC_NAME.match(name)),
        style.is_title or name.lower() in _TITLE_NAMES,
    )


class Numbering:
    """Word's automatic numbers: the format (``chineseCounting``) and the text (``%1、``) of a list level."""

    def __init__(self, root: Element | None) -> None:
        self._abstract: dict[str, Element] = {}
        self._lists: dict[str, str] = {}
        self._levels: dict[str, dict[str | None, tuple[str, str]]] = {}
        for item in () if root is None else root:
            if item.tag == W + "abstractNum":
                self._abstract[item.get(W + "abstractNumId", "")] = item
            elif item.tag == W + "num":
                target = item.find(W + "abstractNumId")
                self._lists[item.get(W + "numId", "")] = "" if target is None else target.get(_VAL, "")

    def level(self, number: str, level: int) -> tuple[str, str]:
        """Format and text of a level of list ``number``; both "" where there is none."""
        abstract = self._lists.get(number, "")
        if abstract not in self._levels:
            items = self._abstract[abstract].findall(W + "lvl") if abstract in self._abstract else []
            forms = {item.get(W + "ilvl"): (_value(item, "numFmt"), _value(item, "lvlText")) for item in items}
            self._levels[abstract] = forms
        return self._levels[abstract].get(str(level), ("", ""))


def _value(parent: Element, name: str) -> str:
    found = parent.find(W + name)
    return "" if found is None else found.get(_VAL, "")
