from datetime import UTC, datetime, timedelta

import pytest

from reviews.rules.collecting.report import TRANSITIONS, HandIn, Standing, days_late, hand_in, may_become

DUE = datetime(2026, 12, 11, 17, 0, tzinfo=UTC)
BEFORE, AFTER = DUE - timedelta(hours=1), DUE + timedelta(hours=1)


def standing(report=None, *, collecting=True, exempt=False):
    return Standing(collecting=collecting, exempt=exempt, report=report, due=DUE)


@pytest.mark.parametrize(
    ("report", "now", "expected"),
    [
        (None, BEFORE, HandIn.OPEN),
        (None, DUE, HandIn.OPEN),
        (None, AFTER, HandIn.LATE),
        ("handed_in", BEFORE, HandIn.OPEN),
        ("handed_in", AFTER, HandIn.DEADLINE_OVER),
        ("returned", BEFORE, HandIn.OPEN),
        ("returned", AFTER, HandIn.LATE),
        ("accepted", BEFORE, HandIn.ACCEPTED),
    ],
)
def test_a_version_is_taken_until_the_deadline_and_while_it_is_owed(report, now, expected):
    assert hand_in(standing(report), now) is expected


def test_nothing_is_taken_outside_collection():
    assert hand_in(standing(collecting=False), BEFORE) is HandIn.NOT_COLLECTING


def test_who_does_not_report_this_year_hands_nothing_in():
    assert hand_in(standing(exempt=True), BEFORE) is HandIn.EXEMPT


@pytest.mark.parametrize(("hours", "days"), [(-1, 0), (0, 0), (1, 1), (25, 1), (49, 2)])
def test_begun_days_are_late_days(hours, days):
    assert days_late(DUE, DUE + timedelta(hours=hours)) == days


def test_a_returned_report_cannot_be_accepted_without_a_new_version():
    assert not may_become("returned", "accepted")


def test_every_state_has_a_way_on():
    assert set(TRANSITIONS) == {"handed_in", "returned", "accepted"}
