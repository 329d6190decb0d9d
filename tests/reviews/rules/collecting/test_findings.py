from __future__ import annotations

from reviews.rules.collecting.findings import Piece, finding_rows, tally, told
from reviews.wordcheck.values import Finding, Severity
from tests.reviews.rules.readings import LONG, reading

TOTAL = Finding("total", Severity.VIOLATION, "N3.2b", 2668, 2500, "全文超过上限", "全文删去 168 字")
PROBLEMS = Finding("problems", Severity.VIOLATION, "N3.2c", 0.2659, 1 / 3, "查摆问题篇幅不够", "再写 267 字", (16, 17))
READ = reading(*LONG)
SPEECH = Finding("speech", Severity.ADVICE, "", None, None, "5 分钟念不完", "备一份现场发言稿")


def test_broken_limits_come_before_advice():
    assert [row.kind for row in finding_rows((SPEECH, TOTAL), {}, READ)] == ["不符合", "建议"]


def test_figures_are_written_as_people_read_them():
    rows = finding_rows((TOTAL, PROBLEMS, SPEECH), {}, READ)

    assert [(row.measured, row.allowed) for row in rows] == [
        ("2668 字", "不超过 2500 字"),
        ("702 字，占分母 2640 字的 26.6%", "不少于三分之一"),
        ("", ""),
    ]


def test_clause_is_found_by_its_id_or_left_out():
    rows = finding_rows((TOTAL, PROBLEMS), {"N3.2b": "字数不超过2500字"}, READ)

    assert [row.clause for row in rows] == ["字数不超过2500字", None]


def test_paragraphs_are_counted_from_one():
    assert finding_rows((PROBLEMS,), {}, READ)[0].paragraphs == (17, 18)


def test_figure_of_a_repair_stands_out():
    assert finding_rows((TOTAL,), {}, READ)[0].repair == (
        Piece("全文", strong=False),
        Piece("删去 168 字", strong=True),
    )


def test_repair_without_a_figure_is_one_piece():
    assert finding_rows((SPEECH,), {}, READ)[0].repair == (Piece("备一份现场发言稿", strong=False),)


def test_tally_counts_what_is_advised_beside_the_findings():
    assert (tally((TOTAL, SPEECH), more=1), tally((), more=1)) == ("1 处不符合 · 2 条建议", "1 条建议")


def test_tally_names_only_what_there_is():
    assert (tally((TOTAL, PROBLEMS, SPEECH)), tally((SPEECH,)), tally(())) == ("2 处不符合 · 1 条建议", "1 条建议", "")


def test_who_reports_in_writing_needs_no_minutes():
    assert told((TOTAL, SPEECH), on_stage=False) == (TOTAL,)
    assert told((TOTAL, SPEECH), on_stage=True) == (TOTAL, SPEECH)
