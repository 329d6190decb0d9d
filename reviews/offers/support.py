"""The pages of the year that may be opened while looking as somebody else: nothing of grades, 测评, comments or visits."""

from accounts.services.entry.support import openable

PAGES = frozenset({
    "reviews:statements", "reviews:statement", "reviews:version", "reviews:report_file", "reviews:sample",
    "reviews:rounds", "reviews:round", "reviews:round_plan", "reviews:cycle_notice", "reviews:meeting",
    "reviews:meetings", "reviews:order_list",
})  # fmt: skip


@openable.register
def pages() -> frozenset[str]:
    """Name them."""
    return PAGES
