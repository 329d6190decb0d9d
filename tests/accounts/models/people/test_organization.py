"""What must never be false of an organization is refused by the database itself, whoever writes (PROMISES §3)."""

import pytest
from django.db import IntegrityError, connection, transaction
from django.db.models import F

from accounts.models import FormerName, Organization, Person
from accounts.services.people.organization import create_organization


@pytest.mark.parametrize(
    "change",
    [
        "ended_on = '2026-01-01'",
        "ending = '{}'",
        "successor_id = parent_id",
        "ended_on = '2026-01-01', ending = '{}', successor_id = id",
        "parent_id = id",
        "path = 'x'",
    ],
)
def test_an_organization_is_never_half_ended(cast, change):
    with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f"UPDATE accounts_organization SET {change} WHERE id = %s", [cast.branch.pk])


def test_a_name_is_free_again_once_its_organization_has_ended(cast):
    fields = {"ended_on": "2026-01-01", "ending": {}}
    cast.branch.appointments.update(ends="2026-01-01")
    Organization.objects.filter(pk=cast.branch.pk).update(**fields)
    anew = create_organization(parent=cast.college, name=cast.branch.name, short="新", kind="branch")
    with pytest.raises(IntegrityError), transaction.atomic():
        Organization.objects.filter(pk=cast.branch.pk).update(ended_on=None, ending=None)
    assert anew.is_living


@pytest.mark.parametrize("fields", [{"name": ""}, {"short": ""}])
def test_a_former_name_says_something(cast, fields):
    row = {"organization": cast.branch, "name": "原名", "short": "原", "until": "2025-01-01"} | fields
    with pytest.raises(IntegrityError), transaction.atomic():
        FormerName.objects.create(**row)


def test_rows_made_in_bulk_are_found_too(cast, lifted):
    Organization.objects.bulk_create(
        [Organization(parent=cast.committee, path="/x/", kind="branch", name="计算机学院党支部", short="计院支部")]
    )
    Person.objects.bulk_create([Person(staff_number="T7001", name="曾国华", password="!x")])
    assert Organization.objects.matching("jsjxy").get().short == "计院支部"
    assert [Person.objects.matching(word).get().name for word in ("zengguohua", "cgh", "t70")] == ["曾国华"] * 3


def test_a_new_name_of_a_person_is_found_at_once(cast, enter):
    enter(cast.department).post(f"/people/{cast.branch_secretary.pk}/edit/", {"name": "梁小晓", "mobile": ""})
    assert Person.objects.matching("lxx").get() == cast.branch_secretary


def test_below_is_what_begins_with_the_whole_path(cast, lifted):
    paths = ["/7/", "/7/1/", "/7/12/", "/7/2/", "/70/", "/77/7/", "/8/"]
    Organization.objects.bulk_create(
        [Organization(parent=cast.committee, path=path, kind="branch", name=path, short=path) for path in paths]
    )
    below = Organization.objects.filter(path__startswith="/7/").order_by("pk")
    assert [one.name for one in below] == ["/7/", "/7/1/", "/7/12/", "/7/2/"]
    assert Organization.objects.filter(path__startswith="/7", path=F("name")).count() == 6
    assert Organization.objects.filter(path__startswith=F("name"), name__in=paths).count() == len(paths)


@pytest.mark.skipif(connection.vendor != "sqlite", reason="PostgreSQL knows an index for LIKE")
def test_sqlite_looks_for_what_is_below_in_an_index(cast):
    assert "SEARCH" in Organization.objects.within(cast.committee).explain()


def test_a_branch_is_known_by_its_college_and_what_stands_below_the_top_by_its_own_name(cast):
    assert [one.known_as for one in (cast.committee, cast.college, cast.branch)] == [
        "示例大学党委",
        "机电工程学院党总支",
        "机电工程学院学生第一党支部",
    ]
