import logging

from config.logs import OneLine


def test_a_line_break_in_a_message_forges_no_line():
    record = logging.LogRecord(
        "x", logging.INFO, "", 0, "refused %s", ("甲\r\n2026-12-09 INFO 登录\u2028\x1b[0m",), None
    )
    assert OneLine("{levelname} {message}", style="{").format(record) == (
        "INFO refused 甲\\r\\n2026-12-09 INFO 登录\\u2028\\x1b[0m"
    )
