"""What is sure and what is asked where headings say little (WORDCHECK §3)."""

import pytest

from reviews.documents.demo.demo_report import demo_report
from reviews.wordcheck import Part, Verdict, check
from tests.cpu import cpu_seconds

from .builders import docx, paragraph, report
from .proving import PROVING

DEEDS = "我组织学习12次，讲党课4次，支部获评先进。"
TROUBLES = "学习不够深入，谈话流于形式，制度执行不严。"
PLANS = "我将每月到支部一次，每季度通报，逐条落实。"
TITLE = "党支部书记抓基层党建工作述职报告"
FULL = ("一、主要做法", DEEDS * 4, "二、存在问题", TROUBLES * 4, "三、下步打算", PLANS * 4)
MEANT = ("college", "teacher", "student", "admin")


def read(*lines):
    return check(report(*lines)).reading.paragraphs


def told(*lines):
    return {item.text: (item.part, item.sure) for item in read(*lines)}


@pytest.mark.parametrize(
    "heading", ["一、一年来的成绩与不足", "一、工作总结和存在问题", "一、主要做法、存在不足", "一、一年来的得与失"]
)
def test_heading_that_names_two_parts_is_asked_with_all_below_it(heading):
    items = told(TITLE, heading, DEEDS, TROUBLES, "二、下步打算", PLANS)
    assert items[heading] == (Part.MIXED, False)
    assert items[DEEDS] == (Part.ACHIEVEMENTS, False)
    assert items[TROUBLES] == (Part.PROBLEMS, False)
    assert items[PLANS] == (Part.PLAN, True)


@pytest.mark.parametrize(
    "plans",
    [
        ("我将每月到一个支部听课，年底前形成台账。", "对年轻党员，我将逐人谈话，力争人人有任务。"),
        ("下一步，要把制度执行列入考核，每季度通报一次。", "今后，将逐人谈话，每月不少于两次。"),
        ("我将每月到一个支部听课，年底前形成台账。", "今后还要把制度执行列入考核，定期通报。"),
    ],
)
def test_plans_without_a_heading_after_the_problems_are_not_sure_problems(plans):
    items = told(TITLE, "一、主要做法", DEEDS, "二、查摆问题", f"（一）{TROUBLES}", f"（二）{TROUBLES}", *plans)
    assert all(items[plan][0] is Part.PLAN for plan in plans)
    assert items[plans[0]] == (Part.PLAN, plans[0].startswith("下一步"))
    assert items[f"（二）{TROUBLES}"] == (Part.PROBLEMS, True)


def test_problems_without_words_of_plans_stay_sure():
    items = told(TITLE, "一、主要做法", DEEDS, "二、查摆问题", f"（一）{TROUBLES}", f"（二）{TROUBLES}")
    assert items[f"（二）{TROUBLES}"] == (Part.PROBLEMS, True)


@pytest.mark.parametrize("line", ["附件：整改台账", "附：查摆问题整改台账", "附件1", "附表：整改任务清单"])
def test_annex_closes_the_report(line):
    annex = ("序号 问题 措施 时限", "1.学习不够深入。", "整改措施：每月一次。")
    items = read(TITLE, *FULL, "以上报告，请予评议。", "机关党支部", "2026年12月3日", line, *annex)
    assert [(item.part, item.sure) for item in items[-6:]] == [(Part.OTHER, True)] * 6
    assert items[-7].part is Part.CLOSING


def test_table_behind_the_date_is_an_annex():
    cells = "".join(f"<w:tc>{paragraph(text)}</w:tc>" for text in ("问题", "学习不够深入", "整改措施", "每月一次"))
    body = "".join(paragraph(line) for line in (TITLE, *FULL, "2026年12月3日"))
    items = check(docx(f"{body}<w:tbl><w:tr>{cells}</w:tr></w:tbl>")).reading.paragraphs
    assert [(item.part, item.sure) for item in items[-5:]] == [(Part.OTHER, True)] * 5


def test_report_behind_a_covering_letter_is_no_annex():
    items = told("通知", "请按要求填写。" * 40, "附件：述职报告", *FULL)
    assert items[DEEDS * 4][0] is Part.ACHIEVEMENTS
    assert items[TROUBLES * 4][0] is Part.PROBLEMS


@pytest.mark.parametrize(
    "numbers", [("", "", ""), ("I. ", "II. ", "III. "), ("Ⅰ、", "Ⅱ、", "Ⅲ、"), ("壹·", "贰·", "叁·")]
)
def test_first_heading_is_no_title(numbers):
    names = ("工作总结", "查摆问题", "下步打算")
    heads = [f"{number}{name}" for number, name in zip(numbers, names, strict=True)]
    items = told(TITLE, heads[0], DEEDS, heads[1], TROUBLES, heads[2], PLANS)
    assert [items[line][0] for line in (heads[0], DEEDS)] == [Part.ACHIEVEMENTS] * 2
    assert told("总结", DEEDS, "问题", TROUBLES, "打算", PLANS)["总结"][0] is Part.ACHIEVEMENTS


def test_title_with_the_word_of_a_part_is_a_title():
    assert told("2026年党建工作总结", *FULL)["2026年党建工作总结"] == (Part.TITLE, True)
    assert told("工作总结", *FULL)["工作总结"] == (Part.TITLE, True)


@pytest.mark.parametrize("leader", ["……", "…", "......", "    ", " ", "", "\t"])
def test_typed_contents_with_page_numbers_are_contents(leader):
    entries = [f"{head}{leader}{page}" for page, head in enumerate(FULL[::2], start=1)]
    items = told(TITLE, "目  录", *entries, *FULL)
    assert {items[entry.strip()] for entry in entries} == {(Part.TOC, True)}
    assert items[FULL[0]] == (Part.ACHIEVEMENTS, True)


OPENING = "2026年我在抓党建上有一些进步，也有几件事没有办好。下面重点讲自己的问题，请大家批评。"


@pytest.mark.parametrize("before", [(), ("各位领导：",), ("现将情况汇报如下：",), ("同志们：", "现将情况汇报如下：")])
def test_opening_that_mentions_the_parts_is_no_sure_achievement(before):
    assert told(TITLE, *before, OPENING, *FULL)[OPENING][0] is Part.OPENING


def test_deeds_before_a_first_heading_of_problems_are_achievements():
    assert told(TITLE, DEEDS * 2, "一、存在问题", TROUBLES, "二、下步打算", PLANS)[DEEDS * 2][0] is Part.ACHIEVEMENTS


def test_headings_that_name_nothing_are_asked_where_problems_are_nowhere_named():
    items = told(
        TITLE, "一、春之播种", DEEDS, "二、夏之耕耘", DEEDS + "又", "三、秋之思量", TROUBLES, "四、冬之积蓄", PLANS
    )
    assert not any(sure for part, sure in items.values() if part is not Part.TITLE)


def test_items_after_a_turn_are_guessed_problems_until_the_next():
    turn = "在肯定成绩的同时，我也清醒地看到，自己抓党建还存在不少问题。"
    items = ["一是到支部听课12次，只讲了两次意见。", "二是慰问党员56人次，没有一次登门。"]
    later = ["下一步，我打算从以下几个方面改进。", "一是听一次课，讲一次意见。"]
    lines = told(TITLE, "一年来，我主要抓了这几件事。", DEEDS, turn, *items, *later)
    assert {lines[item] for item in (turn, *items)} == {(Part.PROBLEMS, False)}
    assert {lines[item] for item in later} == {(Part.PLAN, False)}
    assert lines[DEEDS] == (Part.ACHIEVEMENTS, False)


@pytest.mark.parametrize("flavour", MEANT)
@pytest.mark.parametrize("profile", ["no_headings", "merged"])
def test_demo_report_without_plain_parts_is_open(profile, flavour):
    for seed in range(4 if PROVING else 1):
        data = demo_report(
            profile=profile, organization="外语系党支部", secretary="周明", year=2026, flavour=flavour, seed=seed
        )
        reading = check(data).reading
        assert reading.verdict is Verdict.OPEN
        assert not any(item.sure for item in reading.paragraphs if item.part in (Part.PROBLEMS, Part.PLAN))


def test_measure_after_a_problem_is_asked_though_the_problem_uses_no_known_word():
    item = "（一）党费有4人按旧基数交了七个月。改进措施：我每季度核一次账。"
    assert told(TITLE, "一、主要做法", DEEDS, "二、存在问题及改进措施", item)[item] == (Part.MIXED, False)


@pytest.mark.parametrize(
    "line", ["附件1", "2026年12月1日", "附：整改台账。一、存在问题", "下一步，我将", "“", "一", "其次，说说问题"]
)
def test_thousands_of_the_same_odd_line_are_read_in_time(line):
    lines = 4900 if PROVING else 1200
    data = report(TITLE, *[line] * lines)
    assert cpu_seconds(lambda: check(data)) < 0.0008 * lines
