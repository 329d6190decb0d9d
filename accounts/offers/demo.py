"""The demo school's organizations and people, read from demo_school.toml."""

import tomllib
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from django.contrib.auth.hashers import make_password

from accounts.documents.people.roster_form import roster_book
from accounts.models import Appointment, Organization, Person
from accounts.rules.people.roster import SHEETS
from accounts.services.house.demo import DemoPerson, builders, demo_year, logins
from accounts.services.people.appointment import appoint
from accounts.services.people.organization import create_organization
from accounts.services.people.roster import preview_roster

SCHOOL = Path(__file__).with_name("demo_school.toml")
PASSWORD = "shuzhi-demo"  # noqa: S105 - printed for everybody; the demo never runs in production
LOGINS = (
    ("周正明", "学院书记", "交述职报告"),
    ("林静", "组织部", "组织本轮评议"),
    ("张怀远", "校党委书记", "看各单位进度"),
    ("方敏", "学院组织员", "评议所属支部"),
    ("梁晓", "支部书记", "按退回意见修改"),
    ("谢红", "直属支部书记", "交书面报告"),
    ("秦岩", "安全审计员", "查操作记录"),
    ("倪志坚", "安全管理员", "管权限"),
    ("阮涛", "系统管理员", "管账号、看系统状态"),
)
Role = Appointment.Role


@builders.register
def build_school(today: date) -> None:
    """Create the school with everybody in office since the spring before last."""
    school = tomllib.loads(SCHOOL.read_text(encoding="utf-8"))
    year = demo_year(today)
    builder = SchoolBuilder(since=date(year - 2, 3, 1), today=today)
    builder.build(school["school"], school["organization"])
    _upload_roster(school["roster"], {"YEAR": str(year), "SINCE": builder.since.isoformat()})


def _upload_roster(rows: dict[str, Any], days: dict[str, str]) -> None:
    """Let a college's organizer have uploaded a roster that waits for being looked at."""
    organizer = Person.objects.get(name=rows["organizer"])
    dated = {sheet: [[_dated(cell, days) for cell in row] for row in rows[sheet]] for sheet in SHEETS}
    data = roster_book(dated, kinds=["党支部"], roles=["书记"])
    preview_roster(organizer.posts[0].organization, person=organizer, data=data, filename="新建支部名册.xlsx")


def _dated(cell: str, days: dict[str, str]) -> str:
    for word, day in days.items():
        cell = cell.replace(word, day)
    return cell


@logins.register
def school_logins() -> list[DemoPerson]:
    """Return those whom the login page offers."""
    found = {person.name: person for person in Person.objects.filter(name__in=[name for name, *_ in LOGINS])}
    return [DemoPerson(found[name].staff_number, name, title, hint) for name, title, hint in LOGINS if name in found]


class SchoolBuilder:
    """Builds the tree from the top; everybody shares one password, hashed once."""

    def __init__(self, *, since: date, today: date) -> None:
        self.since, self.today = since, today
        self.password = make_password(PASSWORD)

    def build(self, school: dict[str, Any], units: list[dict[str, Any]]) -> None:
        """Create the top organization, what stands below it, and what stands below that."""
        top = self._organization(None, school, 0)
        for organizer in school["organizers"]:
            self._appoint(organizer, top, Role.ORGANIZER, self.since)
        for role in (Role.AUDITOR, Role.SECURITY_ADMINISTRATOR, Role.SYSTEM_ADMINISTRATOR):
            self._appoint(school[role], top, role, self.since)
        for position, unit in enumerate(units, start=1):
            organization = self._organization(top, unit, position)
            for place, branch in enumerate(unit.get("branch", []), start=1):
                self._organization(organization, branch, place)

    def _organization(self, parent: Organization | None, entry: dict[str, Any], position: int) -> Organization:
        organization = create_organization(
            parent=parent, name=entry["name"], short=entry["short"], kind=entry["kind"], position=position
        )
        since = self._founded(entry)
        for role in (Role.SECRETARY, Role.DEPUTY_IN_CHARGE, Role.ORGANIZER):
            if role in entry:
                self._appoint(entry[role], organization, role, since)
        return organization

    def _founded(self, entry: dict[str, Any]) -> date:
        return self.today - timedelta(days=entry["founded_days_ago"]) if "founded_days_ago" in entry else self.since

    def _appoint(self, entry: dict[str, str], organization: Organization, role: str, since: date) -> None:
        person = Person(**entry, password=self.password)
        person.save()
        appoint(person, organization=organization, role=role, starts=since)
