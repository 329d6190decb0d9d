"""Names under which files are handed over."""

import re

from reviews.models import Report, Statement

UNSAFE = re.compile(r'[\\/:*?"<>|\x00-\x1f]+')


def report_filename(report: Report, statement: Statement, *, note: str = "") -> str:
    """Return 机电工程学院党总支 周正明 第3稿.docx: alike for everybody, whatever the upload was called."""
    return UNSAFE.sub("_", f"{statement.organization_short} {statement.person.name} 第{report.number}稿{note}.docx")
