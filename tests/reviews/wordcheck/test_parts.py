"""Which part a paragraph is in, and when the author is asked (WORDCHECK §3)."""

import pytest

from reviews.wordcheck import Part, ReportLimits, check
from reviews.wordcheck.parts.signs import SIGNS, VOWS

from .accuracy import accuracy_of, naive_accuracy_of, overall
from .builders import report
from .labelled import labelled_reports, unseen_reports
from .learn import learned, learned_vows

# Reports are read once for all that is asked of them.
pytestmark = pytest.mark.xdist_group("parts")
REPORTS = {item.name: item for item in labelled_reports()}
OPENING = ("抓基层党建工作述职报告", "现将有关情况报告如下。")
ACHIEVEMENTS = ("一、主要做法", "我组织学习12次，讲党课3次，获评先进支部。")
PROBLEMS = ("二、存在问题", "（一）学习不够深入。全年只到支部3次。")
PLAN = ("三、下一步打算", "我将每月到支部一次，进一步加强学习。")


def parts(*lines, **options):
    return {item.text: item.part for item in check(report(*lines), **options).reading.paragraphs}


def paragraphs(*lines, **options):
    return check(report(*lines), **options).reading.paragraphs


@pytest.mark.parametrize("name", REPORTS)
def test_development_report_is_read_right(name):
    found = accuracy_of(REPORTS[name])
    # Where there are no headings a guess may be wrong, but never sure.
    assert found.right >= (0.75 if found.asked > 0.9 * found.words else 0.92) * found.words
    assert found.sure_wrong <= 0.02 * found.words


def test_development_reports_keep_the_floors():
    found = overall(labelled_reports())
    assert found.right >= 0.99 * found.words
    assert found.sure_wrong <= 0.002 * found.words
    assert found.asked <= 0.12 * found.words
    assert found.near >= 0.95 * found.reports
    assert found.alike >= 0.97 * found.reports


def test_unseen_reports_keep_the_floors():
    found = overall(unseen_reports())
    assert found.right >= 0.97 * found.words
    assert found.sure_wrong <= 0.01 * found.words
    assert found.asked <= 0.20 * found.words
    assert found.near >= 0.85 * found.reports
    assert found.alike >= 0.95 * found.reports


def test_decoder_is_far_ahead_of_keywords():
    for reports in (labelled_reports(), unseen_reports()):
        clever, naive = overall(reports), overall(reports, naive_accuracy_of)
        assert clever.right >= naive.right + 0.25 * naive.words
        assert clever.sure_wrong <= 0.05 * naive.sure_wrong


def test_signs_are_those_learned_from_the_development_reports():
    assert SIGNS.read_text(encoding="utf-8") == learned(labelled_reports())
    assert VOWS.read_text(encoding="utf-8") == learned_vows(labelled_reports())


def test_part_names_the_heading_it_was_read_from():
    read = paragraphs(*OPENING, *ACHIEVEMENTS, *PROBLEMS, *PLAN)
    assert {item.why for item in read if item.part is Part.PROBLEMS} == {"因为标题“二、存在问题”"}
    assert [item.text for item in read if item.heading] == ["一、主要做法", "二、存在问题", "三、下一步打算"]


def test_report_without_a_top_level_heading_is_never_sure():
    read = paragraphs("工作开展得不够好，存在问题。", "下一步，我将加强学习。", "以上报告，请予评议")
    assert not any(item.sure for item in read if item.part in (Part.PROBLEMS, Part.PLAN))


@pytest.mark.parametrize(
    ("heading", "part"),
    [
        ("履职尽责抓党建情况", Part.ACHIEVEMENTS),
        ("工作开展情况", Part.ACHIEVEMENTS),
        ("特色亮点工作", Part.ACHIEVEMENTS),
        ("存在的主要问题和不足", Part.PROBLEMS),
        ("存在问题及原因分析", Part.PROBLEMS),
        ("问题的原因剖析", Part.PROBLEMS),
        ("正视差距不足", Part.PROBLEMS),
        ("下步工作思路和主要措施", Part.PLAN),
        ("今后努力方向", Part.PLAN),
        ("针对存在问题的整改措施", Part.PLAN),
        ("2027年工作安排", Part.PLAN),
        ("上年度查摆问题整改落实情况", Part.ACHIEVEMENTS),
        ("基本情况", Part.OTHER),
        ("廉洁自律情况", Part.OTHER),
    ],
)
def test_heading_names_its_part(heading, part):
    assert parts(*OPENING, *ACHIEVEMENTS, f"二、{heading}", "有关内容。")["有关内容。"] is part


@pytest.mark.parametrize(
    ("under", "line"),
    [
        (Part.PROBLEMS, "（一）措施不硬"),
        (Part.PROBLEMS, "（二）要继续加大统筹力度"),
        (Part.ACHIEVEMENTS, "（三）紧盯短板问题提升党建质量"),
        (Part.PLAN, "（四）解决学习不够深入的问题"),
    ],
)
def test_sub_heading_inherits_whatever_it_says(under, line):
    blocks = {Part.ACHIEVEMENTS: ACHIEVEMENTS, Part.PROBLEMS: PROBLEMS, Part.PLAN: PLAN}
    lines = [text for part, block in blocks.items() for text in (*block, *([line] if part is under else []))]
    assert parts(*OPENING, *lines)[line] is under


def test_merged_heading_asks_where_problem_and_measure_share_a_paragraph():
    mixed = "（一）谈话不深入，了解情况流于形式，个别党员的困难没有掌握。下一步，我将每季度谈一次。"
    reading = check(report(*OPENING, *ACHIEVEMENTS, "二、存在问题及努力方向", mixed)).reading
    asked = [item for item in reading.paragraphs if item.text == mixed]
    assert [(item.part, item.sure) for item in asked] == [(Part.MIXED, False)]
    low, high = reading.ranges[Part.PROBLEMS]
    assert low == reading.shares[Part.PROBLEMS] == 0
    assert high > 0.3


def test_labelled_measure_among_problems_is_plan():
    lines = (*OPENING, *ACHIEVEMENTS, *PROBLEMS, "整改措施：由我逐月检查。", "（二）调研不够。全年2次。", *PLAN)
    read = parts(*lines)
    assert read["整改措施：由我逐月检查。"] is Part.PLAN
    assert read["（二）调研不够。全年2次。"] is Part.PROBLEMS


def test_empty_report_and_bare_title_have_no_parts():
    assert parts() == {}
    assert parts("述职报告") == {"述职报告": Part.TITLE}


def test_causes_stand_apart_where_the_cycle_says_so():
    lines = (*OPENING, *ACHIEVEMENTS, *PROBLEMS, "三、原因分析", "我重视不够。", "四、下步打算", "我将改进。")
    apart = ReportLimits(causes_belong_to_problems=False)
    assert parts(*lines)["我重视不够。"] is Part.PROBLEMS
    assert parts(*lines, limits=apart)["我重视不够。"] is Part.CAUSES


def test_earlier_rectification_counts_as_the_cycle_says():
    lines = (OPENING[0], "一、上年度问题整改情况", "三个问题都已整改。", "二、存在问题", "学习不够。")
    apart = ReportLimits(earlier_rectification_is_achievement=False)
    assert parts(*lines)["三个问题都已整改。"] is Part.ACHIEVEMENTS
    assert parts(*lines, limits=apart)["三个问题都已整改。"] is Part.OTHER


def test_correction_is_sure_and_says_so():
    lines = (*OPENING, *ACHIEVEMENTS, *PROBLEMS, *PLAN)
    item = paragraphs(*lines, corrections={3: Part.PLAN})[3]
    assert (item.part, item.sure, item.why) == (Part.PLAN, True, "因为作者这样确认")


def test_corrected_heading_moves_what_inherits_from_it():
    lines = (*OPENING, *ACHIEVEMENTS, "二、存在问题", "（一）学习", "不够深入。", *PLAN)
    read = paragraphs(*lines, corrections={4: Part.ACHIEVEMENTS, 6: Part.PROBLEMS})
    assert [item.part for item in read[4:8]] == [Part.ACHIEVEMENTS, Part.ACHIEVEMENTS, Part.PROBLEMS, Part.PLAN]


def test_correction_beyond_the_report_is_ignored():
    assert parts(*OPENING, corrections={99: Part.PLAN})[OPENING[0]] is Part.TITLE
