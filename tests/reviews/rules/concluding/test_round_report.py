from datetime import date

import pytest

from reviews.rules.concluding.round_report import Situation, draft, may_be_filed, still_to_fill

TODAY = date(2026, 12, 20)
GIVEN = {
    "organization": "机电工程学院党总支", "year": 2026, "issued_on": date(2026, 11, 20), "due_on": date(2026, 12, 11),
    "meeting_on": date(2026, 12, 18), "on_stage": ["教师支部", "学生支部"], "written": ["机关支部"], "exempt": [],
    "missing": [], "returned": 0, "accepted": 3, "late": 0, "visited": ["教师支部", "学生支部", "机关支部"],
    "visit_days": [date(2026, 12, 2), date(2026, 12, 1)], "unvisited": [],
}  # fmt: skip


def lines(**fields):
    return draft(Situation(**(GIVEN | fields)), TODAY).splitlines()


def test_a_round_that_went_well_reads_so():
    assert lines()[:5] == [
        "一、组织实施情况",
        (
            "按照2026年度述职评议考核通知（11月20日印发）要求，机电工程学院党总支组织所属3个党组织的书记述职，"
            "其中现场述职2名，书面述职1名（机关支部）。"
        ),
        "述职评议前开展实地调研。12月1日至12月2日，每个党组织都去到了。",
        "述职报告12月11日截止，3名书记已交。经逐份审阅，接收3份。",
        "12月18日召开述职评议会，采取“一述一评”方式进行。",
    ]


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"exempt": [("新支部", "11月成立，本年度不述职。")]}, "新支部本年度不述职（11月成立）。"),
        ({"unvisited": ["机关支部"], "visited": ["教师支部"]}, "12月1日至12月2日，去了教师支部，机关支部尚未去。"),
        ({"missing": ["机关支部"], "accepted": 1}, "2名书记已交，机关支部未交。经逐份审阅，接收1份。"),
        ({"late": 1, "returned": 2, "accepted": 1}, "其中逾期交稿1份。经逐份审阅，接收1份，退回修改2份。"),
        ({"meeting_on": date(2026, 12, 25)}, "述职评议会定于12月25日召开"),
        ({"visit_days": [date(2026, 12, 1)]}, "实地调研。12月1日，每个党组织都去到了。"),
    ],
)
def test_what_was_different_is_said(fields, sentence):
    assert sentence in "\n".join(lines(**fields))


def test_what_did_not_happen_is_not_invented():
    text = "\n".join(lines(visited=[], visit_days=[], unvisited=["教师支部"], meeting_on=None))
    assert ("实地调研" in text, "召开述职评议会" in text) == (False, False)


def test_what_only_a_person_can_say_is_asked_for():
    assert still_to_fill("\n".join(lines())) == 2
    assert still_to_fill("\n".join(lines(meeting_on=None))) == 3


@pytest.mark.parametrize(
    ("above", "own", "allowed"),
    [
        ("collecting", "collecting", True), ("evaluating", "published", True), ("decided", "collecting", False),
        ("archived", "collecting", False), (None, "published", True), (None, "archived", False),
    ],
)  # fmt: skip
def test_a_report_is_replaced_until_the_round_above_is_decided(above, own, allowed):
    assert may_be_filed(above, own) == allowed


def test_a_round_without_anybody_still_reads():
    assert "本年度没有应述职的党组织书记" in lines(on_stage=[], written=[], visited=[], visit_days=[])[1]
