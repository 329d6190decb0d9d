from reviews.rules.collecting.speaking import Budget, budget, first_choice, spoken_lines
from reviews.wordcheck import ReportLimits, check
from tests import docx


def reading():
    return check(docx.report(600, 700, 600)).reading


def test_everything_but_the_title_is_spoken_to_begin_with():
    assert first_choice(reading()) == (1, 2, 3, 4, 5, 6)


def test_signature_date_and_by_line_need_not_be_said():
    lines = (
        "2026年度抓基层党建工作述职报告",
        "机电工程学院党总支书记　周正明",
        "一、主要工作和做法",
        docx.filler(300),
        "二、廉洁自律情况",
        "我带头执行廉洁自律各项规定，没有违反的事。",
        "以上报告，请予评议。",
        "述职人：周正明",
        "2026年12月8日",
    )
    assert first_choice(check(docx.docx(*lines)).reading) == (2, 3, 4, 5, 6)


def test_a_new_version_keeps_what_was_kept_of_the_one_before():
    found = reading()
    assert first_choice(found, {found.paragraphs[3].text, "不在了的一段。"}) == (3,)
    assert first_choice(found, {"不在了的一段。"}) == (1, 2, 3, 4, 5, 6)


def test_what_is_ticked_is_added_up_against_the_minutes():
    found = budget(reading(), (3, 4), ReportLimits())
    assert (found.words, found.allowed, found.over, found.spare) == (700, 1100, 0, 400)
    assert found.takes == "3 分 11 秒"


def test_what_is_too_long_says_by_how_much():
    assert (Budget(1400, 5, 220).over, Budget(1400, 5, 220).spare) == (300, 0)


def test_a_part_is_named_once_where_it_begins():
    labels = [line.label for line in spoken_lines(reading(), ())]
    assert labels == ["标题", "工作总结", "", "查摆问题", "", "下步打算", ""]
