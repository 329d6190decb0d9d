"""Leading a meeting through its turns: 述 → 评 → next, never blocked (N3.3c, N4.2)."""

from datetime import datetime

from django.db import transaction

from accounts.models import Person
from accounts.services.trail import audit
from reviews.models import Meeting, Speech
from reviews.rules.hearing.meeting import Act, next_step, overrun
from reviews.services.collecting.report import Overtaken
from reviews.services.hearing.meeting import OPEN_STAGES, NotNow, beaten

ACTIVE = (Speech.Step.SPEAKING, Speech.Step.COMMENTING)


@transaction.atomic
def take_step(
    meeting: Meeting, *, act: str, beat: int, person: Person, now: datetime, speech_id: int | None = None
) -> Meeting:
    """Do one step in the hall, as seen at ``beat``; whoever comes second is told and changes nothing."""
    locked = beaten(meeting, beat)
    if act == Act.CLOSE:
        _close(locked, now)
    elif act == Act.REOPEN:
        _reopen(locked)
    else:
        speech = locked.speeches.filter(pk=speech_id or 0).first()
        if speech is None:
            raise Overtaken("这位述职人已经不在本次会议里。页面已经更新，请看一下再点。")
        _move(locked, speech, act, now)
    audit.record(person, "会场推进", locked, after={"act": act, "speech": speech_id, "at": now.isoformat()})
    return locked


def _move(meeting: Meeting, speech: Speech, act: str, now: datetime) -> None:
    step = next_step(speech.step, act, spoken=speech.spoken, clocked=speech.started_at is not None)
    if step is None or meeting.is_closed:
        raise Overtaken("这一步刚才已经有人点过了。页面已经更新，请看一下再点。")
    if step in ACTIVE:
        _make_room(meeting, speech, act, now)
    before = speech.step
    speech.step = step
    if act == Act.START:
        speech.started_at = now
    elif act == Act.STOP:
        _stop(meeting, speech, now)
    elif act == Act.UNDO:
        _forget(speech, before)
    speech.save()
    _open(meeting, now)


def _make_room(meeting: Meeting, speech: Speech, act: str, now: datetime) -> None:
    """Only one stands at the desk: starting the next ends the one before, so nothing ever blocks the hall."""
    other = meeting.speeches.filter(step__in=ACTIVE).exclude(pk=speech.pk).first()
    if other is None:
        return
    if act == Act.UNDO:
        raise NotNow("现在已经请上另一位。请先把那一位撤回，再撤回这一位。")
    if other.step == Speech.Step.SPEAKING:
        _stop(meeting, other, now)
    other.step = Speech.Step.DONE
    other.save()


def _stop(meeting: Meeting, speech: Speech, now: datetime) -> None:
    assert speech.started_at is not None
    speech.stopped_at = max(now, speech.started_at)
    limit = meeting.round.cycle.limits.speech_minutes * 60
    speech.overrun = overrun((speech.stopped_at - speech.started_at).total_seconds(), limit)


def _forget(speech: Speech, before: str) -> None:
    """Take back what the last step noted; the clock of a speech stopped by mistake runs on from its start."""
    if before == Speech.Step.SPEAKING:
        speech.started_at = None
    elif before == Speech.Step.COMMENTING:
        speech.stopped_at, speech.overrun = None, 0


def _open(meeting: Meeting, now: datetime) -> None:
    if meeting.is_planned:
        meeting.state, meeting.started_at = Meeting.State.RUNNING, now
        meeting.save(update_fields=["state", "started_at"])


def _close(meeting: Meeting, now: datetime) -> None:
    if not meeting.is_running:
        raise NotNow("会议还没有开始，或者已经结束。")
    active = meeting.speeches.filter(step__in=ACTIVE).first()
    if active is not None:
        if active.step == Speech.Step.SPEAKING:
            _stop(meeting, active, now)
        active.step = Speech.Step.DONE
        active.save()
    meeting.state, meeting.closed_at = Meeting.State.CLOSED, now
    meeting.save(update_fields=["state", "closed_at"])


def _reopen(meeting: Meeting) -> None:
    if not meeting.is_closed or meeting.round.stage not in OPEN_STAGES:
        raise NotNow("会议没有结束，或者本轮已经进入下一阶段。")
    meeting.state, meeting.closed_at = Meeting.State.RUNNING, None
    meeting.save(update_fields=["state", "closed_at"])
