from __future__ import annotations

from dataclasses import replace

from reviews.rules.collecting.summary import summarize
from reviews.wordcheck.values import Finding, Part, Repair, ReportLimits, Severity, Verdict
from tests.reviews.rules.readings import LONG, A, N, P, reading


def test_broken_limits_are_counted_and_measured():
    summary = summarize(reading(*LONG, violations=3))

    assert (summary.state, summary.headline) == ("bad", "有 3 处不符合要求")
    assert [(one.name, one.number, one.state_text) for one in summary.figures] == [
        ("全文", "2668", "超 168 字"),
        ("工作总结", "46.0", "多 334 字"),
        ("查摆问题", "26.6", "少 178 字"),
        ("下步打算", "22.6", "符合"),
    ]


def test_figures_say_what_is_allowed():
    figures = summarize(reading(*LONG)).figures

    assert [one.allowed for one in figures] == [
        "不超过 2500 字",
        "不超过三分之一（880 字）",
        "不少于三分之一（880 字）",
        "不超过三分之一（880 字）",
    ]


def test_one_repair_mends_everything():
    broken = replace(reading(*LONG, violations=3), repair=Repair(cut={A: 490}, add={P: 22}))
    summary = summarize(broken)

    assert (summary.way, summary.effect) == ("工作总结删 490 字，查摆问题添 22 字", "三处同时符合")
    assert summary.then == "改后全文 2200 字：总结 724 字，查摆 724 字，打算 596 字"


def test_the_way_with_room_cuts_and_adds_a_little_more():
    broken = replace(reading(*LONG, violations=3), repair=Repair(cut={A: 490}, add={P: 22}))
    assert summarize(broken).with_room == "工作总结删 500 字，查摆问题添 32 字"
    assert summarize(reading(*LONG)).with_room == ""


def test_the_whole_stands_with_its_boxes_and_what_a_share_is_a_share_of():
    boxed = replace(reading(*LONG), with_boxes_and_notes=2700)
    assert summarize(boxed).figures[0].beside == ("含文本框、脚注 2700 字", "占比的分母 2640 字")
    assert summarize(reading(*LONG)).figures[0].beside == ("占比的分母 2640 字",)


def test_exact_third_is_enough_and_not_too_much():
    figures = summarize(reading((Part.TITLE, 10), (A, 300), (P, 300), (N, 300))).figures

    assert [one.state for one in figures] == ["ok", "ok", "ok", "ok"]


def test_one_word_short_of_a_third_is_said():
    figures = summarize(reading((A, 300), (P, 299), (N, 300))).figures

    assert [one.state_text for one in figures[1:]] == ["多 1 字", "少 1 字", "多 1 字"]


def test_tolerance_of_the_cycle_is_granted():
    lenient = ReportLimits(tolerance=10)
    figures = summarize(reading((A, 305), (P, 300), (N, 300), limits=lenient)).figures

    assert [one.state for one in figures] == ["ok", "ok", "ok", "ok"]


def test_undecided_share_asks_before_it_judges():
    sure = reading((A, 700), (P, 600), (N, 500))
    asked = replace(sure, verdict=Verdict.OPEN, ranges={**sure.ranges, P: (0.29, 0.51)})
    problems = summarize(asked).figures[2]

    assert (problems.state, problems.state_text) == ("warn", "请先确认")
    assert problems.uncertain == "您确认后在 29.0%—51.0% 之间"


def test_repair_waits_for_the_authors_answers():
    asked = replace(reading(*LONG), verdict=Verdict.OPEN, repair=Repair(cut={A: 490}))

    assert (summarize(asked).way, summarize(asked).then) == ("", "")


def test_repair_waits_where_one_limit_is_broken_and_another_open():
    broken = replace(reading(*LONG, violations=1), repair=Repair(add={P: 297}))
    asking = Finding("problems", Severity.WARNING, "N3.2c", 0.0, 1 / 3, "取决于第 4 段", "", (4,))
    asked = replace(broken, findings=(*broken.findings, asking))

    assert [(summarize(one).waits, summarize(one).way) for one in (broken, asked)] == [
        (False, "查摆问题添 297 字"),
        (True, ""),
    ]


def test_a_repair_that_rests_on_guesses_says_so():
    broken = replace(reading(*LONG, violations=3), repair=Repair(cut={A: 490}))
    guessed = replace(broken, paragraphs=(replace(broken.paragraphs[0], sure=False), *broken.paragraphs[1:]))
    assert [summarize(one).effect for one in (broken, guessed)] == ["三处同时符合", "照现在的读法三处同时符合"]


def test_addends_add_up_to_the_whole_text():
    whole = reading(*LONG, (Part.MIXED, 100))
    addends = summarize(whole).addends

    assert [(one.name, one.words) for one in addends] == [
        ("标题、目录", 28),
        ("工作总结", 1214),
        ("查摆问题", 702),
        ("下步打算", 596),
        ("待确认", 100),
        ("开头、结尾等", 128),
    ]
    assert sum(one.words for one in addends) == whole.total


def test_a_report_without_text_keeps_nothing():
    empty = reading((Part.TITLE, 20))
    missing = Finding("no_text", Severity.VIOLATION, "N3.2b", None, None, "没有读到正文", "移到正文。")
    summary = summarize(replace(empty, verdict=Verdict.VIOLATES, findings=(missing,)))

    assert [(one.state, one.state_text) for one in summary.figures] == [
        ("bad", "没有读到正文"),
        *[("mute", "无从计算")] * 3,
    ]
