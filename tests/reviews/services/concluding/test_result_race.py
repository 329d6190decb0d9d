"""Two people at one result at once (PROMISES §3): one wins, the other is told, nothing is half."""

import pytest
from django.utils import timezone

from accounts.models import AuditEntry
from accounts.services.people.appointment import appoint
from reviews.models import Consequence, Decision, Feedback, StageChange
from reviews.services.concluding.decision import DecisionOvertaken
from reviews.services.concluding.feedback import acknowledge, open_feedback
from tests import cast as casting
from tests import result
from tests.race import together

pytestmark = pytest.mark.django_db(transaction=True)
STARTS = 4


@pytest.fixture
def scene():
    cast = casting.assemble()
    year = casting.open_year(cast)
    result.evaluating(year.top, "best", "third", "second")
    return cast, year


def test_of_two_confirmers_one_decides(scene):
    cast, year = scene
    third = casting.person("019999", "赵三")
    appoint(third, organization=cast.committee, role="organizer", starts=timezone.localdate())
    decision = result.save_decision(
        year_top(year), entry=result.entry(year.top), seen=0, person=cast.department, now=timezone.now()
    )
    outcomes = together(*[lambda who=who: result.confirmed(decision, person=who) for who in (cast.head, third)] * 2)
    assert all(isinstance(one, Decision | DecisionOvertaken) for one in outcomes)
    assert (Feedback.objects.count(), Consequence.objects.filter(kind="talk").count()) == (3, 1)
    assert StageChange.objects.filter(round=year.top, to_stage="decided").count() == 1


def year_top(year):
    return result.fresh(year.top)


def test_of_confirm_and_edit_nobody_confirms_what_they_did_not_see(scene):
    cast, year = scene
    for place in range(STARTS):
        version = Decision.objects.filter(confirmed_at=None).values_list("version", flat=True).first() or 0
        decision = result.entered(year.top, seen=version, person=cast.department, result=f"第 {place} 稿。")
        confirmed, edited = together(
            lambda decision=decision: result.confirmed(decision, person=cast.head),
            lambda decision=decision: result.entered(
                year.top, seen=decision.version, person=cast.department, result="改。"
            ),
        )
        now = Decision.objects.get()
        assert isinstance(confirmed, Decision) != isinstance(edited, Decision)
        assert now.is_confirmed == isinstance(confirmed, Decision)
        assert now.result == (f"第 {place} 稿。" if now.is_confirmed else "改。")
        if now.is_confirmed:
            return


def test_letters_opened_at_once_are_opened_once(scene):
    cast, year = scene
    result.confirmed(result.entered(year.top))
    ids = list(Feedback.objects.values_list("pk", flat=True))
    outcomes = together(
        *[lambda who=who: open_feedback(year_top(year), ids=ids, person=who, now=timezone.now()).count
          for who in (cast.head, cast.department)]
    )  # fmt: skip
    assert sorted(outcomes) == [0, 2]
    assert AuditEntry.objects.filter(verb="反馈综合评价意见").count() == 2


def test_reading_twice_is_noted_once(scene):
    cast, year = scene
    result.confirmed(result.entered(year.top))
    mine = result.opened(year.top)[0]
    together(*[lambda: acknowledge(mine, person=cast.college_secretary, now=timezone.now())] * STARTS)
    assert AuditEntry.objects.filter(verb="阅知反馈意见").count() == 1


def test_a_circulation_goes_out_once(scene):
    year = scene[1]
    result.confirmed(result.entered(year.top))
    result.fed_back(year.top)
    draft = result.drafted(year.top)
    together(*[lambda: result.issued(year.top, draft)] * STARTS)
    assert AuditEntry.objects.filter(verb="印发通报").count() == 1
    assert StageChange.objects.filter(round=year.top, to_stage="published").count() == 1
