"""A docx file read into what is counted: the body's paragraphs, and the 字 beside it (WORDCHECK §1, §2)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from reviews.wordcheck.refusals import refused

from .body import Block, Story, StoryReader
from .package import Package
from .secrecy import Marks, read_marks
from .styles import Numbering, Styles
from .xml import Element, W

_NOTES = ("footnotes", "endnotes")
_MARGINS = ("header", "footer", "comments")
_EMBEDDING = (W + "altChunk", W + "subDoc")
# In whatever namespace: what makes no sense is read the long way.
_UNUSUAL = ("{*}vanish", "{*}rStyle")
_WHITE = (b"FFFFFF", b"ffffff")
_TINY = re.compile(rb'<w:sz w:val="\d"')
_NO_NOTE = frozenset(("separator", "continuationSeparator", "continuationNotice"))


@dataclass(frozen=True, slots=True)
class Document:
    """The non-empty paragraphs of the body; ``beside`` is the 字数 of text boxes, footnotes and endnotes.

    ``internal_mark`` is a mark that only warns (``内部资料``), found anywhere in the file, or "";
    ``embeds`` tells that another document stands in the body (w:altChunk, or w:subDoc of a master document), whose
    text only Word can show.
    """

    blocks: list[Block]
    beside: int
    internal_mark: str
    embeds: bool
    styles: Styles
    numbering: Numbering


def read_document(data: bytes, name: str) -> Document:
    """Read a zip that may be a docx; raises Refused for whatever cannot be accepted."""
    package = Package(data)
    notes = read_notes(package)
    marks = refuse_secret(package, name, notes)
    body = package.document.find(W + "body")
    if body is None:
        raise refused("damaged")
    style_root = _first(package.related("styles"))
    styles = Styles(style_root, plain_runs=_has_plain_runs([body, *notes], package.document_bytes))
    reader = StoryReader(body, styles)
    story = reader.read(body)
    beside = _box_words(story, reader) + sum(_note_words(root, styles) for root in notes)
    numbered = _holds(body, W + "numPr") or (style_root is not None and _holds(style_root, W + "numPr"))
    numbering = Numbering(_first(package.related("numbering")) if numbered else None)
    return Document(story.blocks, beside, marks.internal, _holds(body, *_EMBEDDING), styles, numbering)


def refuse_secret(package: Package, name: str, notes: Iterable[Element]) -> Marks:
    """Look for marks in everything that a file holds, its foot- and endnotes given as ``notes``; raises Refused."""
    margins = (root for kind in _MARGINS for root in package.related(kind))
    marks = read_marks(name, [package.document, *notes, *margins], package.side_texts)
    if marks.secret:
        raise refused("secret")
    return marks


def read_notes(package: Package) -> list[Element]:
    """Return the roots of the foot- and endnotes."""
    return [root for kind in _NOTES for root in package.related(kind)]


def _has_plain_runs(stories: Sequence[Element], xml: bytes) -> bool:
    """Whether no run of ``stories`` can be hidden, nor white or tiny in the body, as in nearly all reports.

    ``xml`` is what the body, the first of them, was parsed from: searching it is faster where elements abound,
    as sizes do.
    """
    if any(_holds(root, *_UNUSUAL) for root in stories) or b"<w:" not in xml or _TINY.search(xml):
        return False
    return not (_holds(stories[0], W + "color") and any(word in xml for word in _WHITE))


def _holds(root: Element, *tags: str) -> bool:
    """Whether anything below ``root`` has one of ``tags``: next to nothing for a name that the whole part lacks."""
    return next(root.iter(*tags), None) is not None


def _note_words(root: Element, styles: Styles) -> int:
    reader = StoryReader(root, styles)
    stories = [reader.read(note) for note in root if note.get(W + "type") not in _NO_NOTE]
    return sum(story.words + _box_words(story, reader) for story in stories)


def _box_words(story: Story, reader: StoryReader) -> int:
    total, waiting = 0, list(story.boxes)
    while waiting:
        found = reader.read(waiting.pop())
        total += found.words
        waiting += found.boxes
    return total


def _first(roots: Iterable[Element]) -> Element | None:
    return next(iter(roots), None)
