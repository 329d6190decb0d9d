from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from accounts.models import AuditEntry, Organization
from accounts.services.people.organization import change_organization
from accounts.services.people.roster import load_roster
from tests import xlsx

NEW = {"name": "智能制造学院党总支", "short": "智造学院总支"}


def rename(cast, since, **fields):
    return change_organization(cast.college, actor=cast.department, since=since, **(NEW | fields))


def test_a_rename_keeps_the_former_name_until_the_day_before(cast):
    rename(cast, date(2026, 3, 1))
    former = cast.college.former_names.get()
    assert (former.name, former.until) == ("机电工程学院党总支", date(2026, 2, 28))


def test_a_roster_renames_from_today_on(cast):
    load_roster(xlsx.roster(党组织=[(cast.college.pk, NEW["name"], "智造", "党总支", cast.committee.name, "1")]))
    former = cast.college.former_names.get()
    assert (former.name, former.until) == ("机电工程学院党总支", timezone.localdate() - timedelta(days=1))
    assert Organization.objects.matching("znzz").get() == cast.college


def test_an_organization_is_still_found_by_its_former_name(cast):
    rename(cast, date(2026, 3, 1))
    found = [Organization.objects.matching(word).get() for word in ("机电工程", "jdgc", "zhinengzhizao", "znzz")]
    assert found == [cast.college] * 4


def test_a_correction_keeps_no_former_name(cast):
    change_organization(cast.college, actor=cast.department, **NEW)
    assert not cast.college.former_names.exists()


def test_a_second_rename_must_come_later(cast):
    rename(cast, date(2026, 3, 1))
    with pytest.raises(ValidationError, match="上一次更名是 2026-03-01"):
        rename(cast, date(2026, 3, 1), name="又一个名称")
    assert Organization.objects.get(pk=cast.college.pk).name == NEW["name"]


def test_a_taken_name_leaves_no_former_name_behind(cast):
    with pytest.raises(ValidationError):
        rename(cast, date(2026, 3, 1), name=cast.other_college.name)
    assert not cast.college.former_names.exists()


def test_a_day_without_a_new_name_is_told_as_no_rename(cast):
    change_organization(cast.college, actor=cast.department, since=date(2026, 3, 1), position=7)
    entry = AuditEntry.objects.latest("pk")
    assert (entry.verb, entry.after, cast.college.former_names.exists()) == ("修改党组织", {"position": 7}, False)


def test_a_rename_is_told_with_its_day(cast):
    rename(cast, date(2026, 3, 1))
    entry = AuditEntry.objects.latest("pk")
    assert (entry.verb, entry.after) == ("更名", NEW | {"since": "2026-03-01"})
