"""Odd files that are honest, and must be read (WORDCHECK §1)."""

import io
import random
import zipfile

import docx as python_docx
import pytest

from reviews.wordcheck import Severity, check
from reviews.wordcheck.reading.xml import W as NAMESPACE

from .builders import W, content_types, document, docx, members_of, paragraph, part, relationships, run, zipped
from .honest import HONEST

TEMPLATE = "application/vnd.openxmlformats-officedocument.wordprocessingml.template.main+xml"
BODY = paragraph("正文")


def changed(**changes):
    return zipped({**members_of(BODY), **changes})


def with_main_part_elsewhere():
    members = members_of(BODY)
    return zipped(
        {
            "[Content_Types].xml": content_types(),
            "_rels/.rels": relationships({"/word/document2.xml": "officeDocument"}),
            "word/document2.xml": members["word/document.xml"],
        }
    )


def strict():
    names = {W: "http://purl.oclc.org/ooxml/wordprocessingml/main"}
    xml = document(BODY)
    for transitional, name in names.items():
        xml = xml.replace(transitional, name)
    return changed(**{"word/document.xml": xml})


def written_by_python_docx():
    written = python_docx.Document()
    written.add_paragraph("正文")
    buffer = io.BytesIO()
    written.save(buffer)
    return buffer.getvalue()


def with_bad_picture_checksum():
    picture = random.Random(0).randbytes(500)
    data = bytearray(zipped({**members_of(BODY), "word/media/a.png": picture}, zipfile.ZIP_STORED))
    data[data.find(picture) + 100] ^= 1
    return bytes(data)


def streamed():
    """Sizes behind the data, as a program writes that cannot go back."""

    class Pipe(io.BytesIO):
        def seekable(self):
            return False

        def tell(self):
            raise OSError

    pipe = Pipe()
    with zipfile.ZipFile(pipe, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members_of(BODY).items():
            archive.writestr(name, content)
    return pipe.getvalue()


def without(name):
    return zipped({key: value for key, value in members_of(BODY).items() if key != name})


ODD = {
    "main part elsewhere": with_main_part_elsewhere,
    "strict": strict,
    "python-docx": written_by_python_docx,
    "bad picture checksum": with_bad_picture_checksum,
    "streamed zip": streamed,
    "stored, not deflated": lambda: zipped(members_of(BODY), zipfile.ZIP_STORED),
    "undeclared xmlns:r": lambda: changed(
        **{"word/document.xml": f'<w:document xmlns:w="{W}"><w:body>{BODY}<w:p r:id="1"/></w:body></w:document>'}
    ),
    "UTF-16": lambda: changed(**{"word/document.xml": document(BODY).replace("UTF-8", "UTF-16").encode("utf-16")}),
    "UTF-8 with a mark": lambda: changed(**{"word/document.xml": document(BODY).encode("utf-8-sig")}),
    "GB 18030": lambda: changed(**{"word/document.xml": document(BODY).replace("UTF-8", "GB18030").encode("gb18030")}),
    "missing media": lambda: docx(BODY + "<w:p><w:r><w:drawing/></w:r></w:p>", image="<a/>"),
    "missing relationships": lambda: without("word/_rels/document.xml.rels"),
    "missing package relationships": lambda: without("_rels/.rels"),
    "missing content types": lambda: without("[Content_Types].xml"),
    "template": lambda: changed(**{"[Content_Types].xml": content_types(TEMPLATE)}),
    "backslashes in names": lambda: zipped({name.replace("/", "\\"): xml for name, xml in members_of(BODY).items()}),
    "capital letters in names": lambda: zipped(
        {name.replace("word/", "Word/"): x for name, x in members_of(BODY).items()}
    ),
    "broken header": lambda: docx(BODY, header="<w:hdr"),
    "relationship to a part that is not there": lambda: changed(
        **{"word/_rels/document.xml.rels": relationships({"gone.xml": "styles", "http://a.cn/x": "hyperlink"})}
    ),
    "prefix other than w": lambda: changed(
        **{
            "word/document.xml": f'<x:document xmlns:x="{W}"><x:body><x:p><x:r><x:t>正文</x:t></x:r></x:p></x:body></x:document>'
        }
    ),
    "comments and processing instructions": lambda: changed(
        **{
            "word/document.xml": document(BODY.replace("正文", "正<!-- x -->文")).replace(
                "<w:body>", "<?mso x?><w:body>"
            )
        }
    ),
    "folders as members": lambda: zipped({"word/": "", **members_of(BODY)}),
    "directory with a remark": lambda: docx(BODY)[:-2] + b"\x05\0WPS 1",
}


@pytest.mark.parametrize("name", [*ODD, *HONEST])
def test_odd_but_honest_file_is_read(name):
    result = check({**ODD, **HONEST}[name]())
    assert result.refused is None
    assert result.reading.total == 2


def test_more_than_fifty_kinds_are_honest():
    assert len({**ODD, **HONEST}) > 50


@pytest.mark.parametrize("name", ["embedded document", "master document"])
def test_embedded_document_is_reported(name):
    findings = check(HONEST[name]()).reading.findings
    assert [item.severity for item in findings if item.rule == "embedded"] == [Severity.WARNING]


def test_empty_document_is_read():
    reading = check(docx("<w:p/>")).reading
    assert (reading.total, reading.denominator, reading.paragraphs) == (0, 0, ())


def test_zero_width_and_invisible_text_is_reported_and_counted_rightly():
    white = run("看不见", '<w:color w:val="FFFFFF"/>')
    tiny = run("极小", '<w:sz w:val="2"/>')
    reading = check(docx(paragraph("零\u200b宽") + paragraph(white) + paragraph(tiny))).reading
    found = {item.rule: item.paragraphs for item in reading.findings}
    assert (reading.total, found["zero_width"], found["invisible"]) == (7, (0,), (1, 2))


def test_white_text_on_a_dark_ground_is_no_cheating():
    shaded = run("表头", '<w:color w:val="FFFFFF"/><w:shd w:val="clear" w:fill="1F497D"/>')
    rules = [item.rule for item in check(docx(paragraph(shaded))).reading.findings]
    assert "invisible" not in rules


def test_namespace_is_word_s():
    assert f"{{{W}}}" == NAMESPACE


def test_footnote_separators_are_no_text():
    notes = part("footnotes", f'<w:footnote w:type="separator" w:id="0">{paragraph("——")}</w:footnote>')
    assert check(docx(BODY, footnotes=notes)).reading.with_boxes_and_notes == 2
