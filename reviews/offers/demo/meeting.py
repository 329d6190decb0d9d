"""The demo school's meetings: one going on, one planned."""

import tomllib
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any

from django.utils import timezone

from accounts.models import Person
from reviews.models import Meeting, Round
from reviews.rules.hearing.meeting import Act
from reviews.services.hearing.comment import Words, save_comment
from reviews.services.hearing.meeting import Plan, draw_order, plan_meeting
from reviews.services.hearing.speech import take_step

PLAN = Path(__file__).with_name("meeting.toml")


def hold_meetings(today: date) -> None:
    """Hold and plan the meetings of meeting.toml; every act goes through the services that the pages use."""
    plan = tomllib.loads(PLAN.read_text(encoding="utf-8"))
    _run(plan["running"], today)
    entry = plan["planned"]
    day = today + timedelta(days=entry["in_days"])
    _planned(entry, timezone.make_aware(datetime.combine(day, time(14, 30))))


def _planned(entry: dict[str, Any], at: datetime) -> tuple[Meeting, Person]:
    round_ = Round.objects.select_related("cycle", "organization").get(organization__name=entry["organization"])
    posts = round_.organization.appointments.select_related("person")
    organizer = posts.get(role="organizer").person
    plan = Plan(
        title=f"{round_.organization_short}{round_.cycle.year}年度述职评议会",
        at=at,
        place=entry["place"],
        chair=posts.reviewed().get().person.name,
        recorder=None,
        expected=entry["expected"],
        present=entry.get("present"),
        statements=list(round_.statements.reporting()),
    )
    meeting = plan_meeting(round_, plan=plan, person=organizer)
    return draw_order(meeting, beat=0, person=organizer, now=timezone.now(), seed=entry["seed"]), organizer


def _run(entry: dict[str, Any], today: date) -> None:
    """Let the first speak and be commented on; the second is next."""
    Round.objects.filter(organization__name=entry["organization"]).update(meeting_on=today)
    begun = timezone.now() - timedelta(minutes=entry["minutes_ago"])
    meeting, organizer = _planned(entry, begun)
    speech = meeting.speeches.for_pages().first()
    moments = (begun, begun + timedelta(seconds=entry["spoke_seconds"]), begun + timedelta(minutes=9))
    for act, now in zip((Act.START, Act.STOP, Act.NEXT), moments, strict=True):
        meeting.refresh_from_db()
        take_step(meeting, act=act, beat=meeting.beat, speech_id=speech.pk, person=organizer, now=now)
    words = Words(spoken_by=meeting.chair, text=entry["comment"].strip())
    save_comment(speech.statement, words=words, version=0, person=organizer, now=moments[-1])
