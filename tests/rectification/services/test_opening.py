import pytest
from django.core.management import call_command
from django.utils import timezone

from accounts.models import AuditEntry
from rectification.models import Ledger, Talk
from rectification.services.ledger import open_ledger
from rectification.services.opening import Opened, open_after_feedback
from rectification.tasks.opening import sweep
from reviews.models import Cycle, Decision, Feedback, Outcome
from tests.conclusion import decide, feed_back


def opened(round_=None, person=None):
    return open_after_feedback(round_, person=person, now=timezone.now())


@pytest.fixture
def statement(cast, year):
    return year.statement(cast.college)


def test_nobody_gets_a_ledger_before_the_feedback(statement):
    decide(statement)
    assert opened().ledgers == 0
    assert not Ledger.objects.exists()


def test_the_feedback_opens_the_ledger_once(statement, cast):
    feed_back(statement)
    assert opened(statement.round, cast.department) == Opened(ledgers=1, tightened=0, talks=0)
    assert opened() == Opened(0, 0, 0)
    assert Ledger.objects.get().opened_by == cast.department


@pytest.mark.parametrize(
    ("grade", "tick_by"), [("best", "own"), ("second", "own"), ("third", "superior"), ("last", "superior")]
)
def test_for_the_lower_two_grades_the_superior_ticks(statement, grade, tick_by):
    feed_back(statement, grade)
    opened()
    assert Ledger.objects.get().tick_by == tick_by


def test_who_ticks_is_the_cycles_choice(statement):
    Cycle.objects.update(ticked_by="superior")
    feed_back(statement, "best")
    opened()
    assert Ledger.objects.get().tick_by == "superior"


def test_a_ledger_opened_early_is_tightened_once(statement, cast):
    open_ledger(statement.organization, cycle=statement.round.cycle, person=cast.college_secretary, now=timezone.now())
    feed_back(statement, "third")
    assert opened() == Opened(0, 1, 1)
    assert Ledger.objects.get().tick_by == "superior"
    assert opened() == Opened(0, 0, 0)


def test_another_rounds_feedback_is_left_alone(statement, cast, year):
    feed_back(year.statement(cast.branch), "third")
    assert opened(statement.round) == Opened(0, 0, 0)


def test_a_talk_is_listed_with_the_decision_and_the_trail_names_nobody(statement):
    decide(statement, "third")
    assert opened().talks == 1
    assert Talk.objects.get().consequence.outcome.statement == statement
    assert "周正明" not in AuditEntry.objects.get(object_type="rectification.talk").object_label


def test_a_corrected_outcome_asks_for_nothing(statement):
    feed_back(statement, "last")
    Outcome.objects.update(is_current=False)
    assert opened() == Opened(0, 0, 0)


def test_the_night_opens_what_nobody_has_clicked_for(statement, capsys):
    feed_back(statement, "third")
    sweep()
    assert (Ledger.objects.count(), Ledger.objects.get().opened_by) == (1, None)
    call_command("open_ledgers")
    assert capsys.readouterr().out.splitlines()[-1] == "0 ledgers opened, 0 talks listed"


def test_a_correction_gives_the_tick_back(statement, cast):
    grave = feed_back(statement, "third")
    opened()
    Outcome.objects.filter(pk=grave.pk).update(is_current=False)
    decision = Decision.objects.get()
    later = Decision.objects.create(
        round=decision.round, number=2, reason="等次记错了。", body=decision.body, held_on=decision.held_on,
        present="九人", result="同意。", entered_by=decision.entered_by, entered_at=decision.entered_at,
        changed_by=decision.changed_by, changed_at=decision.changed_at, confirmed_by=decision.confirmed_by,
        confirmed_at=decision.confirmed_at,
    )  # fmt: skip
    mild = Outcome.objects.create(
        decision=later, statement=statement, grade="best", praise="好。", problems="缺。", is_current=True
    )
    assert opened() == Opened(0, 0, 0)
    assert Ledger.objects.get().tick_by == "superior"  # not before the person has heard of it
    Feedback.objects.create(
        outcome=mild, opened_at=timezone.now(), opened_by=cast.department, objection_until=timezone.localdate()
    )
    opened()
    assert Ledger.objects.get().tick_by == "own"


def test_the_trail_does_not_say_who_ticks(statement):
    feed_back(statement, "third")
    opened()
    entry = AuditEntry.objects.get(verb="建立整改台账")
    assert (entry.before, entry.after) == ({}, {})
