from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from accounts.models import AuditEntry
from reviews.models import Round, StageChange
from reviews.services.preparing.plan import approve_plan
from reviews.services.preparing.round import Dates, create_round
from reviews.services.preparing.stage import Moved, NoSuchMove, NotReady, advance


@pytest.fixture
def prepared(cast, year):
    """A round of next year that prepares, its plan not approved."""
    cycle = year.cycle
    cycle.pk, cycle.year = None, cycle.year + 1
    cycle.save()
    due = timezone.now() + timedelta(days=10)
    return create_round(cycle, organization=cast.college, dates=Dates(due, due.date() + timedelta(days=3)))


def approve(round_, person):
    return approve_plan(round_, person=person, number=round_.plan_number, today=timezone.localdate())


def test_collecting_waits_for_the_approved_plan(cast, prepared):
    with pytest.raises(NotReady) as refused:
        advance(prepared, to="collecting", person=cast.college_organizer, reason="不等了")
    assert ([one.must for one in refused.value.missing], refused.value.needs_reason) == ([True], False)
    advance(approve(prepared, cast.college_secretary), to="collecting", person=cast.college_organizer)
    assert Round.objects.get(pk=prepared.pk).stage == "collecting"


def test_a_move_writes_who_when_from_where_to_where(cast, prepared):
    change = advance(approve(prepared, cast.college_secretary), to="collecting", person=cast.college_organizer)
    assert (change.from_stage, change.to_stage, change.moved_by) == ("preparing", "collecting", cast.college_organizer)
    assert AuditEntry.objects.filter(verb="开始收稿", actor=cast.college_organizer).count() == 1


def test_going_on_without_all_reports_takes_a_reason_and_keeps_what_was_missing(cast, year):
    with pytest.raises(NotReady) as refused:
        advance(year.below, to="meeting", person=cast.college_organizer)
    assert refused.value.needs_reason
    change = advance(year.below, to="meeting", person=cast.college_organizer, reason="会前补")
    assert (change.note, change.missing) == ("会前补", ["梁晓还没有交稿"])


def test_a_step_back_takes_a_reason(cast, year):
    with pytest.raises(NoSuchMove):
        advance(year.below, to="preparing", person=cast.college_organizer)
    advance(year.below, to="preparing", person=cast.college_organizer, reason="名单要改")
    assert Round.objects.get(pk=year.below.pk).stage == "preparing"


def test_no_stage_is_skipped(cast, year):
    with pytest.raises(NoSuchMove):
        advance(year.below, to="decided", person=cast.college_organizer, reason="快些")


def test_whoever_saw_an_earlier_stage_is_told_who_moved_it(cast, year):
    seen = Round.objects.get(pk=year.below.pk)
    advance(year.below, to="meeting", person=cast.college_organizer, reason="会前补")
    with pytest.raises(Moved, match=r"方敏在 .* 已把这一轮转到“评议会”"):
        advance(seen, to="meeting", person=cast.college_organizer, reason="会前补")


def test_a_change_that_moves_nothing_or_hides_what_was_missing_is_refused(cast, year):
    change = StageChange.objects.filter(round=year.below).get()
    for wrong in ({"to_stage": change.from_stage}, {"missing": ["甲还没有交稿"]}):
        with pytest.raises(IntegrityError), transaction.atomic():
            StageChange.objects.filter(pk=change.pk).update(**wrong)
