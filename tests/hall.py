"""Meetings for tests: planned, and led step by step."""

from datetime import datetime, timedelta

from django.utils import timezone

from accounts.models import Appointment, Person
from reviews.models import Comment, Meeting, Statement
from reviews.services.hearing.comment import Words, save_comment
from reviews.services.hearing.meeting import Plan, plan_meeting
from reviews.services.hearing.speech import take_step


def runner(statement: Statement) -> Person:
    """Return the organizer of the statement's round."""
    post = Appointment.objects.get(organization=statement.round.organization_id, role="organizer", ends=None)
    return post.person


def plan(*statements: Statement, **facts) -> Plan:
    """Return a plan for these."""
    usual = {
        "title": "述职评议会", "at": timezone.now() + timedelta(days=3), "place": "行政楼 301", "chair": "张怀远",
        "recorder": None, "expected": 55, "present": 52,
    }  # fmt: skip
    return Plan(**usual | facts, statements=statements)


def hold(*statements: Statement, **facts) -> Meeting:
    """Plan a meeting of these."""
    first = statements[0]
    return plan_meeting(first.round, plan=plan(*statements, **facts), person=runner(first))


def step(meeting: Meeting, act: str, speech_id: int | None = None, *, now: datetime | None = None) -> Meeting:
    """Do a step as somebody who sees the newest page."""
    meeting.refresh_from_db()
    person = Appointment.objects.get(organization=meeting.round.organization_id, role="organizer", ends=None).person
    speech_id = speech_id or meeting.speeches.order_by("order").first().pk
    return take_step(meeting, act=act, beat=meeting.beat, speech_id=speech_id, person=person, now=now or timezone.now())


def comment(statement: Statement, text: str, *, spoken_by: str = "张怀远", version: int = 0) -> Comment:
    """Record the primary comment."""
    words = Words(spoken_by=spoken_by, text=text)
    return save_comment(statement, words=words, version=version, person=runner(statement), now=timezone.now())
