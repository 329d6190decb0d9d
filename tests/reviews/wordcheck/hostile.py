"""Files that must be refused, each with its code, built in memory (WORDCHECK §1, PROMISES §5)."""

from __future__ import annotations

import random
import struct
import zipfile
from collections.abc import Callable
from functools import cache

from .builders import R, content_types, document, docx, members_of, paragraph, part, relationships, run, zipped

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600
_DOCTYPE = '<!DOCTYPE w:document [<!ENTITY a "藏">]>'
_MACRO_TYPE = "application/vnd.ms-word.document.macroEnabled.main+xml"


def _with(**changes: str | bytes) -> bytes:
    """A good docx whose members are replaced; ``__`` in a name stands for a slash, ``_xml`` for the ending."""
    named = {name.replace("__", "/").replace("_xml", ".xml"): content for name, content in changes.items()}
    return zipped({**members_of(paragraph("正文")), **named})


def _doctype(xml: str) -> str:
    return xml.replace("?>", f"?>{_DOCTYPE}", 1) if "?>" in xml else _DOCTYPE + xml


def _truncated_zip() -> bytes:
    return docx(paragraph("正文"))[:-200]


def _lying_header() -> bytes:
    """A picture of 60 MB whose headers claim ten bytes."""
    return hostile_file("bomb in a picture").replace(struct.pack("<L", 60_000_000), struct.pack("<L", 10))


def _encrypted_member() -> bytes:
    data = bytearray(docx(paragraph("正文")))
    at = data.find(b"PK\x01\x02")
    while at >= 0:
        data[at + 8] |= 1
        at = data.find(b"PK\x01\x02", at + 4)
    return bytes(data)


def _twin_members() -> bytes:
    """Two members that a case-blind reader takes for one."""
    return zipped({**members_of(paragraph("正文")), "word/Document.xml": document(paragraph("另一份"))})


def _noise(size: int, seed: int = 0) -> bytes:
    return random.Random(seed).randbytes(size)


def _dense(unit: str, size: int) -> str:
    """``size`` characters of tiny elements, made just random enough to stay below the ratio."""
    numbers = random.Random(0)
    pieces = [unit if numbers.random() < 0.9 else f"<w:r>{numbers.random()}</w:r>" for _ in range(size // len(unit))]
    return "".join(pieces)


def _many_directory_entries() -> bytes:
    return zipped({f"{number}": b"" for number in range(12_000)}, zipfile.ZIP_STORED)


def _bad_crc() -> bytes:
    data = bytearray(zipped(members_of(paragraph("正文")), zipfile.ZIP_STORED))
    at = data.find("正文".encode())
    data[at : at + 6] = "假文".encode()
    return bytes(data)


def _renamed_project() -> bytes:
    kind = "http://schemas.microsoft.com/office/2006/relationships/vbaProject"
    rels = relationships({"a.bin": "x"}).replace(f"{R}/x", kind)
    return zipped({**members_of(paragraph("正文")), "word/_rels/document.xml.rels": rels, "word/a.bin": b"x"})


def _marked(**parts: str) -> bytes:
    return docx(paragraph("正文"), **parts)


_STAR = paragraph("机密★10年")
_BOX = f"<w:p><w:r><w:pict><v:textbox><w:txbxContent>{_STAR}</w:txbxContent></v:textbox></w:pict></w:r></w:p>"
_WATERMARK = '<w:p><w:r><w:pict><v:shape><v:textpath string="绝密 ★"/></v:shape></w:pict></w:r></w:p>'

KINDS: dict[str, tuple[str, Callable[[], bytes]]] = {
    "nothing": ("empty", lambda: b""),
    "owner file": ("lock_file", lambda: b"\x05Zhang" + b"\0" * 48 + b"\x05\0Z\0h\0a\0n\0g\0" + b"\0" * 96),
    "old doc": ("legacy_doc", lambda: _OLE),
    "password": ("encrypted", lambda: _OLE + "EncryptedPackage".encode("utf-16-le")),
    "encrypted zip member": ("encrypted", _encrypted_member),
    "rights management": ("drm", lambda: _OLE + "DRMEncryptedTransform".encode("utf-16-le")),
    "enterprise encryption": ("drm", lambda: b"%TSD-Header-###%" + _noise(500)),
    "enterprise encryption of another maker": ("drm", lambda: b"b\x14#e\x01\x02E-SafeNet\0\0LOCK" + _noise(500)),
    "html": ("not_docx", lambda: b"<html><body>report</body></html>"),
    "html before a zip": ("not_docx", lambda: b"<html></html>" + docx(paragraph("正文"))),
    "rtf": ("not_docx", lambda: b"{\\rtf1 hello}"),
    "pdf": ("not_docx", lambda: b"%PDF-1.7\n"),
    "plain text": ("not_docx", lambda: "述职报告 gbk".encode("gbk")),
    "spreadsheet": ("not_docx", lambda: zipped({"[Content_Types].xml": "<Types/>", "xl/workbook.xml": "<workbook/>"})),
    "open document": (
        "not_docx",
        lambda: zipped({"mimetype": "application/vnd.oasis.opendocument.text", "content.xml": "<a/>"}),
    ),
    "other root": ("not_docx", lambda: _with(word__document_xml="<html/>")),
    "macro type": (
        "macro",
        lambda: zipped({**members_of(paragraph("正文")), "[Content_Types].xml": content_types(_MACRO_TYPE)}),
    ),
    "macro project": ("macro", lambda: zipped({**members_of(paragraph("正文")), "word/vbaProject.bin": b"x"})),
    "macro project under another name": ("macro", _renamed_project),
    "truncated": ("damaged", _truncated_zip),
    "zeros": ("damaged", lambda: b"\0" * 40_000),
    "only a zip start": ("damaged", lambda: b"PK\x03\x04" + b"\0" * 100),
    "no main part": ("damaged", lambda: zipped({"a.txt": "x"})),
    "broken main part": ("damaged", lambda: _with(word__document_xml=document(paragraph("正文"))[:-30])),
    "twin members": ("damaged", _twin_members),
    "wrong checksum": ("damaged", _bad_crc),
    "no body": ("damaged", lambda: _with(word__document_xml=part("document", ""))),
    "strange encoding": ("damaged", lambda: _with(word__document_xml='<?xml version="1.0" encoding="UTF-7"?><a/>')),
    "doctype in the document": ("dtd", lambda: _with(word__document_xml=_doctype(document(paragraph("正文"))))),
    "doctype in UTF-16": (
        "dtd",
        lambda: _with(word__document_xml=_doctype('<?xml version="1.0"?><a/>').encode("utf-16")),
    ),
    "doctype in UTF-16 without mark": (
        "dtd",
        lambda: _with(word__document_xml=_doctype('<?xml version="1.0"?><a/>').encode("utf-16-be")),
    ),
    "doctype in the styles": ("dtd", lambda: docx(paragraph("正文"), styles=_doctype(part("styles", "")))),
    "doctype in the relationships": (
        "dtd",
        lambda: zipped({**members_of(paragraph("正文")), "_rels/.rels": _doctype(relationships({}))}),
    ),
    "entity expansion": (
        "dtd",
        lambda: _with(word__document_xml='<!DOCTYPE a [<!ENTITY a "b"><!ENTITY c "&a;&a;&a;&a;">]><a>&c;</a>'),
    ),
    "eleven megabytes": ("too_large", lambda: b"PK\x03\x04" + b"\0" * 11_000_000),
    "many members": (
        "too_large",
        lambda: zipped({**members_of(paragraph("正文")), **{f"a{n}": b"" for n in range(500)}}),
    ),
    "many directory entries": ("too_large", _many_directory_entries),
    "bomb in the document": ("too_large", lambda: docx("<w:p/>" * 800_000)),
    "bomb in a picture": (
        "too_large",
        lambda: zipped({**members_of(paragraph("正文")), "word/media/a.png": b"\0" * 60_000_000}),
    ),
    "lying header": ("too_large", _lying_header),
    "six megabytes of text": ("too_large", lambda: docx(paragraph(_noise(3_000_000).hex()))),
    "dense elements": ("too_large", lambda: docx(_dense("<w:p/>", 3_000_000))),
    "six thousand paragraphs": ("too_large", lambda: docx("".join(paragraph(str(n)) for n in range(6000)))),
    "deep nesting": ("damaged", lambda: docx("<w:sdt>" * 300 + "</w:sdt>" * 300)),
    "mark in the text": ("secret", lambda: docx(_STAR)),
    "mark in split runs": ("secret", lambda: docx(paragraph("绝", " 密", "\u3000☆"))),
    "mark in a table": ("secret", lambda: docx(f"<w:tbl><w:tr><w:tc>{_STAR}</w:tc></w:tr></w:tbl>")),
    "mark in a text box": ("secret", lambda: docx(_BOX)),
    "mark in a header": ("secret", lambda: _marked(header=part("hdr", _STAR))),
    "mark in a footer": ("secret", lambda: _marked(footer=part("ftr", paragraph("秘密*")))),
    "mark in a comment": ("secret", lambda: _marked(comments=part("comments", f"<w:comment>{_STAR}</w:comment>"))),
    "mark in a footnote": ("secret", lambda: _marked(footnotes=part("footnotes", f"<w:footnote>{_STAR}</w:footnote>"))),
    "mark in the title of the file": (
        "secret",
        lambda: zipped({**members_of(paragraph("正文")), "docProps/core.xml": "<a><title>秘密 ★ 报告</title></a>"}),
    ),
    "mark in a diagram": (
        "secret",
        lambda: zipped({**members_of(paragraph("正文")), "word/diagrams/data1.xml": "<a><t>绝密★</t></a>"}),
    ),
    "mark in deleted text": (
        "secret",
        lambda: docx('<w:p><w:del w:id="1"><w:r><w:delText>机密☆</w:delText></w:r></w:del></w:p>'),
    ),
    "mark in hidden text": ("secret", lambda: docx(paragraph(run("机密★", "<w:vanish/>")))),
    "mark broken by a tab": ("secret", lambda: docx(paragraph("机密", "<w:r><w:tab/><w:t>＊</w:t></w:r>"))),
    "mark as watermark": ("secret", lambda: _marked(header=part("hdr", _WATERMARK))),
    "mark with a symbol star": (
        "secret",
        lambda: docx(paragraph("机密", '<w:r><w:sym w:font="Wingdings" w:char="F0AB"/></w:r>')),
    ),
}


@cache
def hostile_file(name: str) -> bytes:
    """The bytes of a kind, built once."""
    return KINDS[name][1]()
