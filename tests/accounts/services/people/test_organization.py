import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, transaction
from django.utils import timezone

from accounts.models import AuditEntry, Organization
from accounts.services.house.invariant import check_invariants
from accounts.services.people.organization import (
    MoveRefused,
    change_organization,
    create_organization,
    move_organization,
)
from rectification.services.campaign import open_campaign
from tests.rectification.scene import in_days, item_in, ledger_of


def names(organizations):
    return sorted(organization.name for organization in organizations)


def test_path_runs_from_the_top_to_the_organization(cast):
    assert cast.branch.path == f"/{cast.committee.pk}/{cast.college.pk}/{cast.branch.pk}/"


def test_within_gives_the_organization_and_all_below(cast):
    assert names(Organization.objects.within(cast.college)) == names([cast.college, cast.branch])


def test_above_gives_the_ancestors_from_the_top(cast):
    assert list(Organization.objects.above(cast.branch)) == [cast.committee, cast.college]


def test_move_takes_everything_below_along(cast):
    move_organization(cast.college, parent=cast.other_college, actor=cast.department)
    cast.branch.refresh_from_db()
    assert cast.branch.path == (f"/{cast.committee.pk}/{cast.other_college.pk}/{cast.college.pk}/{cast.branch.pk}/")


@pytest.mark.parametrize("target", ["college", "branch"])
def test_move_below_itself_is_refused_with_a_sentence(cast, target):
    with pytest.raises(MoveRefused, match="不能把上级移到自己的下级"):
        move_organization(cast.college, parent=getattr(cast, target), actor=cast.department)


def test_a_move_breaks_nothing_of_the_years_work(cast, year):
    item = item_in(ledger_of(year.statement(cast.college)), cast.college_secretary)
    open_campaign(
        cast.committee, cycle=year.cycle, person=cast.department, title="组织生活", plan="", led_by=cast.head,
        until=in_days(30), items=[item], now=timezone.now(),
    )  # fmt: skip
    move_organization(cast.college, parent=cast.other_college, actor=cast.department)
    assert (check_invariants()[1], year.statement(cast.college).round) == ([], year.top)


def test_a_name_that_stands_there_already_stops_a_move(cast):
    create_organization(parent=cast.other_college, name=cast.branch.name, short="同名", kind="branch")
    with pytest.raises(MoveRefused, match="已有"):
        move_organization(cast.branch, parent=cast.other_college, actor=cast.department)


def test_move_leaves_a_line_in_the_trail(cast):
    move_organization(cast.branch, parent=cast.other_college, actor=cast.department)
    entry = AuditEntry.objects.latest("pk")
    assert (entry.actor, entry.before, entry.after) == (
        cast.department,
        {"parent": cast.college.pk},
        {"parent": cast.other_college.pk},
    )


def test_same_name_below_the_same_parent_is_refused_by_the_database(cast):
    with pytest.raises(IntegrityError, match="parent"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO accounts_organization (parent_id, path, kind, name, short, position, search) "
            "VALUES (%s, '/9/', 'branch', %s, 'x', 0, '')",
            [cast.college.pk, cast.branch.name],
        )


def test_walks_are_one_query_each(cast, django_assert_num_queries):
    for position in range(30):
        create_organization(parent=cast.college, name=f"第{position}党支部", short="支部", kind="branch")
    with django_assert_num_queries(1):
        assert len(Organization.objects.within(cast.college)) == 32


@pytest.mark.parametrize("name", ["学生 第一党支部", "中共学生第一党支部"])
def test_a_name_that_nobody_tells_from_a_neighbours_is_refused(cast, name):
    with pytest.raises(ValidationError, match="分不清"):
        create_organization(parent=cast.college, name=name, short="甲", kind="branch")
    made = create_organization(parent=cast.college, name="乙党支部", short="乙", kind="branch")
    with pytest.raises(ValidationError, match="分不清"):
        change_organization(made, actor=cast.department, name=name)
    change_organization(made, actor=cast.department, name="中共乙党支部", short="乙党支部")
    elsewhere = create_organization(parent=cast.other_college, name=name, short="丙", kind="branch")
    with pytest.raises(MoveRefused, match="“学生第一党支部”"):
        move_organization(elsewhere, parent=cast.college, actor=cast.department)
