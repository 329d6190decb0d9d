"""What the letterhead offers: where a person can go, and how much waits there."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class NavigationItem:
    """One entry: ``count`` is how many things wait for the person, None where nothing is counted."""

    label: str
    url: str
    count: int | None = None

    def is_current(self, path: str) -> bool:
        """Whether the page at ``path`` belongs under this entry; the home page only to itself."""
        return path == self.url or (self.url != "/" and path.startswith(self.url))
