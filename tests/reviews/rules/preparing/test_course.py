from datetime import UTC, date, datetime

import pytest

from reviews.models import Round
from reviews.rules.preparing.course import ORDER, course

DUE = datetime(2026, 12, 11, 9, 0, tzinfo=UTC)


def states(stage):
    return [step.state for step in course(stage, date(2026, 11, 23), DUE, None)]


@pytest.mark.parametrize(
    ("stage", "expected"),
    [
        ("preparing", ["now", "later", "later", "later", "later"]),
        ("collecting", ["done", "now", "later", "later", "later"]),
        ("decided", ["done", "done", "done", "now", "later"]),
        ("archived", ["done", "done", "done", "done", "now"]),
    ],
)
def test_one_step_is_now_and_those_before_are_done(stage, expected):
    assert states(stage) == expected


def test_the_course_knows_every_stage_of_a_round():
    assert list(ORDER) == Round.Stage.values
