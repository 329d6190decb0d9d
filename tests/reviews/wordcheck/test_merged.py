"""Problems and measures in one part: read by their words, asked about where those do not tell (WORDCHECK §3)."""

import pytest

from reviews.wordcheck import Part, check

from .builders import report

TITLE = "党支部书记抓基层党建工作述职报告"
DEEDS = "我组织学习12次，讲党课4次，支部获评先进，服务师生3200人次。"
TROUBLES = "学习不够深入，谈话流于形式，我碍于情面没有指出，有4名党员全年缺课。"
PLANS = "我将每月到支部一次，每季度通报，由我逐条检查，不合格的补学。"
HEAD = "二、存在的问题及下步打算"


def told(*lines):
    items = check(report(TITLE, "一、主要做法", DEEDS, *lines)).reading.paragraphs
    return {item.text: (item.part, item.sure) for item in items}


def test_problem_and_measure_in_pairs_are_told_apart():
    pairs = [f"（一）{TROUBLES}", PLANS, f"（二）{TROUBLES}", f"{PLANS}又"]
    items = told(HEAD, *pairs)
    assert [items[line] for line in pairs] == [(Part.PROBLEMS, True), (Part.PLAN, True)] * 2


def test_paragraph_that_turns_without_a_word_for_it_is_mixed():
    item = f"（一）{TROUBLES}{PLANS}"
    assert told(HEAD, item)[item] == (Part.MIXED, False)


def test_item_that_seems_a_problem_alone_is_asked_where_the_others_hold_their_measures():
    alone = f"（三）{TROUBLES}这件事拖了很久。"
    items = told(HEAD, f"（一）{TROUBLES}下一步，{PLANS}", f"（二）{TROUBLES}下一步，{PLANS}", alone)
    assert items[alone] == (Part.MIXED, False)


def test_one_turn_after_several_problems_opens_the_measures_for_good():
    plans = [f"针对以上问题，我将抓好几件事。{PLANS}", "二要抓组织。新增联合支部4个。", "三要抓育人。配齐辅导员。"]
    items = told(HEAD, f"学习不够。{TROUBLES}", f"谈话不够。{TROUBLES}", *plans)
    assert [items[line] for line in plans] == [(Part.PLAN, True)] * 3


def test_sub_heading_with_the_plain_name_of_a_part_says_it():
    lines = ("（一）存在的主要问题", "上面说的第一件。", "（二）下一步工作打算", "由支委说明。")
    items = told(HEAD, *lines)
    assert [items[line][0] for line in lines] == [Part.PROBLEMS] * 2 + [Part.PLAN] * 2


@pytest.mark.parametrize("name", ["班子合力不足", "党员教育有短板"])
def test_title_of_one_item_says_nothing_of_the_measure_below_it(name):
    item = f"（一）{name}。{TROUBLES}下一步，{PLANS}"
    assert told(HEAD, item)[item] == (Part.MIXED, False)


@pytest.mark.parametrize("item", ["（二）记录不全，下一步每月检查一次。", "二是制度执行不严，接下来每季度通报。"])
@pytest.mark.parametrize("heads", [(HEAD, "三、廉洁自律"), ("二、存在的问题", "三、下一步打算")])
def test_one_sentence_of_both_is_mixed(heads, item):
    assert told(heads[0], f"（一）{TROUBLES}", item, heads[1], PLANS)[item] == (Part.MIXED, False)
