"""The roster: what was read from the three sheets compared with what is there. Pure; nothing is written."""

from accounts.rules.people.roster.compare import compare
from accounts.rules.people.roster.values import (
    ORGANIZATIONS,
    PEOPLE,
    POSTS,
    SHEETS,
    Action,
    Change,
    Doubt,
    Known,
    KnownOrganization,
    KnownPerson,
    KnownPost,
    OrganizationRow,
    PersonRow,
    Plan,
    PostRow,
    Sheets,
)

__all__ = [
    "ORGANIZATIONS",
    "PEOPLE",
    "POSTS",
    "SHEETS",
    "Action",
    "Change",
    "Doubt",
    "Known",
    "KnownOrganization",
    "KnownPerson",
    "KnownPost",
    "OrganizationRow",
    "PersonRow",
    "Plan",
    "PostRow",
    "Sheets",
    "compare",
]
