"""Files as Word, WPS, LibreOffice and others write them, built in memory; each shows exactly 正文 (WORDCHECK §1)."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable

from .builders import (
    NAMESPACES,
    W,
    content_types,
    document,
    docx,
    members_of,
    paragraph,
    part,
    relationships,
    run,
    zipped,
)

_BODY = paragraph("正文")
_PURL = "http://purl.oclc.org/ooxml"
_WPS = 'xmlns:wpsCustomData="http://www.wps.cn/officeDocument/2013/wpsCustomData"'
_STYLE = '<w:style w:type="{kind}" w:styleId="{name}"><w:name w:val="{name}"/>{inner}</w:style>'


def _with(**changes: str | bytes) -> bytes:
    """A good docx with members replaced or added; ``__`` in a name stands for a slash, the last ``_`` for the dot."""
    named = {".".join(name.replace("__", "/").rsplit("_", 1)): content for name, content in changes.items()}
    return zipped({**members_of(_BODY), **named})


def _strict_package() -> bytes:
    """As Word saves 严格 Open XML: other names for namespaces and for kinds of relationships."""
    members = {
        name: str(content)
        .replace("http://schemas.openxmlformats.org/wordprocessingml/2006/main", f"{_PURL}/wordprocessingml/main")
        .replace("http://schemas.openxmlformats.org/officeDocument/2006", f"{_PURL}/officeDocument")
        for name, content in members_of(_BODY, {"styles": part("styles", "")}).items()
    }
    return zipped(members)


def _main_part_at(path: str, target: str) -> bytes:
    return zipped(
        {
            "[Content_Types].xml": content_types(),
            "_rels/.rels": relationships({target: "officeDocument"}),
            path: document(_BODY),
        }
    )


def _field(kind: str) -> str:
    return f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>'


def _nested_fields() -> bytes:
    code = "<w:r><w:instrText> PAGE </w:instrText></w:r>"
    inner = _field("begin") + code + _field("separate") + run("9") + _field("end")
    return docx(f"<w:p>{_field('begin')}{code}{inner}{_field('separate')}{run('正文')}{_field('end')}</w:p>")


def _nested_tables() -> bytes:
    table = _BODY
    for _ in range(5):
        table = f"<w:tbl><w:tblPr/><w:tblGrid/><w:tr><w:tc><w:tcPr/>{table}<w:p/></w:tc></w:tr></w:tbl>"
    return docx(table)


def _hidden_by_style() -> bytes:
    styles = _STYLE.format(kind="character", name="h", inner="<w:rPr><w:vanish/></w:rPr>")
    return docx(paragraph("正文", run("藏着", '<w:rStyle w:val="h"/>')), styles=part("styles", styles))


def _with_zip64_sizes() -> bytes:
    members = members_of(_BODY)
    data = zipped({}, zipfile.ZIP_DEFLATED)

    buffer = io.BytesIO(data)
    with zipfile.ZipFile(buffer, "a", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            with archive.open(name, "w", force_zip64=True) as member:
                member.write(content.encode() if isinstance(content, str) else content)
    return buffer.getvalue()


def _wps() -> bytes:
    names = f'{NAMESPACES} {_WPS} xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml" mc:Ignorable="w14 wpsCustomData"'
    ending = "<w:sectPr><w:pgSz w:w='11906' w:h='16838'/></w:sectPr>"
    body = f'<w:p w14:paraId="1"><w:pPr><w:rPr><w:rFonts w:hint="eastAsia"/></w:rPr></w:pPr>{run("正文")}</w:p>{ending}'
    return _with(
        word__document_xml=f"<w:document {names}><w:body>{body}</w:body></w:document>",
        docProps__custom_xml='<Properties><property name="KSOProductBuildVer"><lpwstr>2052-12.1</lpwstr></property></Properties>',
        customXml__item1_xml="<s:customData xmlns:s='http://www.wps.cn/officeDocument/2013/wpsCustomData'/>",
    )


def _libreoffice() -> bytes:
    styles = _STYLE.format(kind="paragraph", name="Normal", inner="<w:qFormat/><w:pPr><w:widowControl/></w:pPr>")
    body = '<w:p><w:pPr><w:pStyle w:val="Normal"/><w:bidi w:val="0"/><w:rPr/></w:pPr><w:r><w:rPr></w:rPr><w:t xml:space="preserve">正文</w:t></w:r></w:p>'
    return docx(body, styles=part("styles", styles), fontTable=part("fonts", ""), settings=part("settings", ""))


def _deleted_row() -> bytes:
    gone = f'<w:tr><w:trPr><w:del w:id="1" w:author="a"/></w:trPr><w:tc>{paragraph("删去的行")}</w:tc></w:tr>'
    return docx(f"<w:tbl>{gone}<w:tr><w:tc>{_BODY}</w:tc></w:tr></w:tbl>")


def _with_macro_table() -> bytes:
    kind = '<Default Extension="xlsm" ContentType="application/vnd.ms-excel.sheet.macroEnabled.12"/></Types>'
    types = content_types().replace("</Types>", kind)
    return zipped(
        {
            **members_of(_BODY),
            "[Content_Types].xml": types,
            "word/embeddings/Sheet1.xlsm": zipped({"xl/vbaProject.bin": ""}),
        }
    )


_BITS = (
    '<w:proofErr w:type="spellStart"/><w:bookmarkStart w:id="0" w:name="a"/><w:bookmarkEnd w:id="0"/>'
    "<w:r><w:lastRenderedPageBreak/></w:r><w:r/><w:commentRangeStart w:id='1'/><w:permStart w:id='1'/>"
)
_PLAIN = f'<w:document xmlns:w="{W}">\r\n<w:body>\r\n<w:p><w:r><w:t>正文</w:t></w:r></w:p>\r\n</w:body></w:document>'

HONEST: dict[str, Callable[[], bytes]] = {
    "Strict package": _strict_package,
    "main part in another folder": lambda: _main_part_at("doc/main.xml", "/doc/main.xml"),
    "main part with a Chinese name": lambda: _main_part_at("word/正文.xml", "word/%E6%AD%A3%E6%96%87.xml"),
    "main part behind dots": lambda: _main_part_at("word/document.xml", "./x/../word/document.xml"),
    "nested fields": _nested_fields,
    "nested tables": _nested_tables,
    "hidden by a style": _hidden_by_style,
    "zip64 sizes": _with_zip64_sizes,
    "WPS": _wps,
    "LibreOffice": _libreoffice,
    "deleted row": _deleted_row,
    "master document": lambda: docx(_BODY + '<w:p><w:subDoc r:id="rId9"/></w:p>'),
    "embedded document": lambda: docx(_BODY + '<w:altChunk r:id="rId9"/>', aFChunk="<html/>"),
    "content control around all": lambda: docx(f"<w:sdt><w:sdtPr/><w:sdtContent>{_BODY}</w:sdtContent></w:sdt>"),
    "custom XML around all": lambda: docx(f"<w:customXml w:element='a'>{_BODY}</w:customXml>"),
    "bookmarks and marks of the checker": lambda: docx(f"<w:p>{_BITS}{run('正文')}</w:p>"),
    "no declaration, other line ends": lambda: _with(word__document_xml=_PLAIN),
    "broken styles": lambda: docx(_BODY, styles="<w:styles><w:style"),
    "empty styles": lambda: docx(_BODY, styles=""),
    "styles of nothing": lambda: docx(_BODY, styles=part("styles", "<w:style/>")),
    "picture from the network": lambda: _with(
        word___rels__document_xml_rels="<Relationships xmlns='http://schemas.openxmlformats.org/package/2006/relationships'>"
        "<Relationship Id='a' Type='x/image' Target='http://a.cn/b.png' TargetMode='External'/></Relationships>"
    ),
    "text kept aside for reuse": lambda: _with(word__glossary__document_xml=document(paragraph("备用的文字"))),
    "thumbnail": lambda: _with(docProps__thumbnail_jpeg=b"\xff\xd8\xff" + b"\0" * 900),
    "table from a workbook with macros": _with_macro_table,
    "bytes behind the end": lambda: docx(_BODY) + b"\r\n" * 20,
    "Big5": lambda: _with(word__document_xml=document(_BODY).replace("UTF-8", "Big5").encode("big5")),
    "properties in Latin-9": lambda: _with(
        docProps__custom_xml="<?xml version='1.0' encoding='ISO-8859-15'?><a>\u20ac</a>".encode("iso8859-15")
    ),
    "embedded fonts": lambda: _with(word__fonts__font1_odttf=bytes(range(256)) * 40),
    "OLE object": lambda: _with(word__embeddings__oleObject1_bin=b"\xd0\xcf\x11\xe0" * 50),
    "empty picture": lambda: _with(word__media__image1_png=b""),
    "people and web extensions": lambda: _with(word__people_xml="<a/>", word__webextensions__taskpanes_xml="<a/>"),
    "paragraphs of spaces": lambda: docx(paragraph("\u3000\u3000") + _BODY + paragraph(" \u00a0")),
    "header with a picture alone": lambda: docx(_BODY, header=part("hdr", "<w:p><w:r><w:drawing/></w:r></w:p>")),
}
