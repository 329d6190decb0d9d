"""The pages of rectification that may be opened while looking as somebody else: one's own ledger, no talks."""

from accounts.services.entry.support import openable

PAGES = frozenset({"rectification:ledgers", "rectification:ledger", "rectification:annex_print", "rectification:item"})


@openable.register
def pages() -> frozenset[str]:
    """Name them."""
    return PAGES
