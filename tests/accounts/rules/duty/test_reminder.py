import os
import subprocess
import sys
from datetime import date, datetime, timedelta, timezone

import pytest

from accounts.rules.duty.matter import Matter, Schedule
from accounts.rules.duty.reminder import Past, day_lists, next_day, past_key, step_days
from accounts.rules.duty.workday import is_workday

SHANGHAI = timezone(timedelta(hours=8))
DUE = datetime(2026, 12, 11, 17, tzinfo=SHANGHAI)  # a Friday
SECRETARY, ORGANIZER, OTHER_ORGANIZER = 1, 8, 9


def plain(day):
    return is_workday(day, {})


def matter(*, due=DUE, schedule=Schedule(), person=SECRETARY, key="statement-1"):  # noqa: B008 - frozen
    return Matter(key, person, "交述职报告", "还没有交", due, "/statements/1/", "去上传", schedule, (8, 9))


def played(one, days):
    """Sweep on each of ``days`` in turn; return on which ones the secretary and the organizers were written to."""
    pasts, reminded, told = {}, [], []
    for day in days:
        for found in day_lists([one], pasts, day, plain):
            past = pasts.get(past_key(one), Past())
            if found.chased:
                reminded.append(day)
                pasts[past_key(one)] = Past(past.times + 1, day, past.told)
            if found.escalated:
                told.append((day, found.person_id))
                pasts[past_key(one)] = Past(past.times, past.last, past.told | {found.person_id})
    return reminded, told


def days(first, count):
    return [date.fromisoformat(first) + timedelta(days=n) for n in range(count)]


def told_as(*texts):
    return [date.fromisoformat(f"2026-{text}") for text in texts]


def test_one_is_reminded_before_the_deadline_and_one_two_four_eight_days_after():
    reminded, told = played(matter(), days("2026-12-01", 40))
    # after a Friday: the first and second day fall on the weekend, the eighth on a Saturday
    assert reminded == told_as("12-04", "12-08", "12-10", "12-11", "12-14", "12-15", "12-21")
    assert told == [(date(2026, 12, 22), ORGANIZER), (date(2026, 12, 22), OTHER_ORGANIZER)]


def test_before_a_holiday_the_reminder_comes_rather_earlier():
    due = datetime(2026, 10, 8, 17, tzinfo=SHANGHAI)  # the first day after the National Day
    assert step_days(matter(due=due, schedule=Schedule((1, 0), ())), plain) == told_as("09-30", "10-08")


def test_three_days_down_are_made_up_for_once():
    reminded, _ = played(matter(), days("2026-12-15", 3))
    assert reminded == told_as("12-15")


def test_nobody_is_told_before_the_last_step_has_been_reminded_of():
    assert played(matter(), told_as("12-28"))[1] == []
    assert [day for day, _ in played(matter(), told_as("12-28", "12-29"))[1]] == told_as("12-29", "12-29")


def test_a_new_deadline_starts_anew():
    pasts = {past_key(matter()): Past(3, date(2026, 12, 11))}
    later = matter(due=DUE + timedelta(days=6))
    assert [found.chased for found in day_lists([later], pasts, date(2026, 12, 14), plain)] == [(later,)]


@pytest.mark.parametrize("quiet", [matter(schedule=None), matter(due=None)])
def test_what_has_no_schedule_or_no_deadline_is_never_the_reason(quiet):
    assert played(quiet, days("2026-12-01", 40)) == ([], [])


def test_a_message_lists_everything_the_most_urgent_first():
    late, quiet = matter(), matter(due=None, schedule=None, key="round-waiting-1")
    (found,) = day_lists([quiet, late], {}, date(2026, 12, 11), plain)
    assert (found.own, found.chased) == ((late, quiet), (late,))


def test_nothing_is_due_on_a_day_off():
    assert day_lists([matter()], {}, date(2026, 12, 12), plain) == []


@pytest.mark.parametrize(
    ("past", "from_day", "expected"),
    [
        (Past(), "2026-12-01", "2026-12-04"),
        (Past(1, date(2026, 12, 4)), "2026-12-04", "2026-12-08"),
        (Past(4, date(2026, 12, 11)), "2026-12-12", "2026-12-14"),
        (Past(1, date(2026, 12, 4)), "2026-12-12", "2026-12-14"),
        (Past(7, date(2026, 12, 21)), "2026-12-22", None),
    ],
)
def test_the_next_time_is_told_in_advance(past, from_day, expected):
    found = next_day(matter(), past, date.fromisoformat(from_day), plain)
    assert (found and found.isoformat()) == expected


PROBE = """
import sys; sys.path.insert(0, ".")
from tests.accounts.rules.duty.test_reminder import days, matter, played
print(played(matter(), days("2026-12-01", 40)))
"""


def test_the_machines_time_zone_changes_nothing():
    outputs = {
        subprocess.run(
            [sys.executable, "-c", PROBE], env=os.environ | {"TZ": zone}, capture_output=True, check=True
        ).stdout
        for zone in ("UTC", "Asia/Shanghai", "America/New_York")
    }
    assert outputs == {f"{played(matter(), days('2026-12-01', 40))}\n".encode()}
