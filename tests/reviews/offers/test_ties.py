import pytest
from django.utils import timezone

from accounts.models import Organization
from accounts.services.people.ending import end_organization, foresee
from reviews.models import Round, Statement
from reviews.services.preparing.round import open_round, reporting_posts
from tests.rectification.scene import item_in, ledger_of


def ties(organization, successor=None):
    today = timezone.localdate()
    return foresee(organization, successor=successor, on=today, today=today).ties


def told(organization, successor=None):
    return [(one.blocks, one.text) for one in ties(organization, successor)]


@pytest.mark.parametrize(
    ("stage", "blocks"),
    [("preparing", True), ("collecting", True), ("meeting", False), ("decided", False), ("published", None)],
)
def test_a_report_blocks_while_the_list_is_open_and_stays_where_it_was_after(cast, year, stage, blocks):
    Round.objects.filter(pk=year.below.pk).update(stage=stage)
    assert [one.blocks for one in ties(cast.branch)] == ([] if blocks is None else [blocks])


def test_who_does_not_report_this_year_hinders_nothing(cast, year):
    Statement.objects.filter(organization=cast.branch).update(
        mode="not_this_year", mode_reason="撤销", mode_approved_by=cast.head
    )
    assert ties(cast.branch) == []


@pytest.mark.parametrize(("stage", "blocks"), [("preparing", False), ("evaluating", True), ("published", None)])
def test_its_own_round_is_finished_first_unless_it_has_not_begun(cast, year, stage, blocks):
    Round.objects.filter(pk=year.top.pk).update(stage="published")
    Round.objects.filter(pk=year.below.pk).update(stage=stage)
    found = [one.blocks for one in ties(cast.college, cast.other_college)]
    assert found == ([] if blocks is None else [blocks])


def test_open_rectification_is_told_and_stays(cast, year):
    Round.objects.update(stage="published")
    item_in(ledger_of(year.statement(cast.branch)), cast.branch_secretary)
    assert told(cast.branch) == [(False, "还有 1 件整改没有完成：台账留在原处，由上级党组织继续督促。")]


def test_what_has_ended_is_in_no_new_round(cast, year):
    Round.objects.update(stage="published")
    today = timezone.localdate()
    end_organization(cast.college, successor=cast.other_college, on=today, today=today, actor=None)
    year.cycle.pk, year.cycle.year = None, year.cycle.year + 1
    year.cycle.save()
    made = open_round(year.cycle, organization=cast.committee, report_due=timezone.now())
    assert cast.college not in {one.organization for one in made.statements.all()}
    heir = Organization.objects.get(pk=cast.other_college.pk)
    assert {post.organization for post in reporting_posts(heir)} == {cast.branch, cast.other_branch}


def test_the_history_of_what_was_merged_stays_where_it_was(cast, year, enter):
    Round.objects.update(stage="published")
    today = timezone.localdate()
    end_organization(cast.college, successor=cast.other_college, on=today, today=today, actor=None)
    statement = year.statement(cast.branch)
    assert (statement.round.organization, statement.round) == (cast.college, year.below)
    assert enter(cast.department).get(f"/rounds/{year.below.pk}/").status_code == 200
