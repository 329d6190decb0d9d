"""A small school as the rules see it."""

from datetime import date

from accounts.rules.people.roster import (
    Known,
    KnownOrganization,
    KnownPerson,
    KnownPost,
    OrganizationRow,
    PersonRow,
    PostRow,
)

KINDS = {"党委": "committee", "党总支": "general_branch", "党支部": "branch"}
ROLES = {"书记": "secretary", "主持工作的副书记": "deputy_in_charge", "组织员": "organizer"}
SINCE = date(2024, 3, 1)


def school(**changes) -> Known:
    """校党委 › 机电学院党总支 › 第一党支部; 周正明 leads the college, 梁晓 the branch."""
    known = {
        "organizations": (
            KnownOrganization(1, "校党委", "校党委", "committee", None, 0),
            KnownOrganization(2, "机电学院党总支", "机电", "general_branch", 1, 1),
            KnownOrganization(3, "学生第一党支部", "学生一", "branch", 2, 1),
        ),
        "people": (KnownPerson(11, "010003", "周正明", ""), KnownPerson(12, "010005", "梁晓", "13800000005")),
        "posts": (KnownPost(21, "010003", 2, "secretary", SINCE, None), KnownPost(22, "010005", 3, "secretary", SINCE, None)),
        "kinds": KINDS, "roles": ROLES, "reviewed": frozenset({"secretary", "deputy_in_charge"}), "has_top": True,
    }  # fmt: skip
    return Known(**(known | changes))


def organization(name, parent="机电学院党总支", *, row=2, code=None, kind="党支部", short="", position=None):
    return OrganizationRow(row, code, name, short, kind, parent, position)


def person(number, name, mobile="", *, row=2):
    return PersonRow(row, number, name, mobile)


def post(number, name, place, role="书记", *, row=2, starts=SINCE, ends=None):
    return PostRow(row, number, name, place, role, starts, ends)
