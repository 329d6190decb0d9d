from fractions import Fraction

import pytest

from reviews.rules.preparing.cycle import Leftover, days_name, leftovers, parse_days, parse_share, share_name


@pytest.mark.parametrize(
    ("text", "share"),
    [("1/3", Fraction(1, 3)), (" 1／3 ", Fraction(1, 3)), ("15%", Fraction(3, 20)), ("33.3％", Fraction(333, 1000))],
)
def test_shares_are_read_as_an_office_writes_them(text, share):
    assert parse_share(text) == share


@pytest.mark.parametrize("text", ["", "三分之一", "1/0", "4/3", "-1/3", "120%", "0.33333"])
def test_what_is_no_share_is_refused_in_words(text):
    with pytest.raises(ValueError, match="1/3"):
        parse_share(text)


@pytest.mark.parametrize(("stored", "shown"), [("1/3", "1/3"), ("3/20", "15%"), ("1", "100%")])
def test_a_stored_share_is_said_briefly(stored, shown):
    assert share_name(stored) == shown


def test_an_old_notice_is_recognized_by_its_year_and_its_words():
    texts = [
        ("通知标题", "关于做好2022年度述职评议考核工作的通知"),
        ("条文一", "2026年落实常态化疫情防控要求，2027年1月"),
    ]
    assert leftovers(2026, texts) == [Leftover("通知标题", "2022"), Leftover("条文一", "疫情防控")]


def test_a_number_that_merely_contains_a_year_is_none():
    assert leftovers(2026, [("条文一", "字数不超过20220字")]) == []


@pytest.mark.parametrize(
    ("text", "days"),
    [("7、3、1、0", (7, 3, 1, 0)), ("7, 3 ，当天", (7, 3, 0)), ("", ()), ("1 天、2 天和 4 天", (1, 2, 4))],
)
def test_days_are_read_as_people_write_them(text, days):
    assert parse_days(text) == days


@pytest.mark.parametrize("text", ["七天", "-1", "99", "3、3", "1、2、3、4、5、6、7、8、9"])
def test_days_that_make_no_schedule_are_refused_in_words(text):
    with pytest.raises(ValueError, match=r"[一-龥]"):
        parse_days(text)


def test_days_are_said_as_people_do():
    assert days_name((7, 3, 1, 0), "当天") == "7、3、1 天和当天"
    assert days_name((0,), "当天") == "当天"
    assert days_name((), "当天") == ""
