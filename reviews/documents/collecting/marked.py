"""A report's own file with Word comments at the paragraphs concerned (WORDCHECK §6).

The marks are put between the bytes of the main part; no byte of it is written anew. Beside it only the comments,
the main part's relationships and the content types change.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import count
from typing import Any
from xml.parsers import expat
from xml.sax.saxutils import escape

from reviews.documents.collecting.package import (
    PACKAGE,
    RELATIONSHIP,
    Element,
    Unreadable,
    members,
    parse,
    relationships_of,
    rewritten,
    target_of,
    written,
)
from reviews.documents.collecting.released import OFFICE, STRICT
from reviews.rules.collecting.marked import Mark
from reviews.wordcheck import Places, paragraph_places

AUTHOR, INITIALS = "述职评议系统", "检查"
WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
STRICT_WORD = "http://purl.oclc.org/ooxml/wordprocessingml/main"
COMMENTS_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml"
UNPRINTABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
UTF16_STARTS = (b"\xff\xfe", b"\xfe\xff", b"<\0", b"\0<")
BOM = b"\xef\xbb\xbf"
TAG = re.compile(rb"""<(?:[^"'>]|"[^"]*"|'[^']*')*>""")
ODD = "这份文件的写法比较少见，系统加不了批注。页面上的逐条说明是一样的；也可以用 Word 或 WPS 打开另存一次，再上传。"


def marked_docx(data: bytes, marks: Sequence[Mark]) -> bytes:
    """Return the file with ``marks`` as comments; the same bytes where there are none. Raises Unreadable."""
    if not marks:
        return data
    parts, places = members(data), paragraph_places(data)
    names = {name.replace("\\", "/").lstrip("/").lower(): name for name in parts}
    main = names[places.part]
    comments = _Comments.of(parts, main)
    numbered = [(next(comments.numbers), mark) for mark in marks]
    changed = {main: _with_marks(parts[main], places, numbered, comments.word)}
    changed[comments.name] = comments.with_notes(numbered)
    if comments.is_new:
        changed[relationships_of(main)] = _related(parts.get(relationships_of(main)), main, comments)
        types = names["[content_types].xml"]
        changed[types] = _typed(parts[types], comments.name)
    return rewritten(data, changed)


@dataclass(slots=True)
class _Comments:
    """The part with the comments: the one that is there, or a new one beside the main part."""

    name: str
    root: Element
    is_new: bool
    word: str
    numbers: Any = field(default_factory=count)

    @classmethod
    def of(cls, parts: Mapping[str, bytes], main: str) -> _Comments:
        """Find the comments of ``main``, or think of a name that is free."""
        word = STRICT_WORD if STRICT_WORD.encode() in parts[main] else WORD
        related = parts.get(relationships_of(main))
        for one in parse(related).iter(RELATIONSHIP) if related else ():
            name = target_of(main, one.get("Target", ""))
            if one.get("Type", "").endswith("/comments") and name in parts:
                root = parse(parts[name])
                return cls(name, root, is_new=False, word=word, numbers=count(_after(root, word)))
        free = (posixpath.join(posixpath.dirname(main), f"comments{one or ''}.xml") for one in count())
        name = next(one for one in free if one not in parts)
        return cls(name, parse(f'<w:comments xmlns:w="{word}"/>'.encode()), is_new=True, word=word)

    def with_notes(self, numbered: Sequence[tuple[int, Mark]]) -> bytes:
        """Return the part with the notes behind those that were there."""
        for number, mark in numbered:
            text = escape(UNPRINTABLE.sub("", mark.text))
            self.root.append(
                parse(
                    f'<w:comment xmlns:w="{self.word}" w:id="{number}" w:author="{AUTHOR}" w:initials="{INITIALS}">'
                    f'<w:p><w:r><w:rPr><w:rFonts w:hint="eastAsia"/></w:rPr><w:t xml:space="preserve">{text}</w:t>'
                    "</w:r></w:p></w:comment>".encode()
                )
            )
        return written(self.root)


def _after(root: Element, word: str) -> int:
    """Return the first number that no comment has."""
    taken = (one.get(f"{{{word}}}id", "") for one in root)
    return max((int(one) for one in taken if one.isdigit()), default=-1) + 1


def _related(content: bytes | None, main: str, comments: _Comments) -> bytes:
    empty = f'<Relationships xmlns="{PACKAGE}/relationships"/>'.encode()
    root = parse(content or empty)
    taken = {one.get("Id") for one in root}
    office = STRICT if comments.word == STRICT_WORD else OFFICE
    identity = next(one for one in (f"rIdCheck{number}" for number in count(1)) if one not in taken)
    target = posixpath.relpath(comments.name, posixpath.dirname(main) or ".")
    root.append(root.makeelement(RELATIONSHIP, Id=identity, Type=f"{office}/comments", Target=target))
    return written(root)


def _typed(content: bytes, name: str) -> bytes:
    root = parse(content)
    override = f"{{{PACKAGE}/content-types}}Override"
    root.append(root.makeelement(override, PartName=f"/{name}", ContentType=COMMENTS_TYPE))
    return written(root)


def _with_marks(content: bytes, places: Places, numbered: Sequence[tuple[int, Mark]], word: str) -> bytes:
    """Put the start of each comment behind the properties of its paragraph, and its end before the paragraph's."""
    seams = Seams(content)
    if len(seams.starts) != places.count:
        raise Unreadable(ODD)
    declared = "" if seams.prefix == "w:" else f' xmlns:w="{word}"'
    inserted: dict[int, list[str]] = {}
    for number, mark in numbered:
        place = places.of[mark.paragraph]
        start = f'<w:commentRangeStart{declared} w:id="{number}"/>'
        end = start.replace("Start", "End") + f'<w:r{declared}><w:commentReference w:id="{number}"/></w:r>'
        inserted.setdefault(seams.starts[place], []).append(start)
        inserted.setdefault(seams.ends[place], []).append(end)
    return _inserted(content, inserted)


def _inserted(content: bytes, inserted: Mapping[int, Sequence[str]]) -> bytes:
    pieces: list[bytes] = []
    done = 0
    for at in sorted(inserted):
        pieces += [content[done:at], "".join(inserted[at]).encode("ascii")]
        done = at
    return b"".join([*pieces, content[done:]])


class Seams:
    """Byte positions in the main part, by w:p in document order: behind its properties, and before its end tag."""

    def __init__(self, content: bytes) -> None:
        if content[:2] in UTF16_STARTS:
            raise Unreadable(ODD)
        self.starts: list[int] = []
        self.ends: list[int] = []
        self.prefix = ""
        self._content, self._skipped = content, len(BOM) if content.startswith(BOM) else 0
        self._above: list[tuple[str, int]] = []
        # Only the tags matter, and they are ASCII in every encoding that was let in: no text can be in the way.
        self._parser = expat.ParserCreate("iso-8859-1")
        self._parser.StartElementHandler, self._parser.EndElementHandler = self._open, self._close
        try:
            self._parser.Parse(content[self._skipped :], True)
        except expat.ExpatError:
            raise Unreadable(ODD) from None

    def _at(self) -> int:
        return self._parser.CurrentByteIndex + self._skipped

    def _behind(self) -> int:
        """Where the tag ends that is being read."""
        tag = TAG.match(self._content, self._at())
        assert tag is not None
        return tag.end()

    def _open(self, name: str, _: Mapping[str, str]) -> None:
        if not self._above:
            self.prefix = name.removesuffix("document")
        if name == f"{self.prefix}p":
            self._above.append((name, len(self.starts)))
            self.starts.append(self._behind())
            self.ends.append(self._behind())
        else:
            self._above.append((name, -1))

    def _close(self, name: str) -> None:
        _, place = self._above.pop()
        if place >= 0:
            self.ends[place] = self._at()
        elif name == f"{self.prefix}pPr" and self._above and self._above[-1][1] >= 0:
            self.starts[self._above[-1][1]] = self._behind()
