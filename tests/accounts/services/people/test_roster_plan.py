"""Writing what a roster changes."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from accounts.models import AuditEntry, Organization
from accounts.services.people import roster_plan
from accounts.services.people.roster import confirm_roster
from tests.accounts.services.people.test_roster import upload


def test_a_rename_is_in_the_trail_with_the_day_from_which_the_name_is_used(cast):
    sheets = {
        "党组织": [
            (cast.branch.pk, "学生先锋党支部", "", "党支部", "", ""),
            (cast.college.pk, cast.college.name, "", "党总支", "", 7),
        ]
    }
    confirm_roster(upload(cast, sheets), person=cast.department)
    renamed, moved = (AuditEntry.objects.get(verb=verb) for verb in ("更名", "修改党组织"))
    assert renamed.before == {"name": "学生第一党支部"}
    assert renamed.after == {"name": "学生先锋党支部", "since": str(timezone.localdate())}
    assert moved.after == {"position": 7}


@pytest.mark.parametrize(("few", "whole"), [(100, 0), (0, 1)])
def test_a_move_reads_what_moves_and_of_many_moves_the_tree(cast, monkeypatch, few, whole):
    monkeypatch.setattr(roster_plan, "FEW", few)
    sheets = {"党组织": [(cast.college.pk, cast.college.name, "", "党总支", cast.other_college.name, ""),
                       (cast.other_branch.pk, cast.other_branch.name, "", "党支部", cast.branch.name, "")]}  # fmt: skip
    roster = upload(cast, sheets)
    with CaptureQueriesContext(connection) as asked:
        confirm_roster(roster, person=cast.department)
    college, branch, other, other_branch = (
        one.pk for one in (cast.college, cast.branch, cast.other_college, cast.other_branch)
    )
    path = f"/{cast.committee.pk}/{other}/{college}/{branch}/{other_branch}/"
    assert Organization.objects.get(pk=other_branch).path == path
    assert sum(one["sql"].endswith('"path" FROM "accounts_organization"') for one in asked.captured_queries) == whole


def test_the_trail_tells_of_whose_branch_it_is(cast):
    for root, actor in ((cast.committee, cast.department), (cast.college, cast.college_organizer)):
        name = f"教师第{root.pk}党支部"
        posts = [("010005", "梁晓", name, "党员", "2026-09-01", "")]
        sheets = {"党组织": [("", name, "", "党支部", "机电工程学院党总支", "")], "任职": posts}
        confirm_roster(upload(cast, sheets, person=actor, root=root), person=actor)
        labels = AuditEntry.objects.filter(verb__in=["新建党组织", "任职"], actor=actor).order_by("pk")
        told = Organization.objects.get(name=name).told_in_full
        assert list(labels.values_list("object_label", flat=True)) == [told, f"梁晓 {told}党员"]
        assert told.removesuffix(name) == "机电工程学院"
