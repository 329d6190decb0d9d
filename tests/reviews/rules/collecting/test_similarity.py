import random

import pytest

from reviews.rules.collecting.similarity import (
    BANDS,
    FREQUENT,
    MOST,
    SHORTEST,
    Alike,
    Hit,
    bands,
    candidates,
    compare,
    jaccard,
    report_bands,
    sentences,
    shingles,
    stretches,
    without_boilerplate,
)
from tests.cpu import cpu_seconds

COPIED = "全年走访学生宿舍46次，帮助12名困难党员解决了住院报销和子女上学的实际问题。"
RENAMED = "全年走访学生宿舍53次，帮助9名困难党员解决了住院报销和子女入学的实际问题。"
ANOTHER = "支委会记录补写了三次，我没有当面指出来，只在群里提醒了一句就算过去了。"


def texts(*paragraphs):
    return [one.text for one in sentences(paragraphs)]


def likeness(one, other, names=(), other_names=()):
    return jaccard(shingles(one, names), shingles(other, other_names))


def test_sentences_end_with_a_stop_and_headings_are_none():
    assert texts("抓基层党建述职报告", "一、主要工作", "我去了支部。谈了三次话；记了账。") == [
        "我去了支部。",
        "谈了三次话；",
        "记了账。",
    ]


def test_a_hard_wrapped_sentence_is_put_together_again():
    found = sentences(
        ["一、主要工作", "我在九月开学后的第二周到实验楼的学生党支部", "参加了组织生活会。会上没有人批评我。"]
    )
    assert [(one.paragraph, one.text) for one in found] == [
        (1, "我在九月开学后的第二周到实验楼的学生党支部参加了组织生活会。"),
        (2, "会上没有人批评我。"),
    ]


def test_a_long_title_does_not_run_into_the_first_sentence():
    title = "机电工程学院学生第二党支部书记2026年度抓基层党建述职报告"
    assert texts(title, "梁晓", "各位领导、各位同志：", "一年来，我坚持到支部去。") == ["一年来，我坚持到支部去。"]


def test_a_long_line_without_a_stop_does_not_run_into_the_next_heading():
    line = "我带头讲党课四次，到支部听课三次，和党员谈心二十人"
    assert texts(line, "二、存在问题", "我去得少。") == [line, "我去得少。"]


def test_no_more_than_so_many_sentences_are_looked_at():
    assert len(sentences(["我去了支部。"] * (MOST + 5))) == MOST


def test_figures_punctuation_and_names_do_not_make_a_difference():
    one = "机电学院党总支全年召开支委会12次，会后逐条落实，周正明带头讲课。"
    other = "外国语学院党总支全年召开支委会7次,会后逐条落实,刘晓梅带头讲课！"
    assert likeness(one, other, ["机电学院党总支", "周正明"], ["外国语学院党总支", "刘晓梅"]) == 1.0


def test_a_text_taken_over_with_other_words_is_alike_and_another_is_not():
    assert likeness(COPIED, RENAMED) > 0.6
    assert likeness(COPIED, ANOTHER) == 0.0


def test_a_sentence_of_set_phrases_alone_says_too_little():
    assert shingles("深入学习习近平新时代中国特色社会主义思想，做到“两个维护”。") == frozenset()
    assert shingles("我" * (SHORTEST - 1)) == frozenset()


def test_bands_are_the_same_in_every_process():
    assert bands(shingles(COPIED)) == (
        -3356703531145456232,
        -174879524006666971,
        4612409852882641847,
        2714724189328411716,
    )


def test_alike_sentences_share_a_band_about_as_often_as_promised():
    draw = random.Random(1)
    letters = [chr(0x4E00 + n) for n in range(3000)]
    shared = 0
    for _ in range(300):
        text = draw.choices(letters, k=41)
        other = [*text[:18], *draw.choices(letters, k=2), *text[20:]]  # 35 of 43 shingles: 0.81
        shared += bool(set(bands(shingles("".join(text)))) & set(bands(shingles("".join(other)))))
    assert 0.9 < shared / 300 <= 1


def test_unlike_sentences_share_no_band():
    assert not set(bands(shingles(COPIED))) & set(bands(shingles(ANOTHER)))


def test_a_band_that_many_reports_hold_is_boilerplate():
    hits = [Hit(7, report, 0) for report in range(FREQUENT)]
    assert candidates({0: (7, 8)}, hits) == {}
    assert candidates({0: (7, 8)}, [*hits[1:], Hit(8, 1, 3)]) == {
        report: {(0, 0), (0, 3)} if report == 1 else {(0, 0)} for report in range(1, FREQUENT)
    }


def test_each_sentence_is_compared_with_the_one_most_like_it():
    own, other = {0: shingles(COPIED)}, {4: shingles(RENAMED), 5: shingles(COPIED), 6: shingles(ANOTHER)}
    assert compare(own, other, 9, [(0, 4), (0, 5), (0, 6)]) == [Alike(0, 9, 5, 100)]


@pytest.mark.parametrize(("reports", "kept"), [(FREQUENT - 1, FREQUENT - 1), (FREQUENT, 0)])
def test_what_many_reports_say_is_nobody_s(reports, kept):
    assert len(without_boilerplate([Alike(0, report, 0, 100) for report in range(reports)])) == kept


def test_four_bands_stand_for_a_sentence():
    assert len(bands(shingles(COPIED))) == BANDS
    assert bands(frozenset()) == ()


@pytest.mark.parametrize(
    "paragraphs",
    [["一" * 100_000], ["。" * 100_000], ["，" * 40] * 2500, ["我去了支部，谈了话"] * 5000, ["1" * 100_000 + "。"]],
    ids=["no stop", "stops alone", "commas", "lines", "digits"],
)
def test_what_nobody_writes_is_read_in_no_time(paragraphs):
    read = cpu_seconds(lambda: report_bands(sentences(paragraphs), ["党支部"]))
    assert read < 2  # anything but linear takes minutes


def test_two_like_sentences_are_divided_into_what_differs():
    left, right = stretches("走访7个支部，谈话9次。", "走访12个支部，谈话9次！")
    assert [one.text for one in left if one.differs] == ["7", "。"]
    assert [one.text for one in right if one.differs] == ["12", "！"]
    assert "".join(one.text for one in right) == "走访12个支部，谈话9次！"


def test_endless_sentences_are_not_compared_letter_by_letter():
    left, _ = stretches("走访" * 40_000, "谈话" * 40_000)
    assert (len(left), left[0].differs) == (1, False)
    assert cpu_seconds(lambda: stretches("走访" * 40_000, "谈话" * 40_000)) < 1
