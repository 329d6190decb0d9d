"""Files of many makes, to be marked and to be released."""

import io

import docx as python_docx

from reviews.documents.demo.demo_report import demo_report
from tests import docx
from tests.reviews.wordcheck import builders, test_honest_files
from tests.reviews.wordcheck.bench import realistic_report
from tests.reviews.wordcheck.builders import R, content_types, members_of, paragraph, relationships, run, zipped
from tests.reviews.wordcheck.labelled import labelled_reports

BODY = "".join(
    paragraph(run(text), properties=look)
    for text, look in (
        ("抓基层党建述职报告", '<w:jc w:val="center"/>'),
        ("一、主要工作", ""),
        ("支部全年开会12次。", '<w:pStyle w:val="a"/>'),
        ("二、存在问题", ""),
        ("党员教育不够经常，活动方式比较单一。", ""),
    )
)


def demo():
    """Return a report as the demo school's secretaries write them."""
    return demo_report(
        profile="bad_everywhere", organization="机电工程学院党总支", secretary="周正明", year=2026,
        flavour="college", seed=3,
    )  # fmt: skip


def with_comments():
    """Return a file that somebody has commented on before."""
    document = python_docx.Document()
    for text in ("抓基层党建述职报告", "一、主要工作", "支部全年开会12次。", "二、存在问题", "党员教育不够经常。"):
        written = document.add_paragraph(text)
    document.add_comment(written.runs, text="这里再具体些", author="同事")
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def with_byte_order_mark():
    """Return a file whose main part begins with one."""
    members = members_of(BODY)
    return zipped({**members, "word/document.xml": b"\xef\xbb\xbf" + members["word/document.xml"].encode()})


def with_another_prefix():
    """Return a file that calls Word's namespace otherwise, as some programs do."""
    xml = members_of(BODY)["word/document.xml"]
    xml = (
        xml.replace("<w:", "<ns0:").replace("</w:", "</ns0:").replace(" w:", " ns0:").replace("xmlns:w=", "xmlns:ns0=")
    )
    return zipped({**members_of(BODY), "word/document.xml": xml})


def with_main_part_elsewhere():
    """Return a file whose main part has another name, and no relationships."""
    return zipped(
        {
            "[Content_Types].xml": content_types(),
            "_rels/.rels": relationships({"/word/document2.xml": "officeDocument"}),
            "word/document2.xml": members_of(BODY)["word/document.xml"],
        }
    )


def with_undeclared_prefix():
    """Return a file that uses ``r:`` without saying what it is."""
    xml = members_of(BODY + paragraph(run("尾")).replace("<w:p>", '<w:p r:x="1">'))["word/document.xml"]
    return zipped({**members_of(BODY), "word/document.xml": xml.replace(f' xmlns:r="{R}"', "")})


MADE = {
    "demo": demo,
    "plain": docx.thin,
    "realistic": lambda: realistic_report(2600),
    "table": lambda: next(one.data for one in labelled_reports() if one.name.startswith("10_")),
    "commented": with_comments,
    "byte order mark": with_byte_order_mark,
    "another prefix": with_another_prefix,
    "main part elsewhere": with_main_part_elsewhere,
    "undeclared prefix": with_undeclared_prefix,
    "strict": test_honest_files.strict,
    "python-docx": test_honest_files.written_by_python_docx,
    "bad checksum": test_honest_files.with_bad_picture_checksum,
    "streamed": test_honest_files.streamed,
    "built": lambda: builders.docx(BODY),
}
