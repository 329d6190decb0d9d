"""The plan of a round 方案: its dates, its approval by the round's secretary (N4.1), and who voids it."""

from datetime import date

from django.db import transaction
from django.db.models import F

from accounts.models import Person
from accounts.services.trail import audit
from reviews.models import Round
from reviews.services.preparing.round import Dates


class PlanFixed(Exception):
    """The plan can no longer change so; the message says what still can, in Chinese."""


class PlanChanged(Exception):
    """The plan is no longer the one that the person saw; the message says so in Chinese."""


def lock_round(round_id: int) -> Round:
    """Lock a round, on which all changes to its plan queue, and return it as it is now."""
    Round.objects.select_for_update().get(pk=round_id)
    return Round.objects.latest_first().get(pk=round_id)


@transaction.atomic
def set_dates(round_: Round, *, dates: Dates, actor: Person) -> Round:
    """Set the deadline and the day of the meeting; raises PlanFixed where it is too late.

    The deadline is fixed once the round collects (one person's is a Delay); the meeting's day until the meeting.
    """
    fresh = lock_round(round_.pk)
    if fresh.stage not in {Round.Stage.PREPARING, Round.Stage.COLLECTING}:
        raise PlanFixed("本轮收稿已经结束，日期不能再改。")
    if not fresh.is_preparing and dates.report_due != fresh.report_due:
        raise PlanFixed("已经开始收稿，截止时间不能再改。一个人的，请在他的页面里准予延交。")
    before = {"report_due": fresh.report_due.isoformat(), "meeting_on": str(fresh.meeting_on or "")}
    after = {"report_due": dates.report_due.isoformat(), "meeting_on": str(dates.meeting_on or "")}
    if before == after:
        return fresh
    Round.objects.filter(pk=fresh.pk).update(report_due=dates.report_due, meeting_on=dates.meeting_on)
    audit.record(actor, "调整日期", fresh, before=before, after=after)
    void_approval(fresh, actor=actor)
    return lock_round(fresh.pk)


def void_approval(round_: Round, *, actor: Person | None) -> None:
    """Count a change of the plan; while the round prepares, the approval of the earlier plan is void."""
    if not round_.is_preparing:
        return
    Round.objects.filter(pk=round_.pk).update(
        plan_number=F("plan_number") + 1, plan_approved_by=None, plan_approved_on=None, plan_noted_by=None
    )
    if round_.is_plan_approved:
        audit.record(actor, "方案有改动，须重新审定", round_, before={"approved_by": round_.plan_approved_by_id})


def approve_plan(round_: Round, *, person: Person, number: int, today: date) -> Round:
    """Approve the plan that the secretary has seen, its ``number``-th wording (N4.1); raises PlanChanged."""
    return _approve(round_, number=number, by=person, on=today, noted_by=None)


def note_paper_approval(round_: Round, *, number: int, approved_by: Person, approved_on: date, actor: Person) -> Round:
    """Note a plan signed on paper: who signed, on what day, and who says so."""
    return _approve(round_, number=number, by=approved_by, on=approved_on, noted_by=actor)


@transaction.atomic
def _approve(round_: Round, *, number: int, by: Person, on: date, noted_by: Person | None) -> Round:
    fresh = lock_round(round_.pk)
    if not fresh.is_preparing:
        raise PlanFixed("已经开始收稿，方案不用再审定。")
    if fresh.plan_number != number:
        raise PlanChanged("方案刚刚改过，这次没有审定。请看改后的方案，再审定一次。")
    if fresh.is_plan_approved:
        raise PlanFixed("方案已经审定过了。")
    Round.objects.filter(pk=fresh.pk).update(plan_approved_by=by, plan_approved_on=on, plan_noted_by=noted_by)
    verb = "登记纸质方案审定" if noted_by else "审定方案"
    audit.record(noted_by or by, verb, fresh, after={"approved_by": by.pk, "approved_on": on.isoformat()})
    return lock_round(fresh.pk)
