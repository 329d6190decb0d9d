"""Limits, findings and repairs (WORDCHECK §4, N3.2b, N3.2c)."""

from dataclasses import replace
from fractions import Fraction
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reviews.wordcheck import MEASURED_PARTS, Part, ReportLimits, Severity, Verdict, check
from reviews.wordcheck.judging.measures import Measures
from reviews.wordcheck.judging.repair import joint_repair, roomy_repair

from .builders import report

SMALL = st.integers(0, 7)
SHARES = st.builds(Fraction, st.integers(1, 3), st.integers(4, 6))


def sized(achievements, problems, plan, other=0):
    """A report whose parts have exactly these 字, and a title of four."""
    heads = (("一、主要做法", achievements), ("二、存在问题", problems), ("三、下步打算", plan))
    lines = [text for head, words in heads for text in (head, "实" * (words - len(head)))]
    return report("述职报告", *(["报告如下。" + "开" * (other - 5)] if other else []), *lines)


def reading(*sizes, **limits):
    return check(sized(*sizes), limits=ReportLimits(**limits)).reading


def finding(read, rule):
    return next((item for item in read.findings if item.rule == rule), None)


def measures(achievements, problems, plan, rest=0, outside=0):
    parts = dict(zip(MEASURED_PARTS, (achievements, problems, plan), strict=True))
    size = achievements + problems + plan + rest
    return Measures(size + outside, size, parts, parts, parts)


def test_example_of_the_specification_is_mended_jointly():
    repair = joint_repair(measures(1214, 702, 596, rest=128, outside=28), ReportLimits())
    assert (repair.cut, repair.add) == ({Part.ACHIEVEMENTS: 490}, {Part.PROBLEMS: 22})


def test_example_of_the_specification_is_mended_singly():
    read = reading(1214, 702, 596, 128)
    assert finding(read, "problems").repair == "在查摆问题里补一个具体问题（约 267 字），或在别处删去 534 字。"
    assert finding(read, "achievements").repair == "从工作总结里删去 501 字。"
    assert finding(read, "problems").message == "查摆问题篇幅不够"
    assert read.verdict is Verdict.VIOLATES


@pytest.mark.parametrize(("total", "severity"), [(2500, Severity.ADVICE), (2501, Severity.VIOLATION), (2400, None)])
def test_total_limit_has_two_sides(total, severity):
    third = (total - 4) // 3
    found = finding(reading(third, total - 4 - 2 * third, third), "total")
    assert (found.severity if found else None) == severity


def test_total_over_the_limit_says_how_much_to_cut():
    found = finding(reading(800, 1068, 796), "total")
    assert (found.measured, found.allowed, found.repair) == (2668, 2500, "全文删去 168 字。")


@pytest.mark.parametrize(("problems", "verdict"), [(100, Verdict.MEETS), (99, Verdict.VIOLATES)])
def test_problems_need_a_third_of_everything_but_the_title(problems, verdict):
    assert reading(90, problems, 90, 20).verdict is verdict


@pytest.mark.parametrize(("achievements", "verdict"), [(100, Verdict.MEETS), (101, Verdict.VIOLATES)])
def test_achievements_may_fill_a_third(achievements, verdict):
    assert reading(achievements, 120, 300 - 120 - achievements).verdict is verdict


def test_causes_apart_are_neither_problem_nor_plan():
    cause = "产生以上问题的原因，" + "主" * 90
    lines = ("述职报告", "一、主要做法", "实" * 100, "二、存在问题", "困" * 100, "三、原因分析", cause)
    lines += ("四、下步打算", "将" * 100)
    joined = check(report(*lines)).reading
    apart = check(report(*lines), limits=ReportLimits(causes_belong_to_problems=False)).reading
    assert joined.parts[Part.PROBLEMS] - apart.parts[Part.PROBLEMS] == 106
    assert apart.denominator == joined.denominator
    assert kept(mended(apart), 4, apart.limits)


def mended(read):
    """The parts and the rest after the joint repair, in 字."""
    rest = read.denominator - sum(read.parts.values())
    before = {**read.parts, Part.OTHER: rest}
    return tuple(words + read.repair.add.get(part, 0) - read.repair.cut.get(part, 0) for part, words in before.items())


def test_tolerance_is_in_words():
    assert reading(90, 99, 90, 20, tolerance=1).verdict is Verdict.MEETS


def test_near_a_limit_the_repair_keeps_ten_words_to_spare():
    found = finding(reading(310, 398, 310, 182), "problems")
    assert found.severity is Severity.VIOLATION
    assert "留 10 字余地" in found.repair
    assert "Word 里可能多或少几个字" in found.message


def test_total_just_within_the_limit_says_how_to_keep_ten_words_to_spare():
    found = finding(reading(800, 895, 800), "total")
    assert "Word 里可能多或少几个字" in found.message
    assert found.repair == "想留 10 字余地，再删 9 字。"


@settings(max_examples=40, deadline=None)
@given(sizes=st.tuples(*[st.integers(40, 1500)] * 4))
def test_repair_with_room_keeps_ten_words_from_every_limit(sizes):
    before, limits = measures(*sizes, outside=28), ReportLimits()
    if joint_repair(before, limits) is None:
        return
    repair = roomy_repair(before, limits)
    names = (*MEASURED_PARTS, Part.OTHER)
    after = [size + repair.add.get(part, 0) - repair.cut.get(part, 0) for part, size in zip(names, sizes, strict=True)]
    assert kept(after, 28, replace(limits, tolerance=-10))


def test_asked_text_leaves_the_verdict_open():
    mixed = "（一）谈话不深入，情况掌握流于形式。下一步，我将每季度谈一次心，把情况摸清楚。"
    lines = ("述职报告", "一、主要做法", "实" * 20, "二、存在问题及努力方向", mixed, "（二）学习不够深入，不够系统。")
    read = check(report(*lines)).reading
    found = finding(read, "problems")
    assert read.verdict is Verdict.OPEN
    assert (found.severity, "取决于第 4、5 段" in found.message) == (Severity.WARNING, True)


def test_report_that_keeps_every_limit_has_no_violation():
    read = reading(300, 420, 300)
    assert read.verdict is Verdict.MEETS
    assert read.repair is None
    assert not [item for item in read.findings if item.severity is Severity.VIOLATION]


def test_report_without_its_author_is_advised():
    assert finding(reading(100, 120, 100), "first_person").clause == "N3.2a"


@pytest.mark.parametrize(
    ("said", "advised"), [("我做了三件事。", False), ("我们学习，我校先进，我支部不忘自我革命。", True)]
)
def test_what_is_no_person_does_not_count_as_the_author(said, advised):
    read = check(report("述职报告", "一、主要做法", "党" * 60, said)).reading
    assert (finding(read, "first_person") is not None) == advised


def test_problem_without_anything_concrete_is_advised():
    vague = "（一）党员作用发挥不够充分，有的党员主动性不强。"
    plain = "（二）我到支部太少，全年仅去3次，没有同普通党员谈过心。"
    read = check(report("述职报告", "一、存在问题", vague, plain)).reading
    assert finding(read, "concrete").paragraphs == (2,)


def test_speaking_time_is_advice_where_a_speech_is_given():
    assert "12 分钟" in finding(reading(880, 880, 880), "speech").message
    assert finding(reading(880, 880, 880, speech_minutes=0), "speech") is None


def cheapest(sizes, outside, limits):
    """The fewest 字 by trying everything."""
    achievements, problems, plan, rest = sizes
    tries = product(range(achievements + 1), range(26), range(plan + 1), range(rest + 1))
    costs = (
        achievements - a + abs(p - problems) + plan - b + rest - c
        for a, p, b, c in tries
        if kept((a, p, b, c), outside, limits)
    )
    return min(costs, default=None)


def kept(sizes, outside, limits):
    achievements, problems, plan, _ = sizes
    size, slack = sum(sizes), limits.tolerance
    return (
        size + outside <= limits.total_max + slack
        and problems + slack >= limits.problems_min * size
        and achievements - slack <= limits.achievements_max * size
        and plan - slack <= limits.plan_max * size
    )


@settings(max_examples=60, deadline=None)
@given(
    sizes=st.tuples(SMALL, SMALL, SMALL, st.integers(0, 4)),
    outside=st.integers(0, 3),
    total=st.integers(3, 25),
    shares=st.tuples(SHARES, SHARES, SHARES),
    tolerance=st.integers(0, 2),
)
def test_joint_repair_is_the_cheapest_of_all(sizes, outside, total, shares, tolerance):
    limits = ReportLimits(total, *shares, tolerance=tolerance)
    best = cheapest(sizes, outside, limits)
    repair = joint_repair(measures(*sizes, outside=outside), limits)
    cost = sum(repair.cut.values()) + sum(repair.add.values()) if repair else 0
    assert cost == (best or 0)


@settings(max_examples=60, deadline=None)
@given(sizes=st.tuples(*[st.integers(0, 2000)] * 4), tolerance=st.integers(0, 30))
def test_mended_report_keeps_every_limit(sizes, tolerance):
    limits = replace(ReportLimits(), tolerance=tolerance)
    repair = joint_repair(measures(*sizes, outside=28), limits)
    names = (*MEASURED_PARTS, Part.OTHER)
    changes = [(repair.add.get(part, 0) - repair.cut.get(part, 0)) if repair else 0 for part in names]
    after = [size + change for size, change in zip(sizes, changes, strict=True)]
    assert kept(after, 28, limits)
