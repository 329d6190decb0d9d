"""Files whose XML is sound and makes no sense: elements in wrong places, odd names, endless values, circles."""

from __future__ import annotations

import copy
import random
from collections.abc import Callable, Mapping

from lxml import etree

from .builders import M, W, zipped

_NAMESPACES = (
    W,
    M,
    "http://purl.oclc.org/ooxml/wordprocessingml/main",
    "urn:other",
    "",
    "http://www.w3.org/1999/xhtml",
)
_NAMES = (
    *("p", "r", "t", "tbl", "tr", "tc", "tblPr", "tcPr", "pPr", "rPr", "del", "ins", "moveFrom", "sdt", "sdtContent"),
    *("hyperlink", "fldChar", "instrText", "br", "sym", "ruby", "rubyBase", "style", "styleId", "basedOn", "numPr"),
    *("numId", "ilvl", "vanish", "rFonts", "txbxContent", "body", "document", "footnote", "cellDel", "tblStyle"),
)
_VALUES = (
    *("", "0", "-1", "true", "99999999999999999999", "eastAsia", "begin", "separate", "end", "a" * 50_000),
    *("机密★", "\u200b", "%1、", "../..", "a3", "s", "\U0001f600", "１２", "²"),
)
_TARGETS = (
    *("document.xml", "/word/document.xml", "../_rels/.rels", "_rels/document.xml.rels", "../[Content_Types].xml", "."),
    *(
        "",
        "/",
        "..",
        "../../../../etc/passwd",
        "styles.xml",
        "STYLES.XML",
        "styles.xml#x",
        "%2e%2e/%00",
        "\\word\\styles.xml",
    ),
    *("http://[", "file:///dev/zero", "a" * 5000),
)
_KINDS = (
    "styles",
    "numbering",
    "header",
    "footer",
    "footnotes",
    "endnotes",
    "comments",
    "officeDocument",
    "vbaProject",
    "x",
)
_DEEP, _OFTEN = 260, 400


def restructured(numbers: random.Random, members: Mapping[str, str | bytes]) -> bytes:
    """A sound zip of sound XML, one part of which was taken apart and put together otherwise."""
    changed = dict(members)
    for _ in range(numbers.randrange(1, 3)):
        name = numbers.choice([name for name in members if name.endswith((".xml", ".rels"))])
        root = etree.fromstring(str(members[name]).encode())
        for _ in range(numbers.randrange(1, 6)):
            numbers.choice(_CHANGES)(root, numbers)
        if name.endswith(".rels"):
            _redirect(root, numbers)
        changed[name] = etree.tostring(
            root, xml_declaration=True, encoding=numbers.choice(("UTF-8", "UTF-16", "GB18030"))
        )
    return zipped(changed)


def _any(root: etree._Element, numbers: random.Random) -> etree._Element:
    return numbers.choice(list(root.iter("*")))


def _move(root: etree._Element, numbers: random.Random) -> None:
    """An element with all that is in it somewhere else, or there too."""
    item, place = copy.deepcopy(_any(root, numbers)), _any(root, numbers)
    place.insert(numbers.randrange(len(place) + 1), item)


def _remove(root: etree._Element, numbers: random.Random) -> None:
    item = _any(root, numbers)
    parent = item.getparent()
    if parent is not None:
        parent.remove(item)


def _swap(root: etree._Element, numbers: random.Random) -> None:
    """Two elements change their names."""
    one, other = _any(root, numbers), _any(root, numbers)
    one.tag, other.tag = other.tag, one.tag


def _rename(root: etree._Element, numbers: random.Random) -> None:
    namespace, name = numbers.choice(_NAMESPACES), numbers.choice(_NAMES)
    _any(root, numbers).tag = f"{{{namespace}}}{name}" if namespace else name


def _say(root: etree._Element, numbers: random.Random) -> None:
    """Another value of an attribute, or one where none was."""
    item, value = _any(root, numbers), numbers.choice(_VALUES)
    names = [*item.attrib, f"{{{W}}}val", f"{{{W}}}{numbers.choice(_NAMES)}", "id"]
    item.set(numbers.choice(names), value)
    if numbers.random() < 0.2:
        item.text = value


def _nest(root: etree._Element, numbers: random.Random) -> None:
    """An element in itself, up to deeper than is read."""
    item = _any(root, numbers)
    for _ in range(numbers.randrange(1, _DEEP)):
        item = etree.SubElement(item, item.tag, dict(item.attrib))
        item.text = "深"


def _repeat(root: etree._Element, numbers: random.Random) -> None:
    item = _any(root, numbers)
    parent = item.getparent()
    if parent is not None and sum(1 for _ in item.iter()) < 30:
        parent.extend(copy.deepcopy(item) for _ in range(numbers.randrange(1, _OFTEN)))


_CHANGES: tuple[Callable[[etree._Element, random.Random], None], ...] = (
    *(_move, _move, _remove, _swap, _rename, _say, _say, _nest, _repeat),
)


def _redirect(root: etree._Element, numbers: random.Random) -> None:
    """Relationships to themselves, to what is not there, or to what is something else."""
    for item in root:
        if numbers.random() < 0.5:
            item.set("Target", numbers.choice(_TARGETS))
        if numbers.random() < 0.3:
            item.set("Type", f"urn:x/{numbers.choice(_KINDS)}")
