"""Entering and confirming (N3.4b–d, PROMISES §3)."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, connection, transaction
from django.utils import timezone

from accounts.models import AuditEntry
from accounts.services.people.appointment import appoint
from reviews.models import Consequence, Decision, Feedback, Outcome, StageChange
from reviews.services.concluding.decision import DecisionOvertaken, DecisionRefused, Verdict, drop_decision
from reviews.services.preparing.round import exempt_statement
from reviews.services.preparing.stage import NotReady
from tests import result


@pytest.fixture
def top(year):
    return result.evaluating(year.top, "best", "second", "third")


def test_an_entry_counts_for_nothing_before_it_is_confirmed(top):
    decision = result.entered(top)
    assert (decision.number, decision.version, decision.is_confirmed) == (1, 1, False)
    assert (Outcome.objects.current().count(), Consequence.objects.count(), Feedback.objects.count()) == (0, 0, 0)


def test_confirming_does_it_all_at_once(top, cast, year):
    decision = result.confirmed(result.entered(top))
    assert (decision.confirmed_by, result.fresh(top).stage) == (cast.head, "decided")
    assert result.kinds(year.statement(cast.college)) == []
    assert result.kinds(year.statement(cast.other_college)) == ["not_excellent"]
    assert result.kinds(year.statement(cast.direct_branch)) == ["not_excellent", "rectification", "talk"]
    assert Feedback.objects.unopened().count() == 3
    assert StageChange.objects.get(round=top, to_stage="decided").moved_by == cast.head


def test_what_is_due_is_counted_from_the_day_of_the_sitting(top):
    held = timezone.localdate() - timedelta(days=3)
    result.confirmed(result.entered(top, held_on=held))
    due = {one.kind: one.due for one in Consequence.objects.exclude(due=None)}
    assert due == {"talk": held + timedelta(days=30), "rectification": held + timedelta(days=90)}


def test_who_wrote_last_cannot_confirm(top, cast):
    decision = result.entered(top)
    with pytest.raises(DecisionRefused, match="另一人"):
        result.confirmed(decision, person=cast.department)
    changed = result.entered(top, seen=1, person=cast.head, result="改过。")
    with pytest.raises(DecisionRefused, match="另一人"):
        result.confirmed(changed, person=cast.head)
    assert result.confirmed(changed, person=cast.department).confirmed_by == cast.department


def test_nobody_confirms_what_they_have_not_seen(top, cast):
    seen = result.entered(top)
    result.entered(top, seen=1, result="改过。")
    with pytest.raises(DecisionOvertaken, match="林静在"):
        result.confirmed(seen, seen=1)
    assert result.fresh(top).stage == "evaluating"


def test_a_second_click_saves_and_confirms_nothing_more(top):
    first = result.entered(top)
    assert result.entered(top).version == first.version == result.entered(top, seen=1).version
    result.confirmed(first)
    result.confirmed(first)
    assert (Feedback.objects.count(), AuditEntry.objects.filter(verb="核对确认研究结果").count()) == (3, 1)


def test_a_confirmed_decision_no_longer_moves(top):
    decision = result.confirmed(result.entered(top))
    with pytest.raises(DecisionOvertaken, match="已经核对确认"):
        result.entered(top, seen=decision.version, result="再改。")
    with pytest.raises(DecisionOvertaken):
        drop_decision(decision, seen=1, person=decision.entered_by)


def test_others_who_enter_meanwhile_are_told(top, cast):
    result.entered(top)
    with pytest.raises(DecisionOvertaken, match="林静在"):
        result.entered(top, person=cast.head, result="另一份。")


def test_an_entry_can_be_taken_back(top):
    decision = result.entered(top)
    drop_decision(decision, seen=1, person=decision.entered_by)
    assert (Decision.objects.count(), Outcome.objects.count()) == (0, 0)
    assert result.entered(top).number == 1


def test_nobody_decides_on_themselves(top, cast):
    appoint(cast.direct_secretary, organization=cast.committee, role="organizer", starts=timezone.localdate())
    both = type(cast.direct_secretary).objects.get(pk=cast.direct_secretary.pk)
    with pytest.raises(DecisionRefused, match="您本人"):
        result.save_decision(top, entry=result.entry(top), seen=0, person=both, now=timezone.now())
    decision = result.save_decision(top, entry=result.entry(top), seen=0, person=cast.department, now=timezone.now())
    with pytest.raises(DecisionRefused, match="您本人"):
        result.confirmed(decision, person=both)
    assert not Decision.objects.visible_to(both).exists()


def test_equal_grades_need_a_reason(year):
    result.evaluating(year.top, "best")
    decision = result.entered(year.top)
    with pytest.raises(NotReady) as refused:
        result.confirmed(decision, reason="")
    assert ("1 处要说明原因" in refused.value.missing[0].what, refused.value.needs_reason) == (True, True)
    assert (Feedback.objects.count(), Decision.objects.get().is_confirmed) == (0, False)


def test_the_entry_names_exactly_who_reports(top):
    with pytest.raises(DecisionRefused, match="名单"):
        result.entered(top, verdicts=result.entry(top).verdicts[:2])


@pytest.mark.parametrize("stage", ["meeting", "archived"])
def test_outside_its_stage_nothing_is_entered(year, top, stage):
    type(top).objects.filter(pk=top.pk).update(stage=stage)
    with pytest.raises(DecisionRefused, match="阶段"):
        result.entered(top)


def test_a_correction_leaves_the_old_one_and_draws_its_own_consequences(top, cast, year):
    result.confirmed(result.entered(top))
    statement = year.statement(cast.direct_branch)
    second = result.corrected(top, statement, "best")
    assert (second.number, result.outcome_of(statement).decision, result.kinds(statement)) == (2, second, [])
    assert Outcome.objects.filter(statement=statement).count() == 2
    assert Consequence.objects.filter(outcome__statement=statement).count() == 3
    assert Feedback.objects.current().unopened().filter(outcome__statement=statement).count() == 1
    assert result.outcome_of(year.statement(cast.college)).decision.number == 1


def test_a_correction_says_why_and_whom(top):
    result.confirmed(result.entered(top))
    one = [Verdict(top.statements.first().pk, "best", "好。", "还有差距。")]
    with pytest.raises(DecisionRefused, match="原因"):
        result.entered(top, verdicts=one)
    with pytest.raises(DecisionRefused, match="勾选"):
        result.entered(top, verdicts=[], reason="有误")


def test_the_trail_holds_neither_grades_nor_opinions(top):
    result.confirmed(result.entered(top))
    trail = str(list(AuditEntry.objects.values_list("verb", "object_label", "before", "after")))
    assert not any(word in trail for word in ("抓得实", "记录不全", "较好", "一般", "third", "约谈", "优秀"))


ILLEGAL = [
    ("reviews_decision", "confirmed_by_id = changed_by_id"),
    ("reviews_decision", "confirmed_at = NULL"),
    ("reviews_decision", "number = 0"),
    ("reviews_decision", "number = 2"),
    ("reviews_decision", "minutes_file_id = 1, minutes_filename = ''"),
    ("reviews_outcome", "grade = 'super'"),
    ("reviews_outcome", "praise = ''"),
    ("reviews_outcome", "problems = ''"),
    ("reviews_consequence", "due = NULL WHERE kind = 'talk'"),
    ("reviews_consequence", "due = '2026-12-01' WHERE kind = 'not_excellent'"),
    ("reviews_consequence", "receipt = '王' WHERE kind = 'not_excellent'"),
    ("reviews_consequence", "kind = 'fine'"),
    ("reviews_consequence", "kind = 'talk' WHERE kind = 'rectification'"),
]


@pytest.mark.parametrize(("table", "change"), ILLEGAL)
def test_the_database_refuses_what_cannot_be(top, table, change):
    result.confirmed(result.entered(top))
    with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f"UPDATE {table} SET {change}")


def test_the_database_keeps_one_current_outcome_a_statement_and_one_open_entry(top, cast, year):
    first = result.confirmed(result.entered(top))
    result.corrected(top, year.statement(cast.college), "second")
    with pytest.raises(IntegrityError), transaction.atomic():
        first.outcomes.update(is_current=True)
    with pytest.raises(IntegrityError), transaction.atomic():
        Decision.objects.update(confirmed_by=None, confirmed_at=None)


def test_a_list_that_has_changed_since_is_entered_anew(top, cast, year):
    decision = result.entered(top)
    exempt_statement(year.statement(cast.direct_branch), reason="成立未满半年", approved_by=cast.head)
    with pytest.raises(DecisionRefused, match="名单有变动"):
        result.confirmed(decision)
    assert result.confirmed(result.entered(top, seen=1)).outcomes.count() == 2
