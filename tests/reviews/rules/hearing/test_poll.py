import random

import pytest

from reviews.rules.hearing.poll import Balance, count, course_line, fits, is_shown, ordered
from reviews.rules.hearing.slip import (
    ALPHABET,
    cleaned,
    code_of_slip,
    is_key,
    key_of_slip,
    printed,
    receipt_of,
    room_of,
    secret_of,
    token_hash,
)

SECRET = secret_of("server", "salt")


def test_small_meetings_have_no_poll():
    assert not fits(uses_poll=True, speakers=3, people=7)
    assert not fits(uses_poll=True, speakers=1, people=None)
    assert not fits(uses_poll=True, speakers=0, people=50)


def test_halls_have_one_where_the_year_asks_for_it():
    assert fits(uses_poll=True, speakers=3, people=None)
    assert fits(uses_poll=True, speakers=1, people=30)
    assert not fits(uses_poll=False, speakers=3, people=30)


def test_counting_keeps_blank_ones_apart():
    found = count([{"1": "best", "2": "last"}, {"1": "best"}, {}], [1, 2])
    assert (found[1].grades, found[1].blank) == ((2, 0, 0, 0), 1)
    assert (found[2].grades, found[2].blank, found[2].valid) == ((0, 0, 0, 1), 2, 3)


@pytest.mark.parametrize("seed", range(5))
def test_every_secretary_gets_every_valid_sheet(seed):
    draw = random.Random(seed)
    sheets = [{str(pk): draw.choice(["best", "second", "third", "last"]) for pk in (1, 2, 3)} for _ in range(40)]
    assert {found.valid for found in count(sheets, [1, 2, 3]).values()} == {40}


def test_choices_stand_in_one_order_however_they_were_clicked():
    assert list(ordered({"3": "best", "1": "last"}, [1, 2, 3])) == ["1", "3"]
    assert ordered({"9": "best", "1": "excellent"}, [1, 2]) == {}


@pytest.mark.parametrize(("valid", "shown_from", "answer"), [(5, 5, True), (4, 5, False), (3, 3, True), (2, 1, False)])
def test_few_sheets_are_not_shown_and_never_fewer_than_three(valid, shown_from, answer):
    assert is_shown(valid, shown_from) is answer


def test_the_minutes_tell_the_balance():
    line = course_line(Balance(issued=43, valid=40, void=1))
    assert line == "会上进行民主测评，发出票 43 张，收回 41 张（有效 40 张、作废 1 张），未交 2 张。"


def test_a_slip_has_a_long_key_and_a_short_code():
    key, code = key_of_slip(SECRET, "K7Q", 4, "phone"), code_of_slip(SECRET, "K7Q", 4, "phone")
    assert (len(key), len(code), is_key(key), is_key(code)) == (28, 10, True, False)
    assert room_of(key) == room_of(code) == "K7Q"
    assert set(code) <= set(ALPHABET)


def test_a_code_is_read_as_people_type_it():
    code = code_of_slip(SECRET, "K7Q", 4, "phone")
    assert cleaned(f" {printed(code).lower()} ") == code
    assert cleaned(printed(code).replace("-", " ")) == code
    assert cleaned("ｋ７Ｑ－4mhＸ9rt") == "K7Q4MHX9RT"


def test_a_key_is_taken_as_it_is():
    assert cleaned("K7Q.ab-_CD") == "K7Q.ab-_CD"


def test_nothing_is_the_same_under_another_salt():
    other = secret_of("server", "other")
    assert token_hash(SECRET, "a") != token_hash(other, "a")
    assert code_of_slip(SECRET, "K7Q", 1, "phone") != code_of_slip(other, "K7Q", 1, "phone")
    assert receipt_of(SECRET, "a") != receipt_of(other, "a") != token_hash(other, "a")


def test_slips_differ():
    codes = {code_of_slip(SECRET, "K7Q", n, kind) for n in range(500) for kind in ("phone", "paper")}
    assert len(codes) == 1000
