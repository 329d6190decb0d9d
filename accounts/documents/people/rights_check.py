"""Everybody whom a check of the rights has found, as an .xlsx to work through."""

from collections.abc import Iterable

from accounts.documents.house.listing import Listing, Row, listing_book

COLUMNS = {"问题": 26, "姓名": 14, "工号": 16, "现任职务": 60, "上次登录": 20, "怎样处理": 50}


def rights_check_book(rows: Iterable[Row]) -> bytes:
    """Return the .xlsx of rows in the order of COLUMNS, however many."""
    return listing_book(Listing("越权检查", COLUMNS, rows))
