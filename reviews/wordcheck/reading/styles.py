"""styles.xml and numbering.xml, resolved only for what a report uses (WORDCHECK §2, §3)."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import NamedTuple, TypeAlias

from .looks import ParagraphLook, RunLook, read_paragraph_look, read_run_look
from .xml import Element, W

_VAL = W + "val"
_STYLE, _STYLE_ID, _IS_DEFAULT = (W + name for name in ("style", "styleId", "default"))
_ON = ("1", "true", "on")
_HEADING_NAME = re.compile(r"^(?:heading|标题) ?([1-9])$", re.IGNORECASE)
_TOC_NAME = re.compile(r"^(?:toc|目录) ?\d?$", re.IGNORECASE)
_TITLE_NAMES = frozenset(("title", "subtitle", "标题", "副标题"))


# The styles of the paragraph and of the table that a run stands in.
_Around: TypeAlias = tuple[str | None, str | None]


class Style(NamedTuple):
    """A paragraph, character or table style with everything it is based on."""

    run: RunLook = RunLook()
    paragraph: ParagraphLook = ParagraphLook()
    is_toc: bool = False
    is_title: bool = False


class Styles:
    """Looks up styles; a style that does not exist says nothing."""

    def __init__(self, root: Element | None, *, plain_runs: bool = False) -> None:
        self._plain_runs = plain_runs
        self._elements: dict[str, Element] = {}
        self._plain: dict[_Around, bool] = {}
        self._known: dict[str | None, Style] = {}
        self._looks: dict[tuple[RunLook, _Around], RunLook] = {}
        self._default = ""
        self._base = RunLook()
        if root is not None:
            self._index(root)

    def style(self, name: str | None) -> Style:
        """The style with this id; None is the default paragraph style."""
        if name not in self._known:
            self._known[name] = self._resolve(name or self._default)
        return self._known[name]

    def only_hint_matters(self, paragraph_style: str | None, table_style: str | None = None) -> bool:
        """Whether runs in paragraphs of that style are all shown, black and of a readable size."""
        around = (paragraph_style, table_style)
        if around not in self._plain:
            look = self.run_look(None, *around)
            self._plain[around] = self._plain_runs and not look.hidden and not look.invisible
        return self._plain[around]

    def run_look(
        self, properties: Element | None, paragraph_style: str | None, table_style: str | None = None
    ) -> RunLook:
        """How a run looks in a paragraph of that style, in a table of that one; everything resolved."""
        stated = read_run_look(properties)
        key = (stated, (paragraph_style, table_style))
        if key not in self._looks:
            self._looks[key] = self._effective(stated, paragraph_style, table_style)
        return self._looks[key]

    def _index(self, root: Element) -> None:
        for item in root.iterchildren(W + "docDefaults"):
            self._base = read_run_look(item.find(f"{W}rPrDefault/{W}rPr"))
        for item in root.iterchildren(_STYLE):
            name = item.get(_STYLE_ID, "")
            self._elements[name] = item
            if item.get(_IS_DEFAULT) in _ON and item.get(W + "type") == "paragraph":
                self._default = name

    def _effective(self, stated: RunLook, paragraph_style: str | None, table_style: str | None) -> RunLook:
        """The nearest that states a property decides it, but for the two toggles."""
        character, table = (self.style(name).run if name else RunLook() for name in (stated.style, table_style))
        levels = (character, self.style(paragraph_style).run, table)
        look = stated
        for level in (*levels, self._base):
            look = look.over(level)
        return look._replace(
            hidden=_toggled(stated.hidden, [level.hidden for level in levels], self._base.hidden),
            bold=_toggled(stated.bold, [level.bold for level in levels], self._base.bold),
        )

    def _resolve(self, name: str) -> Style:
        """The style over all that it is based on, each of them resolved once; a circle ends where it closes."""
        chain: dict[str, Element] = {}
        while name in self._elements and name not in self._known and name not in chain:
            chain[name] = self._elements[name]
            parent = chain[name].find(W + "basedOn")
            name = "" if parent is None else parent.get(_VAL, "")
        style = self._known[name] if name in self._elements and name in self._known else Style()
        for own, element in reversed(chain.items()):
            style = self._known[own] = _read_style(element, style)
        return style


def _toggled(stated: bool | None, styles: Iterable[bool | None], default: bool | None) -> bool:
    """w:vanish and w:b: what two styles both say is undone, a style never undoes the default (ECMA-376, 17.7.3)."""
    return bool(default or sum(map(bool, styles)) % 2) if stated is None else stated


def _read_style(element: Element, below: Style) -> Style:
    """What the style ``element`` says over what it is based on."""
    called = element.find(W + "name")
    name = "" if called is None else called.get(_VAL, "")
    paragraph = read_paragraph_look(element.find(W + "pPr"))
    heading = _HEADING_NAME.match(name)
    if heading and paragraph.outline is None:
        paragraph = paragraph._replace(outline=int(heading[1]) - 1)
    return Style(
        read_run_look(element.find(W + "rPr")).over(below.run),
        paragraph.over(below.paragraph),
        below.is_toc or bool(_TOC_NAME.match(name)),
        below.is_title or name.lower() in _TITLE_NAMES,
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
