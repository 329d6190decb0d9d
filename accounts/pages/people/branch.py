"""One line of a tree or a list: an organization with who leads it, who reviews it, and what stands below."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from django.db.models import Count
from django.utils import timezone

from accounts.models import Appointment, Organization


@dataclass(slots=True)
class Branch:
    """An organization in the tree; ``toggle`` is the address with it opened or closed, ``next`` the rest of its level."""

    organization: Organization
    reviewer: str = ""
    post: Appointment | None = None
    below: int = 0
    is_open: bool = False
    branches: list["Branch"] = field(default_factory=list)
    next: str = ""
    toggle: str = ""

    @property
    def rest(self) -> int:
        """How many of the level are not shown."""
        return self.below - len(self.branches)


def posts_of(organizations: Iterable[Organization]) -> dict[int, Appointment]:
    """Return who leads each organization today; on a day of two holders the one who came last."""
    posts = Appointment.objects.current(timezone.localdate()).reviewed().for_pages().order_by("starts", "pk")
    return {post.organization_id: post for post in posts.filter(organization__in=organizations)}


def counts_of(organizations: Iterable[Organization], *, ended: bool = False) -> dict[int, int]:
    """Return how many living organizations stand directly below each; with ``ended`` those too."""
    below = Organization.objects.filter(parent__in=organizations)
    return dict((below if ended else below.living()).order_by().values_list("parent").annotate(Count("pk")))


def branches_of(organizations: Sequence[Organization], holders: dict[int, Appointment] | None = None) -> list[Branch]:
    """Return lines for a list loaded ``with_below`` and with ``parent``."""
    known = posts_of(organizations) if holders is None else holders
    return [
        Branch(one, one.parent.short if one.parent else "", known.get(one.pk), one.below)  # type: ignore[attr-defined]
        for one in organizations
    ]


def key_of(organization: Organization) -> str:
    """Return the place in the order of a level, for the address of what comes after."""
    return f"{organization.position}.{organization.pk}"
