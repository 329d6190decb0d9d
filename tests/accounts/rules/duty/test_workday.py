from datetime import date, datetime

import pytest

from accounts.rules.duty.workday import is_office_time, is_workday, workday_from, workday_until


def plain(day):
    return is_workday(day, {})


@pytest.mark.parametrize(
    ("day", "worked"),
    [
        ("2026-12-09", True),
        ("2026-12-12", False),
        ("2026-10-01", False),
        ("2026-10-10", True),  # a Saturday that is worked for the National Day
        ("2031-01-01", True),  # not published yet: a Wednesday
        ("2031-01-04", False),
    ],
)
def test_holidays_and_worked_saturdays_are_known(day, worked):
    assert plain(date.fromisoformat(day)) == worked


def test_what_somebody_noted_wins_over_the_calendar():
    new_year = date(2031, 1, 1)
    assert is_workday(new_year, {new_year: False}) is False
    assert is_workday(date(2026, 12, 12), {date(2026, 12, 12): True}) is True


def test_the_nearest_working_day_is_found_on_both_sides_of_a_holiday():
    assert workday_until(date(2026, 10, 3), plain) == date(2026, 9, 30)
    assert workday_from(date(2026, 10, 3), plain) == date(2026, 10, 8)


def test_a_calendar_without_a_working_day_does_not_search_for_ever():
    assert workday_from(date(2026, 10, 3), lambda _: False) == date(2026, 10, 3)


@pytest.mark.parametrize(
    ("clock", "open_"), [("08:59", False), ("09:00", True), ("17:59", True), ("18:00", False), ("23:30", False)]
)
def test_nothing_goes_out_at_night(clock, open_):
    assert is_office_time(datetime.fromisoformat(f"2026-12-09T{clock}"), plain) == open_


def test_nothing_goes_out_on_a_day_off():
    assert is_office_time(datetime.fromisoformat("2026-12-12T10:00"), plain) is False
