from datetime import UTC, datetime, timedelta

from reviews.rules.collecting.delay import delay_refused

NOW = datetime(2026, 12, 1, 9, 0, tzinfo=UTC)
DUE = datetime(2026, 12, 11, 17, 0, tzinfo=UTC)


def test_a_delay_lies_after_now_and_after_the_common_deadline():
    assert delay_refused(until=DUE + timedelta(days=5), common_due=DUE, now=NOW) == ""
    assert "已经过了" in delay_refused(until=NOW, common_due=DUE, now=NOW)
    assert "12月11日 17:00 前本来就可以交" in delay_refused(until=DUE, common_due=DUE, now=NOW)
