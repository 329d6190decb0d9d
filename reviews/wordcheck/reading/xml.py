"""XML read safely: no DOCTYPE, no entities, no network, a bounded tree (WORDCHECK §1)."""

from __future__ import annotations

import re
from typing import TypeAlias

from lxml import etree

from reviews.wordcheck.bounds import MAX_NODES, MAX_PART_BYTES
from reviews.wordcheck.refusals import refused, too_large

Element: TypeAlias = etree._Element

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
M = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
V = "{urn:schemas-microsoft-com:vml}"

_DECLARATION = re.compile(rb"""^<\?xml[^>]*?encoding\s*=\s*["']([A-Za-z0-9._\-]+)["'][^>]*\?>""")
_UTF16_STARTS = (b"\xff\xfe", b"\xfe\xff", b"<\0", b"\0<")
# In these the bytes of "<!DOCTYPE" mean nothing else, so that the search below cannot be fooled.
_TRANSPARENT = re.compile(
    rb"utf-?8|(us-)?ascii|(iso-8859-|windows-|cp125)\d+|koi8-[ru]|gb2312|gbk|gb18030|big5|shift_jis|euc-(jp|kr|tw)",
    re.IGNORECASE,
)
_STRICT = b"http://purl.oclc.org/ooxml/"
_STRICT_NAMES = (
    (_STRICT + b"wordprocessingml/main", W[1:-1].encode()),
    (_STRICT + b"officeDocument/math", M[1:-1].encode()),
    (_STRICT + b"officeDocument/relationships", b"http://schemas.openxmlformats.org/officeDocument/2006/relationships"),
)


def plain_bytes(data: bytes) -> bytes:
    """The bytes of an XML part in an encoding that ASCII can be searched in, Strict namespaces made transitional."""
    data = data.removeprefix(b"\xef\xbb\xbf")
    if data[:2] in _UTF16_STARTS:
        data = _from_utf16(data)
    declared = _DECLARATION.match(data)
    if declared and not _TRANSPARENT.fullmatch(declared[1]):
        raise refused("damaged")
    if _STRICT in data:
        for strict, transitional in _STRICT_NAMES:
            data = data.replace(strict, transitional)
    return data


def _from_utf16(data: bytes) -> bytes:
    encoding = {b"<\0": "utf-16-le", b"\0<": "utf-16-be"}.get(data[:2], "utf-16")
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError:
        raise refused("damaged") from None
    return re.sub(r"^<\?xml[^>]*\?>", "", text).encode()


def refuse_doctype(data: bytes) -> None:
    """Raise Refused where plain bytes declare a document type, without which there is no entity."""
    # Hardly any part has an exclamation mark, and looking for a single byte costs next to nothing.
    if b"!" in data and b"<!DOCTYPE" in data:
        raise refused("dtd")


def all_text(root: Element) -> str:
    """Every text below ``root``, shown or not, as one string."""
    return etree.tostring(root, method="text", encoding="unicode", with_tail=False)


class Parser:
    """Parses the parts of one package, within one budget of elements and attributes."""

    def __init__(self) -> None:
        self._bytes = self._nodes = 0

    def parse(self, data: bytes, *, lenient: bool = False) -> Element:
        """The root of a part, as plain bytes that declare no entity; not well-formed ones only if ``lenient``."""
        if len(data) > MAX_PART_BYTES:
            raise too_large("unpacked")
        self._bytes += len(data)
        # So few bytes cannot hold too many, and counting takes time.
        self._nodes += data.count(b"<") + data.count(b"=") if self._bytes > MAX_NODES else 0
        if self._nodes > MAX_NODES:
            raise too_large("paragraphs")
        root = _parse(data, lenient=lenient)
        if root.getroottree().docinfo.internalDTD is not None:
            raise refused("dtd")
        return root


def _parse(data: bytes, *, lenient: bool) -> Element:
    try:
        return etree.fromstring(data, _parser(recover=False))
    except etree.XMLSyntaxError:
        parser = _parser(recover=True)
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError:
        raise refused("damaged") from None
    # An undeclared prefix (xmlns:r) loses no text; any other error may.
    harmless = all(entry.domain == etree.ErrorDomains.NAMESPACE for entry in parser.error_log)
    if root is None or not (lenient or harmless):
        raise refused("damaged")
    return root


def _parser(*, recover: bool) -> etree.XMLParser:
    return etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        huge_tree=False,
        load_dtd=False,
        remove_comments=True,
        remove_pis=True,
        recover=recover,
    )
