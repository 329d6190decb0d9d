"""Text in every place that a Word file has for it (WORDCHECK §2)."""

import pytest

from reviews.wordcheck import check

from .builders import docx, paragraph, part, run

CELL = f"<w:tc>{paragraph('格内')}</w:tc>"
ROW = f"<w:tr>{CELL}</w:tr>"


def control(inner):
    return f"<w:sdt><w:sdtPr><w:alias w:val='不计'/></w:sdtPr><w:sdtContent>{inner}</w:sdtContent></w:sdt>"


def choices(*inner, fallback=""):
    found = "".join(f'<mc:Choice Requires="x{place}">{one}</mc:Choice>' for place, one in enumerate(inner))
    return f"<mc:AlternateContent>{found}<mc:Fallback>{fallback}</mc:Fallback></mc:AlternateContent>"


def box(inner):
    return f"<w:pict><v:textbox><w:txbxContent>{inner}</w:txbxContent></v:textbox></w:pict>"


def boxed(inner):
    return f"<w:p><w:r>{inner}</w:r></w:p>"


def figures(body, **parts):
    reading = check(docx(body, **parts)).reading
    return reading.total, reading.with_boxes_and_notes - reading.total


FORM_FIELD = (
    "<w:p><w:r><w:fldChar w:fldCharType='begin'><w:ffData><w:textInput><w:default w:val='不计'/></w:textInput></w:ffData>"
    f"</w:fldChar></w:r><w:r><w:fldChar w:fldCharType='separate'/></w:r>{run('填的')}"
    "<w:r><w:fldChar w:fldCharType='end'/></w:r></w:p>"
)
PLACES = {
    "control around a row": (f"<w:tbl>{control(ROW)}</w:tbl>", 2),
    "control around a cell": (f"<w:tbl><w:tr>{control(CELL)}</w:tr></w:tbl>", 2),
    "control in a control": (control(control(paragraph("控件"))), 2),
    "control of a row in a cell": (f"<w:tbl><w:tr><w:tc>{control(f'<w:tbl>{ROW}</w:tbl>')}</w:tc></w:tr></w:tbl>", 2),
    "custom XML around a row": (f"<w:tbl><w:customXml w:element='e'>{ROW}</w:customXml></w:tbl>", 2),
    "smart tag in a hyperlink": (
        f"<w:p><w:hyperlink><w:smartTag>{run('链接')}</w:smartTag></w:hyperlink></w:p>",
        2,
    ),
    "insertion in a deletion": (f"<w:p><w:del w:id='1'><w:ins w:id='2'>{run('没了')}</w:ins></w:del></w:p>", 0),
    "deletion in an insertion": (f"<w:p><w:ins w:id='1'><w:del w:id='2'>{run('没了')}</w:del></w:ins></w:p>", 0),
    "deleted cell": (
        f"<w:tbl><w:tr><w:tc><w:tcPr><w:cellDel/></w:tcPr>{paragraph('没了')}</w:tc>{CELL}</w:tr></w:tbl>",
        2,
    ),
    "inserted row": (f"<w:tbl><w:tr><w:trPr><w:ins w:id='1'/></w:trPr>{CELL}</w:tr></w:tbl>", 2),
    "formula of its own": ("<w:p><m:oMathPara><m:oMath><m:r><m:t>x=1</m:t></m:r></m:oMath></m:oMathPara></w:p>", 1),
    "formula in Word's own text": ("<w:p><m:oMath><m:r><w:t>党建</w:t></m:r></m:oMath></w:p>", 2),
    "choice between paragraphs": (choices(paragraph("选"), fallback=paragraph("备用")), 1),
    "choice between runs": (f"<w:p>{choices(run('选'), fallback=run('备用'))}</w:p>", 1),
    "choice in a run": (f"<w:p><w:r>{choices('<w:t>选</w:t>', fallback='<w:t>备用</w:t>')}</w:r></w:p>", 1),
    "first of two choices": (f"<w:p>{choices(run('一'), run('二二'), fallback=run('备用用'))}</w:p>", 1),
    "fallback where nothing is to choose": (f"<w:p>{choices(fallback=run('备用'))}</w:p>", 2),
    "direction": (f"<w:p><w:dir w:val='rtl'>{run('方向')}</w:dir></w:p>", 2),
    "form field": (FORM_FIELD, 2),
}


@pytest.mark.parametrize("place", PLACES)
def test_text_counts_where_it_stands(place):
    body, expected = PLACES[place]
    assert figures(body) == (expected, 0)


@pytest.mark.parametrize("name", ["tab", "ptab", "br", "cr"])
def test_separator_divides_western_runs_and_counts_nothing(name):
    assert figures(paragraph("ab", f"<w:r><w:{name}/></w:r>", "cd", f"<w:r><w:{name}/></w:r>"))[0] == 2


def test_box_counts_beside_and_once():
    twice = choices(box(paragraph("框里")), fallback=box(paragraph("框里")))
    assert figures(paragraph("正文") + boxed(twice)) == (2, 2)


def test_box_in_a_box_counts_beside_and_once():
    inner = boxed(box(paragraph("内框")))
    assert figures(boxed(box(paragraph("外") + inner))) == (0, 3)


def test_box_in_a_cell_or_a_note_counts_beside():
    held = paragraph("正") + boxed(box(paragraph("框")))
    notes = part("endnotes", f'<w:endnote w:id="2">{held}</w:endnote>')
    assert figures(f"<w:tbl><w:tr><w:tc>{held}</w:tc></w:tr></w:tbl>", endnotes=notes) == (1, 3)


def test_box_in_a_header_counts_nowhere():
    assert figures(paragraph("正文"), header=part("hdr", boxed(box(paragraph("页眉框"))))) == (2, 0)


def test_deletion_in_a_box_or_a_note_counts_nowhere():
    gone = f"<w:p><w:del w:id='1'>{run('删去')}</w:del>{run('留')}</w:p>"
    notes = part("footnotes", f'<w:footnote w:id="1">{gone}</w:footnote>')
    assert figures(boxed(box(gone)), footnotes=notes) == (0, 2)


def test_hidden_text_in_a_note_of_a_plain_report_counts_nowhere():
    note = f'<w:footnote w:id="1"><w:p>{run("脚注")}{run("藏着", "<w:vanish/>")}</w:p></w:footnote>'
    assert figures(paragraph("正文"), footnotes=part("footnotes", note)) == (2, 2)


def test_five_tables_in_each_other_are_read_in_order():
    table = paragraph("五")
    for text in "四三二一":
        table = f"<w:tbl><w:tr><w:tc>{paragraph(text)}{table}</w:tc></w:tr></w:tbl>"
    assert [item.text for item in check(docx(table)).reading.paragraphs] == ["一", "二", "三", "四", "五"]
