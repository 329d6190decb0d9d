from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from accounts.models import Appointment, AuditEntry, Organization
from accounts.services.house.invariant import check_invariants
from accounts.services.people.appointment import appoint, end_appointment
from accounts.services.people.ending import EndingRefused, end_organization, foresee, take_back
from accounts.services.people.organization import MoveRefused, create_organization, move_organization


def end(cast, organization, successor=None, on=None):
    today = timezone.localdate()
    return end_organization(organization, successor=successor, on=on or today, today=today, actor=cast.department)


def again(organization):
    return Organization.objects.get(pk=organization.pk)


def test_a_dissolved_branch_ends_with_its_posts(cast):
    yesterday = timezone.localdate() - timedelta(days=1)
    ended = end(cast, cast.branch, on=yesterday)
    assert (ended.ended_on, ended.successor, ended.parent) == (yesterday, None, cast.college)
    assert Appointment.objects.get(organization=cast.branch).ends == yesterday


def test_a_merged_college_hands_its_branches_to_the_other(cast):
    end(cast, cast.college, successor=cast.other_college)
    branch = again(cast.branch)
    assert (branch.parent, branch.path) == (cast.other_college, f"{cast.other_college.path}{branch.pk}/")
    assert again(cast.college).successor == cast.other_college


def test_what_stands_below_must_go_somewhere(cast):
    with pytest.raises(EndingRefused, match="还有 1 个党组织"):
        end(cast, cast.college)
    assert again(cast.college).is_living


@pytest.mark.parametrize(("which", "message"), [("branch", "就在"), ("college", "就在")])
def test_nobody_merges_into_what_is_their_own(cast, which, message):
    with pytest.raises(EndingRefused, match=message):
        end(cast, cast.college, successor=getattr(cast, which))


def test_the_top_never_ends(cast):
    with pytest.raises(EndingRefused, match="最上级"):
        end(cast, cast.committee)


def test_a_day_to_come_is_refused(cast):
    with pytest.raises(EndingRefused, match="还没有到"):
        end(cast, cast.branch, on=timezone.localdate() + timedelta(days=1))


def test_two_of_a_name_are_told_before_they_meet(cast):
    create_organization(parent=cast.other_college, name=cast.branch.name, short="同名", kind="branch")
    with pytest.raises(EndingRefused, match="已有“学生第一党支部”"):
        end(cast, cast.college, successor=cast.other_college)


def test_a_post_that_begins_later_is_told_first(cast):
    with pytest.raises(EndingRefused, match="2024-03-01 才开始"):
        end(cast, cast.branch, on=date(2024, 1, 1))


def test_a_refusal_changes_nothing(cast, year):
    lines = AuditEntry.objects.count()
    with pytest.raises(EndingRefused):
        end(cast, cast.branch)
    assert (again(cast.branch).is_living, AuditEntry.objects.count()) == (True, lines)
    assert Appointment.objects.get(organization=cast.branch).ends is None


def test_nothing_new_begins_in_what_has_ended(cast):
    end(cast, cast.branch)
    with pytest.raises(ValidationError, match="已于"):
        appoint(cast.outsider, organization=cast.branch, role="secretary", starts=timezone.localdate())
    with pytest.raises(ValidationError, match="已于"):
        create_organization(parent=cast.branch, name="新", short="新", kind="branch")
    with pytest.raises(MoveRefused, match="已于"):
        move_organization(cast.branch, parent=cast.other_college, actor=cast.department)
    with pytest.raises(MoveRefused, match="已于"):
        move_organization(cast.other_branch, parent=again(cast.branch), actor=cast.department)


def test_taking_back_restores_what_ended_and_moved_with_it(cast):
    before = list(Organization.objects.order_by("pk").values_list("pk", "parent", "path"))
    end(cast, cast.college, successor=cast.other_college)
    take_back(cast.college, actor=cast.department)
    assert list(Organization.objects.order_by("pk").values_list("pk", "parent", "path")) == before
    assert again(cast.college).is_living
    assert not Appointment.objects.filter(organization=cast.college, ends__isnull=False).exists()


def test_taking_back_leaves_what_was_changed_since(cast):
    last = date(2024, 6, 30)
    post = Appointment.objects.get(person=cast.college_organizer)
    end_appointment(post, ends=last)
    end(cast, cast.college, successor=cast.other_college)
    move_organization(cast.branch, parent=cast.committee, actor=cast.department)
    take_back(cast.college, actor=cast.department)
    assert (again(cast.branch).parent, Appointment.objects.get(pk=post.pk).ends) == (cast.committee, last)


def test_taking_back_needs_its_name_and_its_superior(cast):
    end(cast, cast.branch)
    create_organization(parent=cast.college, name=cast.branch.name, short="新", kind="branch")
    with pytest.raises(EndingRefused, match="现在另有"):
        take_back(cast.branch, actor=cast.department)
    with pytest.raises(EndingRefused, match="没有撤销"):
        take_back(cast.other_branch, actor=cast.department)


def test_merging_and_taking_back_break_no_rule(cast):
    end(cast, cast.college, successor=cast.other_college)
    assert check_invariants()[1] == []
    take_back(cast.college, actor=cast.department)
    assert check_invariants()[1] == []


def test_a_living_organization_below_an_ended_one_is_found(cast, lifted):
    Organization.objects.filter(pk=cast.college.pk).update(ended_on="2026-01-01", ending={})
    rules = {one.rule for one in check_invariants()[1]}
    assert rules == {"What has ended has nothing living below it.", "Nobody holds a post in what has ended."}


def test_what_would_happen_is_told_before(cast):
    today = timezone.localdate()
    found = foresee(cast.college, successor=cast.other_college, on=today, today=today)
    assert [post.person for post in found.posts] == [cast.college_secretary, cast.college_organizer]
    assert (found.children, found.ties) == ([cast.branch], [])


def test_taking_back_gives_no_post_to_who_guards_by_now(cast):
    end(cast, cast.branch, on=timezone.localdate() - timedelta(days=1))
    Appointment.objects.create(
        person=cast.branch_secretary, organization=cast.committee, role="auditor", starts=timezone.localdate()
    )
    with pytest.raises(EndingRefused, match="不同的人"):
        take_back(cast.branch, actor=cast.department)
    assert again(cast.branch).ended_on


def test_nobody_is_taken_back_from_above_itself(cast):
    back = create_organization(parent=cast.college, name="并出去的党总支", short="并出去的", kind="general_branch")
    child = create_organization(parent=back, name="随它去的党总支", short="随它去的", kind="general_branch")
    end(cast, back, successor=cast.other_college)
    move_organization(again(cast.college), parent=again(child), actor=cast.department)
    with pytest.raises(EndingRefused, match="收不回它"):
        take_back(again(back), actor=cast.department)
    assert check_invariants()[1] == []
