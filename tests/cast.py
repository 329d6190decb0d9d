"""The fixed cast of the tests, from the notice: who stands where, and a year in collection."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.utils import timezone

from accounts.models import Appointment, Organization, Person
from accounts.models.house.bulk import reserve_ids
from accounts.services.people.organization import create_organization
from accounts.services.trail import audit
from reviews.models import Cycle, Round, Statement, Visit
from reviews.services.hearing.visit import add_visit
from reviews.services.preparing.round import open_round

Kind, Role = Organization.Kind, Appointment.Role
PASSWORD = "述职评议-2026-测试"


@dataclass
class Cast:
    """Organizations and people by the names that the tests use."""

    committee: Organization
    college: Organization
    branch: Organization
    other_college: Organization
    other_branch: Organization
    direct_branch: Organization
    head: Person
    department: Person
    college_secretary: Person
    college_organizer: Person
    branch_secretary: Person
    other_college_secretary: Person
    other_college_organizer: Person
    other_branch_secretary: Person
    direct_secretary: Person
    auditor: Person
    security_administrator: Person
    system_administrator: Person
    outsider: Person


@dataclass
class Year:
    """This year: the top round and one college's round, both collecting."""

    cycle: Cycle
    top: Round
    below: Round
    other: Round

    def statement(self, organization: Organization) -> Statement:
        """Return the statement of ``organization``, loaded as pages load it."""
        return Statement.objects.for_pages().get(organization=organization)


def person(number: str, name: str, **fields) -> Person:
    """Create a person who can log in with PASSWORD."""
    return Person.objects.create_person(staff_number=number, name=name, password=PASSWORD, **fields)


def organization(parent, name, kind, position=0) -> Organization:
    """Create an organization whose short name is its name."""
    return create_organization(parent=parent, name=name, short=name, kind=kind, position=position)


def assemble() -> Cast:
    """Create the cast, past the services, whose checks would take most of a test's time; their lines are written."""
    places = _organizations()
    cast = Cast(**places, **_people())
    audit.record_all(
        audit.entry_for(None, "新建党组织", place, after={"name": place.name}) for place in places.values()
    )
    _appoint(cast)
    return cast


def _organizations() -> dict[str, Organization]:
    rows = (
        ("committee", None, "示例大学党委", Kind.COMMITTEE, 0),
        ("college", "committee", "机电工程学院党总支", Kind.GENERAL_BRANCH, 1),
        ("other_college", "committee", "外国语学院党总支", Kind.GENERAL_BRANCH, 2),
        ("branch", "college", "学生第一党支部", Kind.BRANCH, 1),
        ("other_branch", "other_college", "教师第一党支部", Kind.BRANCH, 1),
        ("direct_branch", "committee", "图书馆直属党支部", Kind.DIRECT_BRANCH, 3),
    )
    made: dict[str, Organization] = {}
    for pk, (key, above, name, kind, position) in zip(reserve_ids(Organization, len(rows)), rows, strict=True):
        parent = made[above] if above else None
        path = f"{parent.path if parent else '/'}{pk}/"
        made[key] = Organization(pk=pk, parent=parent, path=path, name=name, short=name, kind=kind, position=position)
    Organization.objects.bulk_create(made.values())
    return made


def _people() -> dict[str, Person]:
    rows = {
        "head": ("010001", "张怀远"),
        "department": ("010002", "林静"),
        "college_secretary": ("010003", "周正明"),
        "college_organizer": ("010004", "方敏"),
        "branch_secretary": ("010005", "梁晓"),
        "other_college_secretary": ("010006", "刘晓梅"),
        "other_college_organizer": ("010007", "何苗"),
        "other_branch_secretary": ("010008", "陆一鸣"),
        "direct_secretary": ("010009", "谢红"),
        "auditor": ("010010", "秦岩"),
        "security_administrator": ("010011", "安保国"),
        "system_administrator": ("010012", "席通"),
        "outsider": ("010013", "万里"),
    }
    made = {key: Person(staff_number=number, name=name) for key, (number, name) in rows.items()}
    made["department"].mobile = "13800000002"
    for one in made.values():
        one.set_password(PASSWORD)
    Person.objects.bulk_create(made.values())
    return made


def _appoint(cast: Cast) -> None:
    posts = (
        (cast.head, cast.committee, Role.SECRETARY),
        (cast.department, cast.committee, Role.ORGANIZER),
        (cast.college_secretary, cast.college, Role.SECRETARY),
        (cast.college_organizer, cast.college, Role.ORGANIZER),
        (cast.branch_secretary, cast.branch, Role.SECRETARY),
        (cast.other_college_secretary, cast.other_college, Role.DEPUTY_IN_CHARGE),
        (cast.other_college_organizer, cast.other_college, Role.ORGANIZER),
        (cast.other_branch_secretary, cast.other_branch, Role.SECRETARY),
        (cast.direct_secretary, cast.direct_branch, Role.SECRETARY),
        (cast.auditor, cast.committee, Role.AUDITOR),
        (cast.security_administrator, cast.committee, Role.SECURITY_ADMINISTRATOR),
        (cast.system_administrator, cast.committee, Role.SYSTEM_ADMINISTRATOR),
    )
    Appointment.objects.bulk_create(
        Appointment(person=holder, organization=place, role=role, starts=date(2024, 3, 1))
        for holder, place, role in posts
    )


def open_year(cast: Cast, *, due: datetime | None = None) -> Year:
    """Open this year's rounds; reports are due in ten days unless said otherwise."""
    today = timezone.localdate()
    due = due or timezone.now() + timedelta(days=10)
    cycle = Cycle.objects.create(year=today.year, notice_title="关于做好述职评议考核工作的通知", issued_on=today)
    return Year(
        cycle=cycle,
        top=open_round(cycle, organization=cast.committee, report_due=due),
        below=open_round(cycle, organization=cast.college, report_due=due),
        other=open_round(cycle, organization=cast.other_college, report_due=due),
    )


def visit(statement: Statement, *, person: Person, **fields) -> Visit:
    """Write a visit down: yesterday, in the activity room, three sentences of which one names a problem."""
    given = {
        "day": timezone.localdate() - timedelta(days=1),
        "place": "党员活动室",
        "companions": "",
        "text": "活动室整齐。会议记录不全。大家愿意来。",
        "now": timezone.now(),
    }
    return add_visit(statement, person=person, **(given | fields))
