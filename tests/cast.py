"""The fixed cast of the tests, from the notice: who stands where, and a year in collection."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.utils import timezone

from accounts.models import Appointment, Organization, Person
from accounts.services.people.organization import create_organization
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
    """Create the cast."""
    committee = organization(None, "示例大学党委", Kind.COMMITTEE)
    college = organization(committee, "机电工程学院党总支", Kind.GENERAL_BRANCH, 1)
    other = organization(committee, "外国语学院党总支", Kind.GENERAL_BRANCH, 2)
    cast = Cast(
        committee=committee,
        college=college,
        branch=organization(college, "学生第一党支部", Kind.BRANCH, 1),
        other_college=other,
        other_branch=organization(other, "教师第一党支部", Kind.BRANCH, 1),
        direct_branch=organization(committee, "图书馆直属党支部", Kind.DIRECT_BRANCH, 3),
        head=person("010001", "张怀远"),
        department=person("010002", "林静", mobile="13800000002"),
        college_secretary=person("010003", "周正明"),
        college_organizer=person("010004", "方敏"),
        branch_secretary=person("010005", "梁晓"),
        other_college_secretary=person("010006", "刘晓梅"),
        other_college_organizer=person("010007", "何苗"),
        other_branch_secretary=person("010008", "陆一鸣"),
        direct_secretary=person("010009", "谢红"),
        auditor=person("010010", "秦岩"),
        security_administrator=person("010011", "安保国"),
        system_administrator=person("010012", "席通"),
        outsider=person("010013", "万里"),
    )
    _appoint(cast)
    return cast


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
    Appointment.objects.bulk_create(  # past the service, whose checks and lines would take most of a test's time
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
