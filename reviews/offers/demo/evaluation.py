"""The demo's evaluations: two colleges have held their meetings and write opinions and propose grades."""

import tomllib
from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from functools import cache
from pathlib import Path
from typing import Any

from django.utils import timezone

from accounts.models import Person
from reviews.models import Cycle, Meeting, Round, Statement
from reviews.offers.demo.poll import play_poll
from reviews.rules.concluding.opinion import draft_opinion
from reviews.rules.hearing.meeting import Act
from reviews.services.concluding.evaluation import Writing, save_evaluation
from reviews.services.concluding.evidence import gather, material
from reviews.services.hearing.comment import Words, confirm_comments, save_comment
from reviews.services.hearing.meeting import Plan, draw_order, plan_meeting
from reviews.services.hearing.speech import take_step
from reviews.services.hearing.visit import add_visit
from reviews.services.preparing.stage import advance

TEXTS = Path(__file__).parent / "texts" / "evaluations.toml"
TURN = timedelta(minutes=8)
SPOKE = timedelta(minutes=4, seconds=48)


def play_evaluations(cycle: Cycle, today: date) -> None:
    """Lead the colleges of evaluations.toml through their meetings into the evaluation."""
    _visit(cycle, today)
    for entry in _texts()["college"]:
        held = today - timedelta(days=entry["days_ago"])
        Round.objects.filter(cycle=cycle, organization__name=entry["organization"]).update(meeting_on=held)
        round_ = Round.objects.latest_first().get(cycle=cycle, organization__name=entry["organization"])
        round_ = _advanced(round_, "meeting", "没有交的会上口头说明。", _at(held, 8))
        _hold(round_, entry, held)
        evaluated = held + timedelta(days=1)
        round_ = _advanced(round_, "evaluating", "", _at(evaluated, 8))
        write_evaluations(round_, evaluated, left_open=entry["left_open"])


def write_evaluations(round_: Round, day: date, *, left_open: int = 0) -> None:
    """Write an evaluation for everybody in ``round_`` on ``day``, in 规定序; the last ``left_open`` get no grade yet."""
    statements = list(round_.statements.reporting().filter(evaluation__isnull=True).for_pages().in_order())
    graded = len(statements) - left_open
    for place, statement in enumerate(statements):
        save_evaluation(
            statement, writing=_writing(statement, place, graded=place < graded), version=0,
            person=_organizer(round_), now=_at(day, 9) + place * TURN,
        )  # fmt: skip


@cache
def _texts() -> dict[str, Any]:
    return tomllib.loads(TEXTS.read_text(encoding="utf-8"))


def _entry(statement: Statement, place: int) -> dict[str, Any]:
    """Return what is told of this one, or the usual words in turn."""
    named = {one["organization"]: one for one in _texts()["evaluation"]}
    usual: Sequence[dict[str, Any]] = _texts()["usual"]
    return named.get(statement.organization_name) or usual[place % len(usual)]


def _writing(statement: Statement, place: int, *, graded: bool) -> Writing:
    entry, draft = _entry(statement, place), draft_opinion(material(gather(statement)))
    usual = _texts()["usual"][place % len(_texts()["usual"])]
    return Writing(
        known=entry.get("known", ""),
        heard=entry.get("heard", ""),
        praise=entry.get("praise") or draft.praise or usual["praise"],
        problems=entry.get("problems") or draft.problems or usual["problems"],
        grade=entry["grade"] if graded else "",
        grade_reason=entry.get("grade_reason", "") if graded else "",
    )


def _visit(cycle: Cycle, today: date) -> None:
    for entry in _texts()["visit"]:
        day = today - timedelta(days=entry["days_ago"])
        add_visit(
            Statement.objects.for_pages().get(round__cycle=cycle, organization__name=entry["organization"]),
            person=Person.objects.get(name=entry["by"]), day=day, place=entry["place"],
            companions=entry.get("companions", ""), text=entry["text"].strip(), now=_at(day, 17),
        )  # fmt: skip


def _advanced(round_: Round, to: str, reason: str, now: datetime) -> Round:
    advance(round_, to=to, person=_organizer(round_), reason=reason, now=now)
    return Round.objects.latest_first().get(pk=round_.pk)


def _hold(round_: Round, entry: dict[str, Any], held: date) -> None:
    """Let everybody speak and be commented on; the superior confirms the comments afterwards."""
    organizer, begun = _organizer(round_), _at(held, 14)
    superior = round_.organization.appointments.select_related("person").reviewed().get().person
    plan = Plan(
        title=f"{round_.organization_short}{round_.cycle.year}年度述职评议会", at=begun, place=entry["place"],
        chair=superior.name, recorder=None, expected=entry["expected"], present=entry["present"],
        statements=list(round_.statements.reporting()),
    )  # fmt: skip
    meeting = plan_meeting(round_, plan=plan, person=organizer)
    draw_order(meeting, beat=0, person=organizer, now=begun - timedelta(days=1), seed="73150926")
    for place, speech in enumerate(meeting.speeches.for_pages()):
        start = begun + place * TURN
        for act, now in ((Act.START, start), (Act.STOP, start + SPOKE), (Act.NEXT, start + TURN)):
            _step(meeting, act, speech.pk, organizer, now)
        words = Words(spoken_by=superior.name, text=_entry(speech.statement, place)["comment"])
        comment = save_comment(speech.statement, words=words, version=0, person=organizer, now=start + TURN)
        confirm_comments(round_, seen={comment.pk: comment.version}, person=superior, now=begun + timedelta(days=1))
    if entry["has_poll"]:
        play_poll(meeting, seed=7)
    _step(meeting, Act.CLOSE, None, organizer, begun + timedelta(hours=1))


def _step(meeting: Meeting, act: str, speech_id: int | None, person: Person, now: datetime) -> None:
    meeting.refresh_from_db()
    take_step(meeting, act=act, beat=meeting.beat, speech_id=speech_id, person=person, now=now)


def _organizer(round_: Round) -> Person:
    posts = round_.organization.appointments.select_related("person").filter(role="organizer").order_by("pk")
    return posts[0].person


def _at(day: date, hour: int) -> datetime:
    return timezone.make_aware(datetime.combine(day, time(hour, 30)))
