"""Small Word files for tests that are not about reading them."""

import io
import zipfile
from xml.sax.saxutils import escape

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
TYPES = (
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Override PartName="/word/document.xml" ContentType='
    '"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>'
)
RELS = (
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" '
    'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" '
    'Target="word/document.xml"/></Relationships>'
)


def docx(*paragraphs: str) -> bytes:
    """Return a .docx with these paragraphs."""
    body = "".join(f"<w:p><w:r><w:t>{escape(text)}</w:t></w:r></w:p>" for text in paragraphs)
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        members = {
            "[Content_Types].xml": TYPES,
            "_rels/.rels": RELS,
            "word/document.xml": f'<w:document xmlns:w="{W}"><w:body>{body}</w:body></w:document>',
        }
        for name, text in members.items():
            archive.writestr(zipfile.ZipInfo(name), text)  # without the hour: the same text, the same bytes
    return buffer.getvalue()


def filler(words: int) -> str:
    """Return a sentence of exactly so many 字."""
    return ("我到支部听党员讲了三件具体的事，当天就办" * (words // 20 + 1))[: words - 1] + "。"


def report(achievements: int = 600, problems: int = 700, plan: int = 600) -> bytes:
    """Return a report whose parts have so many 字, headings included."""
    return docx(
        "2026年度抓基层党建工作述职报告",
        "一、主要工作和做法",
        filler(achievements - 9),
        "二、存在的突出问题",
        filler(problems - 9),
        "三、下一步工作打算",
        filler(plan - 9),
    )


def good() -> bytes:
    """Return a report that meets every limit."""
    return report()


def thin() -> bytes:
    """Return a report whose problem part is too thin and whose achievements are too long."""
    return report(achievements=1200, problems=300, plan=500)


def misread() -> bytes:
    """Return a report that meets every limit once paragraph 3, read as achievements for sure, counts as a problem."""
    return docx(
        "2026年度抓基层党建工作述职报告",
        "一、主要工作和做法",
        filler(590),
        filler(400),
        "二、存在的突出问题",
        filler(300),
        "三、下一步工作打算",
        filler(590),
    )
