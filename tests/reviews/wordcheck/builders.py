"""Small docx files built in memory: from raw body XML, and from the labelled development reports."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from xml.sax.saxutils import escape

from reviews.wordcheck import Part

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
NAMESPACES = (
    f'xmlns:w="{W}" xmlns:r="{R}" xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"'
    ' xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
    ' xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" xmlns:v="urn:schemas-microsoft-com:vml"'
)
MAIN_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"

REPORTS = Path(__file__).parent / "reports"
_LETTERS = {
    "T": Part.TITLE,
    "C": Part.TOC,
    "O": Part.OPENING,
    "A": Part.ACHIEVEMENTS,
    "P": Part.PROBLEMS,
    "K": Part.PROBLEMS,
    "L": Part.PLAN,
    "X": Part.CLOSING,
    "N": Part.OTHER,
    "M": Part.MIXED,
}


def content_types(main: str = MAIN_TYPE) -> str:
    return (
        f'<Types xmlns="{_PACKAGE}/content-types"><Default Extension="xml" ContentType="application/xml"/>'
        f'<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Override PartName="/word/document.xml" ContentType="{main}"/></Types>'
    )


def relationships(targets: Mapping[str, str]) -> str:
    """Relationships from kinds (``styles``, ``header``) to targets."""
    items = "".join(
        f'<Relationship Id="rId{number}" Type="{R}/{kind}" Target="{target}"/>'
        for number, (target, kind) in enumerate(targets.items())
    )
    return f'<Relationships xmlns="{_PACKAGE}/relationships">{items}</Relationships>'


def document(body: str) -> str:
    return f'<?xml version="1.0" encoding="UTF-8"?><w:document {NAMESPACES}><w:body>{body}</w:body></w:document>'


def part(tag: str, inner: str) -> str:
    return f"<w:{tag} {NAMESPACES}>{inner}</w:{tag}>"


def zipped(members: Mapping[str, str | bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", method) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return buffer.getvalue()


def members_of(body: str, parts: Mapping[str, str] | None = None) -> dict[str, str | bytes]:
    """The members of a docx with this body; ``parts`` are further parts by kind, as ``{"styles": xml}``."""
    parts = parts or {}
    return {
        "[Content_Types].xml": content_types(),
        "_rels/.rels": relationships({"word/document.xml": "officeDocument"}),
        "word/document.xml": document(body),
        "word/_rels/document.xml.rels": relationships({f"{kind}.xml": kind for kind in parts}),
        **{f"word/{kind}.xml": xml for kind, xml in parts.items()},
    }


def docx(body: str, **parts: str) -> bytes:
    return zipped(members_of(body, parts))


def run(text: str, properties: str = "") -> str:
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{escape(text)}</w:t></w:r>'


def paragraph(*runs: str, properties: str = "") -> str:
    inner = "".join(item if item.startswith("<") else run(item) for item in runs)
    return f"<w:p><w:pPr>{properties}</w:pPr>{inner}</w:p>"


def report(*lines: str) -> bytes:
    """A docx with one plain paragraph a line."""
    return docx("".join(paragraph(line) for line in lines))


@dataclass(frozen=True)
class LabelledReport:
    """A development report: its name, the right part of every paragraph, and its docx."""

    name: str
    parts: tuple[Part, ...]
    data: bytes


def labelled_reports() -> list[LabelledReport]:
    return [_labelled(path) for path in sorted(REPORTS.glob("*.txt"))]


def _labelled(path: Path) -> LabelledReport:
    lines = [line for line in path.read_text(encoding="utf-8").splitlines() if line and not line.startswith("#")]
    parts, bodies, rows = [], [], {}
    for line in lines:
        mark, text = line.split("|", 1)
        letter, *looks = mark.split(".")
        parts.append(_LETTERS[letter])
        xml = _styled(text, looks)
        place = re.match(r"r(\d)c(\d)", looks[0]) if looks else None
        if place:
            rows.setdefault(place[1], {}).setdefault(place[2], []).append(xml)
        else:
            bodies.append(xml)
    table = "".join(
        "<w:tr>" + "".join(f"<w:tc>{''.join(cell)}</w:tc>" for cell in row.values()) + "</w:tr>"
        for row in rows.values()
    )
    body = "".join(bodies) + (f"<w:tbl>{table}</w:tbl>" if rows else "")
    return LabelledReport(path.stem, tuple(parts), docx(body, styles=STYLES, numbering=NUMBERING))


_LOOKS = {
    "c": '<w:jc w:val="center"/>',
    "title": '<w:pStyle w:val="a3"/>',
    "h1": '<w:pStyle w:val="1"/>',
    "h2": '<w:pStyle w:val="2"/>',
    "n1": '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>',
    "n2": '<w:numPr><w:ilvl w:val="1"/><w:numId w:val="1"/></w:numPr>',
}


def _styled(text: str, looks: list[str]) -> str:
    properties = "".join(_LOOKS.get(look, "") for look in looks)
    bold = "<w:b/>" if "b" in looks else ""
    return paragraph(run(text, f'<w:rFonts w:hint="eastAsia" w:eastAsia="仿宋_GB2312"/>{bold}'), properties=properties)


STYLES = part(
    "styles",
    '<w:style w:type="paragraph" w:default="1" w:styleId="a"><w:name w:val="Normal"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="1"><w:name w:val="heading 1"/><w:basedOn w:val="a"/>'
    '<w:pPr><w:outlineLvl w:val="0"/></w:pPr></w:style>'
    '<w:style w:type="paragraph" w:styleId="2"><w:name w:val="heading 2"/><w:basedOn w:val="a"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="a3"><w:name w:val="Title"/><w:basedOn w:val="a"/></w:style>',
)
NUMBERING = part(
    "numbering",
    '<w:abstractNum w:abstractNumId="0">'
    '<w:lvl w:ilvl="0"><w:numFmt w:val="chineseCountingThousand"/><w:lvlText w:val="%1、"/></w:lvl>'
    '<w:lvl w:ilvl="1"><w:numFmt w:val="chineseCountingThousand"/><w:lvlText w:val="（%2）"/></w:lvl></w:abstractNum>'
    '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>',
)
