"""字数 as Word's dialog shows it (WORDCHECK §2)."""

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reviews.wordcheck import check

from .builders import docx, paragraph, part, run
from .proving import law

CASES = Path(__file__).parent / "cases"
EXPECTED = json.loads((CASES / "expected.json").read_text(encoding="utf-8"))
EAST_ASIAN = '<w:rFonts w:hint="eastAsia"/>'


def total(body, **parts):
    return check(docx(body, **parts)).reading.total


def words(text, properties=""):
    return total(paragraph(run(text, properties)))


@pytest.mark.parametrize("name", sorted(EXPECTED))
def test_case_counts_as_word_does(name):
    assert check((CASES / f"{name}.docx").read_bytes()).reading.total == EXPECTED[name]["expect"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("3.5%", 1),
        ("1,234", 1),
        ("2024-12-31", 1),
        ("well-being", 1),
        ("学习,整改", 5),
        ("学 习\u3000整\u00a0改\t好", 5),
        ("，。！？；：、《》（）【】", 13),
        ("①Ⅳ②", 3),
        ("“双带头人”", 6),
        ("零\u200b宽a\u200bb", 3),
        ("可选\u00ad连字", 4),
        ("한글ｶﾅかな", 6),
        ("50 kg 100", 3),
        ("", 0),
    ],
)
def test_text_counts(text, expected):
    assert words(f"{text}。") == expected + 1


@pytest.mark.parametrize("sign", "“”‘’—…·±≥→℃")
def test_ambiguous_sign_counts_alone_only_with_the_hint(sign):
    assert words(f"a{sign}b") == 1
    assert words(f"a{sign}b", EAST_ASIAN) == 3


@pytest.mark.parametrize("sign", "①⑳Ⅳ⒈⑴❶")
def test_circled_and_roman_numerals_always_count(sign):
    assert words(f"a{sign}b") == 3


def style(kind, inner, name="s", more=""):
    return f'<w:style w:type="{kind}" w:styleId="{name}"><w:name w:val="{name}"/>{more}<w:rPr>{inner}</w:rPr></w:style>'


def test_hint_is_inherited_from_defaults_and_styles():
    defaults = part(
        "styles", f"<w:docDefaults><w:rPrDefault><w:rPr>{EAST_ASIAN}</w:rPr></w:rPrDefault></w:docDefaults>"
    )
    based = part(
        "styles", style("character", EAST_ASIAN, "base") + style("character", "", "s", '<w:basedOn w:val="base"/>')
    )
    assert total(paragraph(run("≥90%→")), styles=defaults) == 3
    assert total(paragraph(run("≥90%→", '<w:rStyle w:val="s"/>')), styles=based) == 3


def test_hidden_text_is_left_out():
    assert total(paragraph(run("看"), run("不见", "<w:vanish/>"), run("得见", '<w:vanish w:val="0"/>'))) == 3


def test_text_hidden_by_styles_is_left_out():
    hidden = part("styles", style("character", "<w:vanish/>") + style("paragraph", "<w:vanish/>", "p"))
    by_run = paragraph("看", run("不见", '<w:rStyle w:val="s"/>'))
    by_paragraph = paragraph("不见", run("看", '<w:vanish w:val="false"/>'), properties='<w:pStyle w:val="p"/>')
    assert total(by_run, styles=hidden) == 1
    assert total(by_paragraph, styles=hidden) == 1


def test_styles_based_on_each_other_do_no_harm():
    loop = part(
        "styles",
        style("paragraph", "", "a", '<w:basedOn w:val="b"/>') + style("paragraph", "", "b", '<w:basedOn w:val="a"/>'),
    )
    assert total(paragraph("照样", properties='<w:pStyle w:val="a"/>'), styles=loop) == 2


def mark(kind):
    return f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>'


def code(text):
    return f"<w:r><w:instrText>{text}</w:instrText></w:r>"


def test_nested_field_counts_its_outer_result_alone():
    inner = mark("begin") + code("PAGE") + mark("separate") + run("十") + mark("end")
    assert total(paragraph(mark("begin"), code("IF "), inner, mark("separate"), "结果", mark("end"), "后")) == 3


def test_field_result_goes_on_in_the_next_paragraph():
    assert total(paragraph(mark("begin"), code("TOC"), mark("separate"), "前") + paragraph("后", mark("end"))) == 2


def test_field_that_is_never_closed_hides_nothing():
    assert total(paragraph(mark("begin"), code("PAGE"), "没有藏住")) == 4


def test_simple_field_counts_its_result():
    assert total(f'<w:p><w:fldSimple w:instr="DATE">{run("今天")}</w:fldSimple></w:p>') == 2


@pytest.mark.parametrize(
    ("inner", "expected"),
    [
        (f'<w:ins w:id="1">{run("插入")}</w:ins>', 2),
        (f'<w:moveTo w:id="1">{run("移来")}</w:moveTo>', 2),
        (f'<w:moveFrom w:id="1">{run("移走")}</w:moveFrom>', 0),
        ('<w:del w:id="1"><w:r><w:delText>删去</w:delText></w:r></w:del>', 0),
        (f"<w:sdt><w:sdtPr/><w:sdtContent>{run('控件')}</w:sdtContent></w:sdt>", 2),
        (f'<w:smartTag w:uri="u" w:element="e"><w:smartTagPr/>{run("标记")}</w:smartTag>', 2),
        (f'<w:hyperlink w:anchor="a">{run("链接")}</w:hyperlink>', 2),
        ("<m:oMath><m:r><m:t>x+1</m:t></m:r></m:oMath>", 1),
        (f"<w:r><w:ruby><w:rt>{run('dǎng')}</w:rt><w:rubyBase>{run('党')}</w:rubyBase></w:ruby></w:r>", 1),
        ('<w:r><w:sym w:font="Wingdings" w:char="F0FC"/></w:r>', 1),
        ("<w:r><w:softHyphen/></w:r>", 0),
        ('<w:r><w:footnoteReference w:id="1"/></w:r>', 0),
        (f"<w:customXml>{run('数据')}</w:customXml>", 2),
    ],
)
def test_inline_element_counts(inner, expected):
    assert total(f"<w:p>{run('起')}{inner}</w:p>") == expected + 1


def test_only_the_choice_of_alternate_content_counts():
    choice = f'<mc:Choice Requires="wps">{run("选")}</mc:Choice>'
    assert (
        total(f"<w:p><mc:AlternateContent>{choice}<mc:Fallback>{run('备用')}</mc:Fallback></mc:AlternateContent></w:p>")
        == 1
    )


def test_merged_cells_count_once():
    wide = f'<w:tc><w:tcPr><w:gridSpan w:val="2"/></w:tcPr>{paragraph("合并")}</w:tc>'
    tall = f'<w:tc><w:tcPr><w:vMerge w:val="restart"/></w:tcPr>{paragraph("竖着")}</w:tc>'
    rest = "<w:tc><w:tcPr><w:vMerge/></w:tcPr><w:p/></w:tc>"
    assert total(f"<w:tbl><w:tr>{wide}</w:tr><w:tr>{tall}</w:tr><w:tr>{rest}</w:tr></w:tbl>") == 4


def test_cells_are_paragraphs_row_by_row_with_nested_tables():
    inner = f"<w:tbl><w:tr><w:tc>{paragraph('三')}</w:tc></w:tr></w:tbl>"
    rows = f"<w:tr><w:tc>{paragraph('一')}</w:tc><w:tc>{paragraph('二')}{inner}</w:tc></w:tr><w:tr><w:tc>{paragraph('四')}</w:tc></w:tr>"
    reading = check(docx(f"<w:tbl>{rows}</w:tbl>")).reading
    assert [item.text for item in reading.paragraphs] == ["一", "二", "三", "四"]


def test_boxes_and_notes_stand_beside_the_main_figure():
    box = f"<w:pict><v:textbox><w:txbxContent>{paragraph('框内')}</w:txbxContent></v:textbox></w:pict>"
    notes = part("footnotes", f'<w:footnote w:id="1">{paragraph("脚注")}</w:footnote>')
    reading = check(docx(f"<w:p>{run('正文')}<w:r>{box}</w:r></w:p>", footnotes=notes)).reading
    assert (reading.total, reading.with_boxes_and_notes) == (2, 6)


def test_header_and_comment_text_is_left_out():
    header = part("hdr", paragraph("页眉"))
    comments = part("comments", f'<w:comment w:id="1">{paragraph("批注")}</w:comment>')
    assert total(paragraph("正文"), header=header, comments=comments) == 2


def test_paragraph_end_and_line_break_separate():
    assert total(paragraph("abc") + paragraph("def")) == 2
    assert total(paragraph("abc", "<w:r><w:br/></w:r>", "def")) == 2


TEXTS = st.text(alphabet="党建 abc3.5%，“”—\u3000\u200b①→", min_size=1, max_size=30)


@law(300)
@given(text=TEXTS, cut=st.integers(0, 30), hint=st.booleans())
def test_splitting_a_run_changes_nothing(text, cut, hint):
    properties = EAST_ASIAN if hint else ""
    split = paragraph(run(text[:cut], properties), run(text[cut:], properties), "终")
    assert total(split) == total(paragraph(run(text, properties), "终"))


@law(200)
@given(first=TEXTS, second=TEXTS)
def test_paragraphs_add_up(first, second):
    assert total(paragraph(f"{first}。") + paragraph(f"{second}。")) == words(f"{first}。") + words(f"{second}。")
