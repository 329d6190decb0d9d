import pytest

from reviews.rules.hearing.comment_sentence import problem_sentences, sentences


def test_sentences_keep_their_marks_and_their_order():
    text = "一年开了7次。有的党员说：“没人谈过话。”\n为什么？下一步要改；"
    assert sentences(text) == ("一年开了7次。", "有的党员说：“没人谈过话。”", "为什么？", "下一步要改；")


def test_nothing_makes_no_sentence():
    assert sentences(" \n。；\n") == ()


@pytest.mark.parametrize(
    "sentence",
    [
        "支委会记录一年只有7次，有5个月没有开。",
        "两名预备党员的谈话记录是同一天补的，内容几乎一样。",
        "实训中心党支部组织生活会记录不全。",
        "抓发展党员工作偏软。",
        "去年列账的事今年仍在拖延。",
        "希望把缺的3次记录查清。",
    ],
)
def test_a_sentence_that_points_at_something_is_proposed(sentence):
    assert problem_sentences(sentence) == (sentence,)


@pytest.mark.parametrize(
    "sentence",
    [
        "支部把组织生活开到了实训车间。",
        "工作不断推进，成绩明显。",
        "去年的问题已全部整改销号。",
        "没有发现大的问题。",
        "希望下一步补齐短板。",
        "要不忘初心。",
        "党建和业务不仅没有两张皮，效果较好。",
    ],
)
def test_praise_and_wishes_are_not(sentence):
    assert problem_sentences(sentence) == ()


def test_a_long_text_of_one_character_takes_no_time():
    assert problem_sentences("重" * 100_000) == ()
