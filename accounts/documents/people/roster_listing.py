"""What a roster would change and what is doubtful about it, row by row, as an .xlsx to work through."""

from collections.abc import Iterable

from accounts.documents.house.listing import Listing, Row, listing_book

DOUBTS = {"表": 10, "行": 8, "栏": 14, "要不要改": 12, "哪里不对": 50, "怎样改": 60}
CHANGES = {"表": 10, "行": 8, "怎样": 8, "谁": 44, "改动": 70}


def roster_listing_book(doubts: Iterable[Row], changes: Iterable[Row]) -> bytes:
    """Return the .xlsx of doubts and changes, in the order of their headings; row 0, the whole file, stays empty."""
    return listing_book(Listing("改正和留意", DOUBTS, map(_shown, doubts)), Listing("改动", CHANGES, changes))


def _shown(row: Row) -> Row:
    return [value or "" for value in row]
