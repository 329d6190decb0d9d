"""The body of a document as paragraphs with their 字数: what Word counts and what it leaves out (WORDCHECK §2)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from reviews.wordcheck.bounds import MAX_PARAGRAPHS
from reviews.wordcheck.characters import ONE_WORD, count_words, east_asian, has_ambiguous
from reviews.wordcheck.refusals import too_large

from .boxes import CHOICES, shown_choice, text_boxes
from .fields import FIELD_CODE, FIELD_MARK, Fields, closed_beginnings
from .looks import ParagraphLook, RunLook, read_paragraph_look
from .styles import Styles
from .xml import MC, Element, M, W

_P, _R, _T, _TBL, _TR, _TC = (W + name for name in ("p", "r", "t", "tbl", "tr", "tc"))
_RUN_PROPERTIES = W + "rPr"
_PARAGRAPH_PROPERTIES = W + "pPr"
_TABLE_STYLE = f"{W}tblPr/{W}tblStyle"
_DELETED_ROW, _DELETED_CELL = f"{W}trPr/{W}del", f"{W}tcPr/{W}cellDel"
_VAL = W + "val"
SYMBOL_TEXT = "□"
_LEFT_OUT = frozenset(
    [W + name for name in ("del", "moveFrom", "pPr", "rPr", "sdtPr", "sdtEndPr", "tblPr", "tblGrid", "trPr", "tcPr")]
    + [W + name for name in ("delText", "delInstrText", "rt", "rubyPr", "softHyphen", "sectPr", "pgNum")]
    + [W + name for name in ("smartTagPr", "customXmlPr", "footnoteRef", "endnoteRef", "annotationRef", "fldData")]
    + [MC + "Fallback", M + "oMathParaPr", M + "ctrlPr"]
)
_FLAT_TEXT = {W + name: text for name, text in (("tab", "\t"), ("ptab", "\t"), ("br", "\n"), ("cr", "\n"))}
_FLAT_TEXT[W + "noBreakHyphen"] = "\u2011"
_FLOATING = frozenset(W + name for name in ("drawing", "pict", "object"))
# Without any of these below it, a paragraph shows its w:t one after the other and nothing else.
_SPECIAL = (
    *(W + name for name in ("del", "moveFrom", "rt", "sym", "fldChar", "instrText", "sdtPr", "txbxContent")),
    *(_FLAT_TEXT.keys() | _FLOATING | {CHOICES, MC + "Fallback", M + "t"}),
)


@dataclass(frozen=True, slots=True)
class Cell:
    """Where in a table a paragraph stands, counted from 0 over the whole document."""

    table: int
    row: int
    column: int


@dataclass(slots=True)
class Block:
    """One non-empty paragraph as read: text as shown, 字数, and what tells its role."""

    text: str
    words: int
    element: Element
    look: ParagraphLook
    cell: Cell | None
    in_toc: bool
    invisible: bool


@dataclass(slots=True)
class Story:
    """What one body, note or text box holds; ``boxes`` are text boxes met on the way, still to be read."""

    blocks: list[Block] = field(default_factory=list)
    boxes: list[Element] = field(default_factory=list)

    def add(self, block: Block) -> None:
        """Append a paragraph, at most MAX_PARAGRAPHS of them."""
        self.blocks.append(block)
        if len(self.blocks) > MAX_PARAGRAPHS:
            raise too_large("paragraphs")

    @property
    def words(self) -> int:
        return sum(block.words for block in self.blocks)


class StoryReader:
    """Walks the stories below one root (body, notes, boxes) one by one; what concerns all is looked for once."""

    def __init__(self, root: Element, styles: Styles) -> None:
        self._styles = styles
        self._closed = closed_beginnings(root)
        self._fields = Fields(self._closed)
        self._special = {next(item.iterancestors(_P), root) for item in root.iter(*_SPECIAL)}
        self._story = Story()
        self._tables = 0
        self._cell: Cell | None = None
        self._style: str | None = None
        self._table_style: str | None = None
        self._plain = False
        self._shown: list[str] = []
        self._counted: list[str] = []
        self._invisible = False
        self._blocks: dict[str, Callable[[Element], None]] = {
            _P: self._paragraph,
            _TBL: self._table,
            _TR: self._row,
            _TC: self._column,
            CHOICES: lambda element: self._choose(element, self._container),
        }
        self._inlines: dict[str, Callable[[Element], None]] = {
            _R: self._run,
            M + "r": self._run,
            CHOICES: lambda element: self._choose(element, self._inline),
        }
        self._pieces = self._piece_readers()

    def _piece_readers(self) -> dict[str, Callable[[Element, RunLook], None]]:
        """How each thing inside a run is read."""
        return {
            _T: self._text,
            M + "t": self._text,
            W + "sym": lambda _, look: self._add(SYMBOL_TEXT, ONE_WORD, look),
            FIELD_MARK: lambda element, _: self._fields.mark(element),
            FIELD_CODE: lambda element, _: self._fields.code(element.text or ""),
            W + "ruby": lambda element, _: self._inline(element),
            CHOICES: lambda element, look: self._choose(element, lambda choice: self._content(choice, look)),
        }

    def read(self, root: Element) -> Story:
        """Everything below ``root``, the root of one story."""
        self._story, self._fields = Story(), Fields(self._closed)
        self._cell = self._table_style = None
        self._container(root)
        return self._story

    def _container(self, element: Element) -> None:
        for child in element:
            tag = child.tag
            handler = self._blocks.get(tag)
            if handler:
                handler(child)
            elif tag not in _LEFT_OUT:
                self._container(child)

    def _table(self, table: Element) -> None:
        outer = self._cell, self._table_style
        self._cell = Cell(self._tables, -1, -1)
        self._tables += 1
        style = table.find(_TABLE_STYLE)
        self._table_style = None if style is None else style.get(_VAL)
        self._container(table)
        self._cell, self._table_style = outer

    def _row(self, row: Element) -> None:
        if self._cell and row.find(_DELETED_ROW) is None:
            self._cell = Cell(self._cell.table, self._cell.row + 1, -1)
            self._container(row)

    def _column(self, cell: Element) -> None:
        if self._cell and cell.find(_DELETED_CELL) is None:
            self._cell = Cell(self._cell.table, self._cell.row, self._cell.column + 1)
            self._container(cell)

    def _paragraph(self, paragraph: Element) -> None:
        look = read_paragraph_look(next(paragraph.iterchildren(_PARAGRAPH_PROPERTIES), None))
        self._style = look.style
        self._shown, self._counted, self._invisible = [], [], False
        self._plain = self._styles.only_hint_matters(self._style, self._table_style)
        in_toc = self._fields.in_toc
        self._all_runs(paragraph)
        counted = "".join(self._counted)
        if not counted.strip():
            return
        self._story.add(
            Block(
                "".join(self._shown),
                count_words(counted),
                paragraph,
                look,
                self._cell,
                in_toc or self._fields.in_toc,
                self._invisible,
            )
        )

    def _all_runs(self, paragraph: Element) -> None:
        """Without a walk from run to run where nothing but the text can matter, as in most paragraphs."""
        if paragraph in self._special or not self._plain or not self._fields.shown:
            self._inline(paragraph)
            return
        texts = list(paragraph.iter(_T))
        shown = "".join([item.text or "" for item in texts])
        self._shown = [shown]
        self._counted = list(map(self._hinted, texts)) if has_ambiguous(shown) else self._shown

    def _hinted(self, element: Element) -> str:
        """A text of a plain paragraph for counting, by the hint of the run that holds it where that matters."""
        text, run = element.text or "", element.getparent()
        hinted = run is not None and has_ambiguous(text) and self._run_look(run).hint
        return east_asian(text) if hinted else text

    def _inline(self, element: Element) -> None:
        for child in element:
            tag = child.tag
            handler = self._inlines.get(tag)
            if handler:
                handler(child)
            elif tag not in _LEFT_OUT:
                self._inline(child)

    def _run(self, run: Element) -> None:
        self._content(run, self._run_look(run))

    def _run_look(self, run: Element) -> RunLook:
        properties = next(run.iterchildren(_RUN_PROPERTIES), None)
        return self._styles.run_look(properties, self._style, self._table_style)

    def _content(self, run: Element, look: RunLook) -> None:
        for node in run:
            tag = node.tag
            handler = self._pieces.get(tag)
            if handler:
                handler(node, look)
            elif tag in _FLAT_TEXT:
                self._add(_FLAT_TEXT[tag], _FLAT_TEXT[tag], look)
            elif tag in _FLOATING:
                self._story.boxes.extend(text_boxes(node))

    def _text(self, element: Element, look: RunLook) -> None:
        text = element.text
        if text:
            self._add(text, east_asian(text) if look.hint else text, look)

    def _add(self, shown: str, counted: str, look: RunLook) -> None:
        if look.hidden or not self._fields.shown:
            return
        self._shown.append(shown)
        self._counted.append(counted)
        if look.invisible and shown.strip():
            self._invisible = True

    def _choose(self, element: Element, read: Callable[[Element], None]) -> None:
        chosen = shown_choice(element)
        if chosen is not None:
            read(chosen)
