from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from accounts.services.people.appointment import appoint, end_appointment
from accounts.services.people.organization import create_organization
from reviews.models import Round
from reviews.services.collecting.statement import ModeChoice, add_statements, hand_over_statement, set_modes
from reviews.services.preparing.plan import PlanChanged, PlanFixed, approve_plan, note_paper_approval, set_dates
from reviews.services.preparing.round import Dates, open_all_levels, to_open
from reviews.services.preparing.stage import advance
from tests.cast import person

TODAY = timezone.localdate


@pytest.fixture
def draft(cast, year):
    """The college's round, taken back to preparation."""
    advance(year.below, to="preparing", person=cast.college_organizer, reason="名单要改")
    return fresh(year.below)


def fresh(round_):
    return Round.objects.latest_first().get(pk=round_.pk)


def approved(draft, cast):
    return approve_plan(draft, person=cast.college_secretary, number=draft.plan_number, today=TODAY())


def test_a_change_of_the_plan_voids_its_approval(cast, draft):
    assert approved(draft, cast).is_plan_approved
    dates = Dates(draft.report_due + timedelta(days=1), None)
    assert set_dates(draft, dates=dates, actor=cast.college_organizer).is_plan_approved is False


def test_the_same_dates_again_void_nothing(cast, draft):
    approved(draft, cast)
    same = set_dates(draft, dates=Dates(draft.report_due, draft.meeting_on), actor=cast.college_organizer)
    assert same.is_plan_approved


def test_only_the_plan_that_was_seen_is_approved(cast, draft):
    set_dates(draft, dates=Dates(draft.report_due + timedelta(days=1)), actor=cast.college_organizer)
    with pytest.raises(PlanChanged):
        approved(draft, cast)


def test_a_signed_paper_says_who_signed_when_and_who_noted_it(cast, draft):
    noted = note_paper_approval(
        draft, number=draft.plan_number, approved_by=cast.college_secretary, approved_on=TODAY(), actor=cast.college_organizer
    )  # fmt: skip
    assert (noted.plan_approved_by, noted.plan_noted_by) == (cast.college_secretary, cast.college_organizer)


def test_once_collecting_the_deadline_stays_and_the_meeting_may_move(cast, year):
    later = year.below.report_due + timedelta(days=1)
    with pytest.raises(PlanFixed):
        set_dates(year.below, dates=Dates(later), actor=cast.college_organizer)
    moved = set_dates(year.below, dates=Dates(year.below.report_due, later.date()), actor=cast.college_organizer)
    assert moved.meeting_on == later.date()


def test_an_approval_without_a_day_is_refused(year, cast):
    with pytest.raises(IntegrityError), transaction.atomic():
        Round.objects.filter(pk=year.below.pk).update(plan_approved_by=cast.college_secretary)


def test_modes_are_set_for_the_whole_round_at_once(cast, year):
    rows = {name: year.statement(getattr(cast, name)).pk for name in ("college", "other_college")}
    choices = {
        rows["college"]: ModeChoice("written", reason="不该留下"),
        rows["other_college"]: ModeChoice("not_this_year", reason="新成立", approved_by=cast.head),
    }
    assert len(set_modes(year.top, choices=choices, actor=cast.department)) == 2
    assert set_modes(year.top, choices=choices, actor=cast.department) == []
    assert year.statement(cast.college).mode_reason == ""
    assert year.statement(cast.other_college).mode_approved_by == cast.head


def test_a_secretary_appointed_later_is_added_once(cast, year):
    place = create_organization(parent=cast.college, name="教师第二党支部", short="教二", kind="branch", position=2)
    appoint(person("020001", "新书记"), organization=place, role="secretary", starts=TODAY())
    assert [str(one) for one in add_statements(year.below, actor=cast.college_organizer)] == ["教师第二党支部 新书记"]
    assert add_statements(year.below, actor=cast.college_organizer) == []


def test_a_post_that_changed_hands_is_taken_over(cast, year):
    statement = year.statement(cast.branch)
    end_appointment(statement.appointment, ends=TODAY() - timedelta(days=1))
    with pytest.raises(PlanFixed):
        hand_over_statement(statement, actor=cast.college_organizer)
    appoint(person("020001", "新书记"), organization=cast.branch, role="secretary", starts=TODAY())
    assert hand_over_statement(statement, actor=cast.college_organizer).person.name == "新书记"


def test_all_levels_open_together_once(cast, year):
    cycle = year.cycle
    cycle.pk, cycle.year = None, cycle.year + 1
    cycle.save()
    now = timezone.now()
    top, below = Dates(now + timedelta(days=5)), Dates(now + timedelta(days=20))
    made = open_all_levels(cycle, top=top, below=below, actor=cast.department)
    assert [(one.organization, one.report_due == top.report_due) for one in made] == [
        (cast.committee, True),
        (cast.college, False),
        (cast.other_college, False),
    ]
    assert {one.stage for one in made} == {"preparing"}
    assert open_all_levels(cycle, top=top, below=below, actor=cast.department) == []


def test_whose_place_does_not_fit_is_reviewed_all_the_same(cast, year):
    odd = create_organization(parent=cast.branch, name="支部下的支部", short="下面的", kind="branch")
    appoint(person("020001", "新书记"), organization=odd, role="secretary", starts=TODAY())
    assert list(to_open(year.cycle)) == [cast.branch]
