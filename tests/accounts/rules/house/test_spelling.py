import pytest

from accounts.rules.house.spelling import spelled, spelled_mobile, spelled_name, spelled_number, strange_in
from tests.cpu import cpu_seconds


@pytest.mark.parametrize(
    "name", ["㐂子", "𠮷田", "买买提·艾合买提", "龘", "𰻝面", "㛃", "Müller", "张 三", "﨑", "⿰亻恩", ""]
)
def test_rare_and_honest_characters_stay(name):
    assert (strange_in(name), spelled(name)) == (None, name)


@pytest.mark.parametrize(
    "mark", ["\u200b", "\u200d", "\ufeff", "\u00ad", "\u202a", "\u202e", "\u2066", "\u2069", "\u200f", "\ufe0f", "\U000e0041", "\u3164"]
)  # fmt: skip
def test_what_nobody_sees_is_found_and_left_out(mark):
    found = strange_in(f"梁{mark}晓")
    assert (found.is_unseen, found.text.startswith("第 1 个字后面夹着看不见的字符")) == (True, True)
    assert spelled(f"{mark}梁{mark}晓{mark}") == "梁晓"


def test_a_mark_at_the_beginning_is_said_so():
    assert strange_in("\ufeff梁晓").text == "最前面夹着看不见的字符（U+FEFF），多半是从别处复制带来的。"


@pytest.mark.parametrize(
    ("character", "words"),
    [("\ue863", "自造字"), ("\U000f0001", "自造字"), ("\x00", "不是文字"), ("\x1b", "不是文字"), ("\x85", None),
     ("\x9f", "不是文字"), ("\ufffd", "不是文字"), ("\uffff", "不是文字"), ("\U0001ffff", "不是文字")],
)  # fmt: skip
def test_what_is_no_character_is_refused_with_its_place(character, words):
    found = strange_in(f"\u200b梁{character}")
    assert (
        (found.is_unseen, "第 2 个字" in found.text and words in found.text) == (False, True)
        if words
        else found.is_unseen
    )


def test_widths_and_blanks_are_folded():
    assert spelled("２０２４级Ａ班（一）　 党支部\n") == "2024级A班（一） 党支部"
    assert spelled_number(" ０１０－ ００５\u200b") == "010-005"


def test_composed_and_compatible_forms_become_one():
    assert (spelled("Mu\u0308ller"), spelled("\uf979")) == ("Müller", "凉")


@pytest.mark.parametrize("work", [strange_in, spelled_number])
@pytest.mark.parametrize("character", ["\u200b", "\ue000", " ", "梁", "Ａ"])
def test_a_long_text_of_one_character_costs_no_time(character, work):
    assert cpu_seconds(lambda: work(character * 33_000)) < 0.1  # a hundred kilobytes


@pytest.mark.parametrize(
    ("typed", "name"),
    [("李　 平", "李平"), (" 张 三 ", "张三"), ("欧阳娜•买买提", "欧阳娜·买买提"), ("Anna  Müller", "Anna Müller"), ("𠮷 田", "𠮷田")],
)  # fmt: skip
def test_a_name_loses_the_blanks_that_pad_it_and_keeps_the_dot_of_names(typed, name):
    assert spelled_name(typed) == name


@pytest.mark.parametrize(
    "typed", ["138-0013-8003", "+86 13800138003", "0086-138 0013 8003", "8613800138003", "１３８００１３８００３"]
)
def test_a_mobile_number_is_read_however_it_was_divided(typed):
    assert spelled_mobile(typed) == "13800138003"


def test_a_number_that_only_begins_like_a_country_stays():
    assert spelled_mobile("86138") == "86138"
