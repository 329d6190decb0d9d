"""The audit trail as an .xlsx, and what a check of it has found."""

from collections.abc import Iterable

from accounts.documents.house.listing import Listing, Row, listing_book

LINES = {"编号": 10, "时间": 20, "操作人": 12, "工号": 12, "来源地址": 18, "操作": 20, "对象类别": 16, "对象编号": 10, "对象": 40, "改动": 80}  # fmt: skip
FAULTS = {"哪一处": 30, "发现": 80}


def audit_book(rows: Iterable[Row]) -> bytes:
    """Return the .xlsx of lines in the order of LINES, however many."""
    return listing_book(Listing("审计记录", LINES, rows))


def faults_book(rows: Iterable[Row]) -> bytes:
    """Return the .xlsx of (place, text)."""
    return listing_book(Listing("核对发现", FAULTS, rows))
