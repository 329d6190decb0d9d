from reviews.rules.collecting.speaking import Budget, budget, first_choice, spoken_lines
from reviews.wordcheck import ReportLimits, check
from tests import docx


def reading():
    return check(docx.report(600, 700, 600)).reading


def test_everything_but_the_title_is_spoken_to_begin_with():
    assert first_choice(reading()) == (1, 2, 3, 4, 5, 6)


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
