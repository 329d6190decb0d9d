"""A report whose text is not where it counts keeps no limit (N3.2b, WORDCHECK §4)."""

import pytest

from reviews.wordcheck import Severity, Verdict, check, describe

from .builders import docx, paragraph, report, run
from .labelled import labelled_reports
from .proving import sample

TITLE = "党支部书记抓基层党建工作述职报告"
TEXT = "我到支部只有三次，谈话不够深入。" * 40
CELLS = "".join(f"<w:tr><w:tc>{paragraph(text)}</w:tc></w:tr>" for text in ("姓名：张三", "单位：机关一支部"))
PICTURE = "<w:p><w:r><w:drawing/></w:r></w:p>"


def boxed(text):
    return f"<w:p><w:r><w:pict><v:textbox><w:txbxContent>{paragraph(text)}</w:txbxContent></v:textbox></w:pict></w:r></w:p>"


BODIES = {
    "nothing": "",
    "spaces": paragraph("　　 ") + paragraph("\u200b"),
    "title": paragraph(TITLE),
    "title and date": paragraph(TITLE) + paragraph("2026年12月1日"),
    "picture": paragraph(TITLE) + PICTURE,
    "box": boxed(TEXT),
    "box under a title": paragraph(TITLE) + paragraph("张三") + boxed(TEXT) + paragraph("以上报告，请予评议。"),
    "form around a box": paragraph(TITLE) + f"<w:tbl>{CELLS}</w:tbl>" + boxed(TEXT),
    "hidden": f"<w:p>{run(TEXT, '<w:vanish/>')}</w:p>",
    "one sentence": paragraph(TITLE) + paragraph("我的述职报告见后面的图片。"),
}


@pytest.mark.parametrize("name", BODIES)
def test_report_without_text_violates(name):
    reading = check(docx(BODIES[name])).reading
    found = [item for item in reading.findings if item.severity is Severity.VIOLATION]
    assert [(item.rule, item.clause, item.measured, item.allowed) for item in found] == [
        ("no_text", "N3.2b", None, None)
    ]
    assert found[0].message.startswith("没有读到正文")
    assert "请移到正文" in found[0].repair
    assert reading.verdict is Verdict.VIOLATES
    assert reading.repair is None


def test_text_in_a_box_is_named_with_its_figure():
    reading = check(docx(BODIES["box under a title"])).reading
    boxed_words = reading.with_boxes_and_notes - reading.total
    assert boxed_words == 640
    assert f"文本框、脚注里另有 640 字，合计 {reading.with_boxes_and_notes} 字" in reading.findings[0].message


def test_no_text_is_said_on_the_terminal():
    said = describe(check(report(TITLE), name="空.docx"))
    assert "不符合要求" in said
    assert "没有读到正文，全文只有 16 字" in said


def test_report_with_text_is_not_told_so():
    findings = [item for source in sample(labelled_reports()) for item in check(source.data).reading.findings]
    assert "no_text" not in {item.rule for item in findings}
