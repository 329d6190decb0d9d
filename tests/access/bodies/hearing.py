"""What is sent to the addresses of visits, meetings, comments and minutes."""

from collections.abc import Callable

from django.utils import timezone

from reviews.models import Comment, Meeting, Poll, Round, Speech, Visit
from tests.access.bodies.at import At, Body, forget, same

HELD = {"at": "2026-12-22 14:30", "place": "行政楼 302", "chair": "张怀远", "expected": 50, "present": 48}


def _visited(at: At) -> Body:
    return {"day": timezone.localdate(), "place": "活动室", "text": "活动室没有人。", "seen": _seen(at)}


def _seen(at: At) -> int:
    return Visit.objects.get(pk=at.pk).version


def _unheard(at: At) -> Body:
    """Let the organization wait for its meeting: none is planned for it, and no poll was held in it."""
    _unpolled(at)
    forget(Comment.objects.filter(statement=at.statement.pk))
    forget(Speech.objects.filter(statement=at.statement.pk))
    return {
        **HELD,
        "title": "述职评议会",
        "statements": [at.statement.pk],
        "spoken_by": "张怀远",
        "text": "支委会只开了7次。",
    }


def _unpolled(at: At) -> None:
    """Let no poll have been held."""
    forget(Poll.objects.filter(meeting=at.meeting.pk))


def _draw(at: At) -> Body:
    _unpolled(at)
    return {"beat": at.meeting.beat, "reason": "先前未公证"}


def _change(at: At) -> Body:
    return {**HELD, "title": "述职评议会（改期）", "beat": at.meeting.beat, "statements": [at.statement.pk]}


def _step(at: At) -> Body:
    found: Meeting = at.meeting
    return {"act": "start", "beat": found.beat, "speech": found.speeches.get().pk}


def _corrected(at: At) -> Body:
    return {"version": _comment(at).version, "spoken_by": "张怀远", "text": "全年只开了8次支委会。"}


def _comment(at: At) -> Comment:
    return Comment.objects.get(statement=at.statement, is_primary=True)


def _confirmed(at: At) -> Body:
    """Let the secretary who confirms have spoken it."""
    comment = _comment(at)
    leader = Round.objects.get(pk=at.pk).organization.appointments.reviewed().get(ends=None).person
    Comment.objects.filter(pk=comment.pk).update(author=leader, spoken_by=leader.name)
    return {"seen": f"{comment.pk}:{comment.version}"}


BODIES: dict[str, Callable[[At], Body]] = {
    "reviews:visit_add": lambda _at: {"day": timezone.localdate(), "place": "活动室", "text": "活动室没有人。"},
    "reviews:visit_change": _visited,
    "reviews:visit_mark": lambda at: {"problem": 0, "seen": _seen(at)},
    "reviews:visit_withdraw": lambda at: {"seen": _seen(at)},
    "reviews:meeting_plan": _unheard,
    "reviews:small_meeting": _unheard,
    "reviews:meeting_change": _change,
    "reviews:meeting_draw": _draw,
    "reviews:meeting_step": _step,
    "reviews:kiosk": lambda at: {"act": "renew", "salt": at.meeting.kiosk_salt},
    "reviews:minutes": lambda at: {"text": "会议记录。", "version": at.meeting.minutes_version},
    "reviews:speech_comment": _corrected,
    "reviews:speech_aside": same(spoken_by="林静", text="还要多走动。"),
    "reviews:comment": _corrected,
    "reviews:comments_confirm": _confirmed,
}
