"""What the pages of a meeting show: the list, the plan, the recorder's desk and the projector."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Count, Q
from django.utils import timezone

from accounts.models import Person
from accounts.services.trail.history import history_of
from reviews.forms.hearing.comment import AsideForm, CommentForm
from reviews.forms.hearing.meeting import DrawForm
from reviews.models import Comment, Meeting, Report, Round, Speech, Statement
from reviews.pages.hearing.comment import comment_box, leads
from reviews.pages.hearing.poll import poll_panel
from reviews.rules.hearing.comment import problem_headings
from reviews.rules.hearing.meeting import LAST_MINUTE, clock
from reviews.services.hearing.comment import comments_missing
from reviews.services.hearing.kiosk import key_of
from reviews.services.hearing.meeting import OPEN_STAGES
from reviews.services.hearing.speech import ACTIVE

VERBS = ("安排述职评议会", "修改会议安排", "抽签排序", "保存会议记录", "更换投影地址", "停用投影地址")
ONE = 1  # a meeting of one speaker shows no draw and no hall


@dataclass(frozen=True, slots=True)
class Row:
    """A turn in the order: ``took`` as 4:52, ``state`` done, now or later, ``lacks`` why its comment is incomplete."""

    speech: Speech
    took: str
    state: str
    lacks: str

    @property
    def statement(self) -> Statement:
        """Whose turn it is."""
        return self.speech.statement


def may_run(person: Person, round_: Round) -> bool:
    """Whether ``person`` plans and leads meetings of ``round_``: its organizer or the secretary who hears them."""
    return leads(person, round_) or round_.is_organized_by(person)


def meetings_page(person: Person, round_: Round, *, supported: bool = False) -> dict[str, Any]:
    """Return the context of a round's meetings; a supporter sees none of the tools, nor whose comment is missing."""
    done = Count("speeches", filter=Q(speeches__step=Speech.Step.DONE))
    meetings = list(
        Meeting.objects.visible_to(person)
        .filter(round=round_)
        .for_pages()
        .annotate(turns=Count("speeches"), done=done)
        .order_by("at", "pk")
    )
    unplanned = list(round_.statements.reporting().filter(speech__isnull=True).for_pages().in_order())
    runs = may_run(person, round_) and not supported
    return {
        "round": round_,
        "meetings": meetings,
        "unplanned": unplanned,
        "may_run": runs,
        "may_plan": runs and bool(unplanned) and round_.stage in OPEN_STAGES,
        "missing": comments_missing(round_) if runs else [],
    }


def meeting_page(person: Person, meeting: Meeting, *, supported: bool = False) -> dict[str, Any]:
    """Return the context of one meeting: its facts for all who may know them, its tools for those who run it.

    A supporter who looks as one of them sees neither the tools nor the 测评.
    """
    runs = not supported and Meeting.objects.editable_by(person).filter(pk=meeting.pk).exists()
    rows = _rows(meeting, with_comments=runs)
    speakers = [row for row in rows if row.speech.spoken]
    own = [post.organization_id for post in person.posts]
    return {
        "meeting": meeting,
        "rows": rows,
        "spoken": len(speakers),
        "may_run": runs,
        "may_draw": runs and meeting.is_planned and len(speakers) > ONE,
        "draw_form": DrawForm(initial={"beat": meeting.beat}),
        "kiosk": key_of(meeting) if runs else "",
        "mine": next((row for row in rows if row.statement.organization_id in own), None),
        "names_in_order": _regular_order(speakers),
        "history": history_of(meeting, VERBS) if runs else [],
        **(poll_panel(meeting, len(rows)) if runs else {}),
    }


def _regular_order(rows: list[Row]) -> str:
    """Return the speakers' names in 规定序, as the draw takes them."""
    ordered = sorted(rows, key=lambda row: (row.statement.organization.position, row.statement.pk))
    return "、".join(row.statement.person.name for row in ordered)


def _rows(meeting: Meeting, *, with_comments: bool) -> list[Row]:
    speeches = list(meeting.speeches.for_pages())
    lacks: dict[int, str] = {}
    if with_comments:
        found = Comment.objects.primary().filter(statement__speech__meeting=meeting)
        named = {one.statement_id: one.names_a_problem for one in found}
        lacks = {
            one.statement_id: "没有点评" if one.statement_id not in named else "没点到问题"
            for one in speeches
            if not named.get(one.statement_id)
        }
    return [
        Row(one, clock(one.seconds), _state(one), lacks.get(one.statement_id, "") if one.step == "done" else "")
        for one in speeches
    ]


def _state(speech: Speech) -> str:
    if speech.step in ACTIVE:
        return "now"
    return "done" if speech.step == Speech.Step.DONE else "later"


def on_stage(rows: list[Row]) -> Row | None:
    """Return whose turn it is: who is at the desk, or else the next who has not been."""
    active = next((row for row in rows if row.state == "now"), None)
    return active or next((row for row in rows if row.state == "later"), None)


def desk_page(
    person: Person, meeting: Meeting, *, at: int | None = None, form: CommentForm | None = None
) -> dict[str, Any]:
    """Return the context of the recorder's desk; the comment box is that of turn ``at``, usually of the one on stage."""
    rows = _rows(meeting, with_comments=True)
    current = on_stage(rows)
    chosen = next((row for row in rows if row.speech.pk == at), None) or current or (rows[-1] if rows else None)
    context = {
        "meeting": meeting,
        "rows": rows,
        "total": len(rows),
        "current": current,
        "chosen": chosen,
        "left": sum(row.state == "later" for row in rows),
        "last_done": _last_done(rows),
        "lacking": [row for row in rows if row.lacks],
        "clock": _clock(meeting, current.speech if current else None),
        "kiosk": key_of(meeting),
        "aside_form": AsideForm(auto_id="aside_%s"),
        **poll_panel(meeting, len(rows)),
    }
    if chosen:
        context |= comment_box(chosen.statement, form) | _evidence(chosen.statement)
        context["may_note"] = Speech.objects.noted_by(person).filter(pk=chosen.speech.pk).exists()
    return context


def _last_done(rows: list[Row]) -> Row | None:
    done = [row for row in rows if row.state == "done"]
    return done[-1] if done else None


def _evidence(statement: Statement) -> dict[str, Any]:
    """Return what the comment can lean on: the report's figures and how it heads its problems."""
    report = Report.objects.current().filter(statement=statement).first()
    if report is None:
        return {"report": None}
    return {"report": report, "headings": problem_headings(report.reading)}


def _clock(meeting: Meeting, speech: Speech | None) -> dict[str, Any]:
    """Return what a page needs to show the clock by the server's time: instants in milliseconds."""
    limit = meeting.round.cycle.limits.speech_minutes
    started = speech.started_at if speech and speech.step == Speech.Step.SPEAKING else None
    left = limit * 60 if started is None else limit * 60 - int((timezone.now() - started).total_seconds())
    return {
        "minutes": limit,
        "limit": limit * 60,
        "warn": LAST_MINUTE,
        "started": milliseconds(started),
        "now": milliseconds(timezone.now()),
        "text": clock(max(0, left)),
        "state": "over" if started and left <= 0 else "soon" if started and left <= LAST_MINUTE else "",
        "runs": started is not None,
    }


def milliseconds(at: datetime | None) -> int | str:
    """Return an instant as scripts count it, nothing for None."""
    return "" if at is None else int(at.timestamp() * 1000)


def token(meeting: Meeting) -> dict[str, Any]:
    """Return the few bytes that pages poll: whether anything has happened, and the server's time."""
    return {"beat": meeting.beat, "now": milliseconds(timezone.now())}


def screen_page(meeting: Meeting, key: str) -> dict[str, Any]:
    """Return the context of the projector: who speaks, how long still, who comes next. No comment, no figure."""
    rows = _rows(meeting, with_comments=False)
    current = on_stage(rows)
    after = [row for row in rows if row.state == "later" and row is not current]
    active = current is not None and current.state == "now"
    speakers = sum(row.speech.spoken for row in rows)
    return {
        "meeting": meeting,
        "key": key,
        "current": current,
        "is_active": active and meeting.is_running,
        "after": after[:2],
        "total": speakers,
        "clock": _clock(meeting, current.speech if current else None),
    }
