from reviews.rules.collecting.follow_up import LONGEST, MOST, Promise, planned
from reviews.wordcheck.values import Paragraph, Part


def paragraph(text, part=Part.PLAN, *, heading=False):
    return Paragraph(0, text, len(text), part, True, heading)


def test_the_plan_is_taken_item_by_item_without_headings_and_numbers():
    found = planned(
        [
            paragraph("三、下一步工作打算", heading=True),
            paragraph("（一）每季度到每个支部参加一次组织生活会。"),
            paragraph("一是3月底前配齐支部委员；二是每月检查一次会议记录。"),
            paragraph("2025年党费都已按月收齐，没有拖欠。", Part.ACHIEVEMENTS),
        ],
        "去年",
    )
    assert [one.text for one in found] == [
        "每季度到每个支部参加一次组织生活会。",
        "3月底前配齐支部委员；",
        "每月检查一次会议记录。",
    ]


def test_what_is_too_short_or_said_twice_is_no_item():
    twice = paragraph("每季度到每个支部参加一次组织生活会。")
    assert len(planned([twice, twice, paragraph("抓落实。")], "去年")) == 1


def test_an_item_keeps_its_name_and_there_are_not_too_many():
    many = [paragraph(f"第{place}件事是把活动室的桌椅修好。") for place in range(40)]
    assert len(planned(many, "去年")) == MOST
    assert planned(many[:1], "去年")[0].key == planned(many[:1], "前年")[0].key


def test_a_long_item_is_cut_only_where_it_is_shown():
    promise = Promise("k", "长" * 300, "去年")
    assert promise.short == "长" * LONGEST + "…"
    assert Promise("k", "短", "去年").short == "短"
