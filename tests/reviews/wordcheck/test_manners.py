"""Manners of writing, each by the smallest report that shows it (WORDCHECK §3)."""

import pytest

from reviews.wordcheck import Part, check
from reviews.wordcheck.parts.signs import read_evidence

from .builders import docx, paragraph, report, run

TITLE = "党支部书记抓基层党建工作述职报告"
DEEDS = "我组织学习12次，讲党课4次，支部获评先进，服务师生3200人次。"
TROUBLES = "学习不够深入，谈话流于形式，我碍于情面没有指出，有4名党员全年缺课。"
PLANS = "我将每月到支部一次，每季度通报，由我逐条检查，不合格的补学。"
DEEDS_FIRST = (TITLE, "一、主要做法", DEEDS)


def told(*lines):
    return {item.text: (item.part, item.sure) for item in check(report(*lines)).reading.paragraphs}


def parts(*lines):
    return [part for part, _ in told(*lines).values()]


def why(text, *lines):
    return next(item.why for item in check(report(*lines)).reading.paragraphs if item.text == text)


def test_paragraphs_that_begin_with_the_name_of_a_part():
    lines = (TITLE, f"工作总结：{DEEDS}", f"存在问题：{TROUBLES}", f"下步打算：{PLANS}")
    items = told(*lines)
    assert [items[line] for line in lines[1:]] == [
        (Part.ACHIEVEMENTS, True),
        (Part.PROBLEMS, True),
        (Part.PLAN, True),
    ]


def test_chapters_that_each_hold_all_three_parts():
    chapter = ("（一）主要工作", DEEDS, "（二）存在问题", TROUBLES, "（三）下步打算", PLANS)
    items = told(TITLE, "一、学习方面", *chapter, "二、组织方面", *(f"{line}又" for line in chapter))
    assert items["一、学习方面"] == (Part.MIXED, False)
    assert items[TROUBLES] == (Part.PROBLEMS, True)
    assert items[f"{PLANS}又"] == (Part.PLAN, True)


def test_columns_of_a_ledger_say_the_part():
    rows = (
        ("序号", "存在问题", "整改措施"),
        ("1", "上面说的第一件", "由支委说明"),
        ("2", "上面说的第二件", "由书记说明"),
    )
    cells = (("".join(f"<w:tc>{paragraph(text)}</w:tc>" for text in row)) for row in rows)
    table = "<w:tbl>" + "".join(f"<w:tr>{row}</w:tr>" for row in cells) + "</w:tbl>"
    body = "".join(map(paragraph, (*DEEDS_FIRST, "二、问题及整改"))) + table + paragraph("以上报告，请予评议。")
    items = {item.text: item for item in check(docx(body)).reading.paragraphs}
    assert (items["上面说的第二件"].part, items["上面说的第二件"].sure) == (Part.PROBLEMS, True)
    assert (items["由书记说明"].part, items["由书记说明"].sure) == (Part.PLAN, True)
    assert items["由书记说明"].why == "因为在表格的“整改措施”一栏"


@pytest.mark.parametrize("by_line", ["外语系党支部书记  周明", "——外语系党支部述职", "（2026年12月）"])
def test_motto_above_a_by_line_is_title(by_line):
    items = told("初心如磐担使命", by_line, "一、主要做法", DEEDS, "二、存在问题", TROUBLES, "三、下步打算", PLANS)
    assert items["初心如磐担使命"] == items[by_line] == (Part.TITLE, True)


def test_wrapped_line_that_sounds_like_closing_words_goes_with_its_sentence():
    lines = (
        *DEEDS_FIRST,
        "二、存在问题",
        TROUBLES,
        "三、下步打算",
        "我每季度精读一本书，在支部分享会上讲一次，",
        "请大家监督。",
    )
    assert told(*lines)["请大家监督。"] == (Part.PLAN, True)


def test_measure_that_asks_for_marks_is_no_closing():
    last = "教材由党员骨干分章重写，请学生打分。"
    assert told(*DEEDS_FIRST, "二、存在问题", TROUBLES, "三、下步打算", PLANS, last)[last][0] is Part.PLAN


def test_last_vow_without_the_usual_words_is_asked():
    vow = "路长人不老，我会一直走下去。"
    items = told(*DEEDS_FIRST, "二、存在问题", TROUBLES, "三、下步打算", f"（一）{PLANS}", f"（二）{PLANS}", vow)
    assert items[vow] == (Part.CLOSING, False)


def test_heading_in_two_halves_is_one():
    bold = [
        paragraph(run(text, "<w:b/>"))
        for text in ("回望全年：工作扎实有序", "检视自身：短板客观存在", "展望来年：再启新程")
    ]
    texts = map(paragraph, (DEEDS, TROUBLES, PLANS))
    body = paragraph(TITLE) + "".join(head + text for head, text in zip(bold, texts, strict=True))
    read = [item.part for item in check(docx(body)).reading.paragraphs]
    assert read[1:] == [Part.ACHIEVEMENTS] * 2 + [Part.PROBLEMS] * 2 + [Part.PLAN] * 2


def test_paragraph_that_begins_as_problem_and_ends_as_plan_is_asked():
    item = f"1.{TROUBLES}每月由我逐人检查一次，不合格的年底前补学，季度通报。"
    assert told(*DEEDS_FIRST, "二、主要不足及努力方向", item)[item] == (Part.MIXED, False)


@pytest.mark.parametrize(
    ("heading", "part"),
    [("支部概况", Part.OTHER), ("遵守廉洁纪律情况", Part.OTHER), ("上一年度查摆问题的整改", Part.ACHIEVEMENTS)],
)
def test_chapter_that_belongs_to_none_or_to_the_past(heading, part):
    lines = (
        TITLE,
        "一、主要做法",
        DEEDS,
        f"二、{heading}",
        "有关内容。",
        "三、存在问题",
        TROUBLES,
        "四、下步打算",
        PLANS,
    )
    assert told(*lines)["有关内容。"] == (part, True)


def test_opening_that_announces_is_sure_whatever_it_counts():
    opening = "支部有党员43人，全年学习12次，获评先进。现将情况报告如下："
    assert told(TITLE, opening, *DEEDS_FIRST[1:], "二、存在问题", TROUBLES)[opening] == (Part.OPENING, True)


def test_texts_sound_like_their_parts():
    sounds = [max(zip(read_evidence(text), "APL", strict=True))[1] for text in (DEEDS, TROUBLES, PLANS)]
    assert sounds == ["A", "P", "L"]
    assert read_evidence("") == (0, 0, 0)


def test_every_paragraph_says_why():
    lines = (*DEEDS_FIRST, "二、存在问题", TROUBLES, "三、下步打算", PLANS, "以上报告，请予评议。", "2026年12月1日")
    read = check(report(*lines)).reading.paragraphs
    assert all(item.why.startswith("因为") for item in read)
    assert why(TROUBLES, *lines) == "因为标题“二、存在问题”"
