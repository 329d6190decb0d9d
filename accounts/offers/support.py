"""The pages of accounts that may be opened while looking as somebody else."""

from accounts.services.entry.support import openable

PAGES = frozenset({
    "accounts:home", "accounts:manual", "accounts:manual_page", "accounts:organizations", "accounts:organization",
    "accounts:person", "accounts:roster_template",
})  # fmt: skip


@openable.register
def pages() -> frozenset[str]:
    """Name them."""
    return PAGES
