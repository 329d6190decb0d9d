"""How a report may be laid out: forms, plain lines, bold sentences, soft breaks, notes, vows (WORDCHECK §3)."""

import pytest

from reviews.wordcheck import Part, check

from .builders import docx, paragraph, report, run

TITLE = "党支部书记抓基层党建工作述职报告"
DEEDS = "我组织学习12次，讲党课4次，支部获评先进，服务师生3200人次。"
TROUBLES = "学习不够深入，谈话流于形式，我碍于情面没有指出，有4名党员全年缺课。"
PLANS = "我将每月到支部一次，每季度通报，由我逐条检查，不合格的补学。"
FULL = ("一、主要做法", DEEDS, "二、存在问题", TROUBLES, "三、下步打算", PLANS)


def told_of(data):
    return {item.text: (item.part, item.sure) for item in check(data).reading.paragraphs}


def told(*lines):
    return told_of(report(*lines))


def table(*rows):
    cells = ("".join(f"<w:tc>{paragraph(text)}</w:tc>" for text in row) for row in rows)
    return "<w:tbl>" + "".join(f"<w:tr>{row}</w:tr>" for row in cells) + "</w:tbl>"


def test_left_column_of_a_form_names_its_parts():
    rows = (
        ("姓名、职务", "周明，支部书记；党员人数：31名"),
        ("履职情况", DEEDS),
        ("存在的主要问题及原因", TROUBLES),
        ("未来怎么走", PLANS),
        ("镇党委意见", "（盖章）"),
    )
    items = told_of(docx(paragraph(TITLE) + table(*rows)))
    assert [items[text][0] for _, text in rows] == [
        Part.OTHER,
        Part.ACHIEVEMENTS,
        Part.PROBLEMS,
        Part.PLAN,
        Part.OTHER,
    ]


def test_by_line_set_in_a_small_table_is_by_line():
    cells = (("单位：机关一支部", "姓名：周明"), ("职务", "支部书记"), ("日期", "2026年12月1日"))
    body = "".join(paragraph(text) for text in ("一、主要工作", DEEDS, "二、存在问题", TROUBLES, "三、下步打算", PLANS))
    items = told_of(docx(paragraph(TITLE) + table(*cells) + body))
    assert {items[text] for row in cells for text in row} == {(Part.TITLE, True)}
    assert items[DEEDS] == (Part.ACHIEVEMENTS, True)


def test_short_lines_between_paragraphs_are_headings_where_no_other_names_the_plan():
    lines = ("抓学习，强信念", DEEDS, "抓服务，办实事", DEEDS + "又", "知不足，明差距", TROUBLES, "往后怎么走", PLANS)
    items = told(TITLE, *lines)
    assert [items[text][0] for text in lines[5::2]] == [Part.PROBLEMS, Part.PLAN]


def test_bold_sentence_is_a_heading():
    heads = ("先说说这一年做的事情。", "再说说没做好的地方。", "最后说说下一年怎么干。")
    texts = (DEEDS, TROUBLES, PLANS)
    body = "".join(paragraph(run(head, "<w:b/>")) + paragraph(text) for head, text in zip(heads, texts, strict=True))
    items = told_of(docx(paragraph(TITLE) + body))
    assert [items[text] for text in texts] == [
        (Part.ACHIEVEMENTS, True),
        (Part.PROBLEMS, True),
        (Part.PLAN, True),
    ]


def test_whole_report_in_one_paragraph_is_not_guessed():
    broken = "<w:r><w:br/></w:r>".join(run(text) for text in (TITLE, *FULL))
    (item,) = check(docx(paragraph(broken))).reading.paragraphs
    assert (item.part, item.sure) == (Part.UNKNOWN, False)


def test_part_that_only_begins_with_its_name_is_found_beside_headings():
    items = told(TITLE, "一、主要做法", DEEDS, f"存在问题：{TROUBLES}", "二、下步打算", PLANS)
    assert items[f"存在问题：{TROUBLES}"] == (Part.PROBLEMS, True)


@pytest.mark.parametrize("note", ["填表说明：本表一式两份。", "注：数据截至11月底。", "备注：以上数据来自年报。"])
def test_note_belongs_to_no_part_wherever_it_stands(note):
    for lines in ((TITLE, note, *FULL), (TITLE, *FULL[:4], note, *FULL[4:]), (TITLE, *FULL, note)):
        assert told(*lines)[note] == (Part.OTHER, True)


@pytest.mark.parametrize(
    ("text", "part"),
    [
        ("“一站式服务”已建成服务点6个，服务2300人次，获评优秀，累计开展活动40场。", Part.ACHIEVEMENTS),
        ("拟每季度研究一次，6月底前由我牵头完成，年底前每人补学一遍。", Part.PLAN),
    ],
)
def test_project_of_the_secretary_goes_by_its_time(text, part):
    assert told(TITLE, *FULL[:4], "三、书记项目", text, "四、下步打算", PLANS)[text][0] is part


@pytest.mark.parametrize("heading", ["（二）廉洁纪律常抓常紧", "（二）党风廉政建设情况"])
def test_clean_hands_as_work_are_an_achievement(heading):
    assert told(TITLE, "一、主要做法", "（一）抓学习", DEEDS, heading, "签订责任书。", *FULL[2:])["签订责任书。"] == (
        Part.ACHIEVEMENTS,
        True,
    )


def test_own_conduct_below_the_achievements_belongs_to_no_part():
    lines = (TITLE, "一、主要做法", "（一）抓学习", DEEDS, "（二）廉洁自律情况", "没有收受礼品。", *FULL[2:])
    assert told(*lines)["没有收受礼品。"] == (Part.OTHER, True)


@pytest.mark.parametrize(
    "vow",
    [
        "使命在肩，初心如磐。在新的一年里，我将和班子成员一道，以更高的标准、更严的要求抓好基层党建工作。",
        "图书馆不大，责任不小。我将守好这方书香，带好这支队伍，不负读者的期待。",
        "教育是静待花开的事业。我将牢记嘱托，和全体教师一道守护好每一个孩子的成长。",
    ],
)
def test_last_vow_is_closing_also_where_it_is_wrapped(vow):
    assert told(TITLE, *FULL, vow, "支部书记：周明")[vow] == (Part.CLOSING, True)
    halves = vow[:24], vow[24:]
    items = told(TITLE, *FULL, *halves, "以上报告，请予评议。")
    assert [items[half] for half in halves] == [(Part.CLOSING, True)] * 2


def test_couplet_before_a_vow_goes_with_it():
    couplet = "征程万里风正劲，重任千钧再出发。"
    vow = "新的一年，我将不负重托、勇于担当，和支部全体党员一起写好育人新篇章。"
    assert told(TITLE, *FULL, couplet, vow)[couplet] == (Part.CLOSING, True)


def test_heading_that_denies_what_it_names_is_no_achievement():
    lines = (TITLE, "主要工作", DEEDS, "存在问题", "工作成效还不突出", TROUBLES, "下步打算", PLANS)
    assert told(*lines)[TROUBLES] == (Part.PROBLEMS, True)


def test_items_of_a_report_without_top_level_headings_are_not_sure():
    items = told(TITLE, f"（一）抓学习。{DEEDS}", f"（二）学习仍有差距。{TROUBLES}", f"（三）再抓紧。{PLANS}")
    assert not any(sure for part, sure in items.values() if part is not Part.TITLE)


def test_paragraph_of_nothing_visible_is_read_like_any():
    for lines in ((TITLE, *FULL, "\u200b"), ("\u200b", TITLE, *FULL), (TITLE, "\u200b", *FULL), ("3", "\u200b")):
        assert len(check(report(*lines)).reading.paragraphs) >= len(lines) - 1


def test_reason_names_the_sub_heading():
    lines = (TITLE, *FULL[:2], "二、存在问题", TROUBLES, "（二）原因分析", "我重视不够。", *FULL[4:])
    read = check(report(*lines)).reading.paragraphs
    assert {item.why for item in read if item.text == "我重视不够。"} == {"因为小标题“（二）原因分析”"}
