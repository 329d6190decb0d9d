"""A roster's comparison is as strict as the database: what the preview lets pass is written, what it blocks would not be."""

from datetime import date

import pytest
from django.db import IntegrityError, connection, transaction
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from accounts.models import Appointment, Organization
from accounts.rules.people.roster import OrganizationRow, PersonRow, PostRow, Sheets, compare
from accounts.services.people.roster import RosterRefused, compare_file, confirm_roster
from accounts.services.people.roster_known import known_for
from accounts.services.people.roster_plan import write_plan
from tests import xlsx
from tests.accounts.services.people.test_roster import blocked, upload
from tests.cast import Kind, organization

BRANCH = "学生第一党支部"
LED = "2026-01-01"  # since when the branch has its secretary
TOP, COLLEGE = "某校党委", "机电党总支"
NAMES = {"1": "甲", "2": "乙"}


@pytest.fixture
def led(cast):
    """The cast, whose branch has its secretary since January and had a member before."""
    cast.branch_secretary.appointments.update(starts=LED)
    Appointment.objects.create(
        person=cast.outsider, organization=cast.branch, role="member", starts=LED, ends="2026-03-31"
    )
    return cast


@pytest.mark.parametrize(
    ("row", "text", "mended"),
    [
        (("010013", "万里", BRANCH, "党员", "2026-03-30", ""), "同一个人的另一段任期重叠", ("2026-03-31", "")),
        (("010013", "万里", BRANCH, "书记", "2026-03-01", "2026-04-30"), "和工号 010005 的任期重叠", ("2025-03-01", LED)),
        (("010013", "万里", BRANCH, "书记", "2026-04-01", "2026-04-01"), "和工号 010005 的任期重叠", (LED, LED)),
    ],
)  # fmt: skip
def test_what_the_database_would_refuse_is_told_in_the_preview(led, row, text, mended):
    roster = upload(led, {"任职": [row]})
    assert [text in told for told in blocked(roster)] == [True]
    with pytest.raises(RosterRefused, match="还有必须改正的地方"):
        confirm_roster(roster, person=led.department)
    confirm_roster(upload(led, {"任职": [(*row[:4], *mended)]}), person=led.department)
    connection.check_constraints()
    assert Appointment.objects.filter(person=led.outsider, starts=mended[0]).exists()


def test_who_guards_is_compared_with_what_they_oversaw_where_it_was_dissolved(cast):
    former = organization(cast.college, "毕业生党支部", Kind.BRANCH)
    Appointment.objects.create(
        person=cast.outsider, organization=former, role="secretary", starts=LED, ends="2026-05-31"
    )
    Organization.objects.filter(pk=former.pk).update(ended_on="2026-05-31", ending={})
    for starts, is_blocked in (("2026-05-31", True), ("2026-06-01", False)):
        data = xlsx.roster(任职=[("010013", "万里", cast.committee.name, "安全审计员", starts, "")])
        found = [doubt.column for doubt in compare_file(data, root=None, actor=None).doubts if doubt.blocks]
        assert found == ["职务"] * is_blocked


@pytest.fixture
def small(db):
    """A school of two organizations and two people, whom nothing binds yet."""
    places = ((2, TOP, "党委", ""), (3, COLLEGE, "党总支", TOP))
    read(
        organizations=tuple(OrganizationRow(row, None, name, "", kind, above, None) for row, name, kind, above in places),
        people=tuple(PersonRow(row, number, name, "") for row, (number, name) in enumerate(NAMES.items(), 2)),
    )  # fmt: skip


def read(**sheets):
    """Write a file past its doubts, as far as the database takes it; return the doubts that block."""
    plan = compare(Sheets(**sheets), known_for(Sheets(**sheets), root=None, actor=None))
    write_plan(plan, actor=None)
    connection.check_constraints()
    return [doubt for doubt in plan.doubts if doubt.blocks]


@st.composite
def files(draw):
    """Return rows of posts in a few days, so that many of them meet."""
    rows = st.tuples(
        st.sampled_from(sorted(NAMES)),
        st.sampled_from([(TOP, "书记"), (TOP, "主持工作的副书记"), (TOP, "党员"), (TOP, "安全审计员"), (COLLEGE, "书记")]),
        st.integers(1, 6),
        st.none() | st.integers(0, 3),
    )  # fmt: skip
    drawn = draw(st.lists(rows, min_size=1, max_size=4, unique_by=lambda row: row[:3]))
    return tuple(
        PostRow(number, who, NAMES[who], place, role, date(2026, 1, day), None if lasts is None else date(2026, 1, day + lasts))
        for number, (who, (place, role), day, lasts) in enumerate(drawn, 2)
    )  # fmt: skip


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(before=files(), rows=files())
def test_the_comparison_and_the_database_refuse_the_same(small, before, rows):
    with transaction.atomic():
        taken(before)
        sheets = Sheets(posts=rows)
        doubts = [one for one in compare(sheets, known_for(sheets, root=None, actor=None)).doubts if one.blocks]
        assume(not any("是同一个任职" in one.text for one in doubts))  # a file says a thing once
        assert taken(rows) == (not doubts), doubts
        transaction.set_rollback(True)


def taken(rows):
    """Whether the database takes all that a file says; nothing is kept otherwise."""
    try:
        with transaction.atomic():
            read(posts=rows)
    except IntegrityError:
        return False
    return True
