"""What the papers of a meeting are made from."""

from collections import defaultdict

from django.utils import timezone

from accounts.models import Organization
from accounts.services.duty.outstanding import gather_outstanding
from reviews.documents.hearing.comment_sheet import SheetRow
from reviews.models import Comment, Meeting, Report
from reviews.pages.hearing.poll import poll_of
from reviews.rules.hearing.comment import problem_headings
from reviews.rules.hearing.minutes import Facts, Turn, draft_minutes
from reviews.rules.hearing.poll import course_line

OPEN_ITEMS = 5  # on a sheet that one speaks from; the ledger holds the rest


def drafted(meeting: Meeting) -> str:
    """Return the minutes drafted from what happened."""
    comments: dict[int, list[tuple[str, str]]] = {}
    said = Comment.objects.filter(statement__speech__meeting=meeting).exclude(text="").order_by("-is_primary", "pk")
    for one in said:
        comments.setdefault(one.statement_id, []).append((one.spoken_by, one.text))
    turns = [
        Turn(
            title=speech.title,
            name=speech.statement.person.name,
            spoken=speech.spoken,
            seconds=speech.seconds,
            comments=tuple(comments.get(speech.statement_id, ())),
        )
        for speech in meeting.speeches.for_pages()
    ]
    return draft_minutes(_facts(meeting, turns))


def _facts(meeting: Meeting, turns: list[Turn]) -> Facts:
    started, closed = meeting.started_at, meeting.closed_at
    poll = poll_of(meeting)
    return Facts(
        title=meeting.title,
        at=timezone.localtime(meeting.at),
        place=meeting.place,
        chair=meeting.chair,
        recorder=meeting.recorder.name if meeting.recorder else "",
        expected=meeting.expected,
        present=meeting.present,
        seed=meeting.seed,
        started_at=timezone.localtime(started) if started else None,
        closed_at=timezone.localtime(closed) if closed else None,
        turns=turns,
        poll=course_line(poll.balance) if poll and poll.is_closed else "",
    )


def sheet_rows(meeting: Meeting) -> list[SheetRow]:
    """Return a row for every turn: its report's figures and problem headings, and what is still to be put right."""
    reports = {one.statement_id: one for one in Report.objects.current().filter(statement__speech__meeting=meeting)}
    speeches = list(meeting.speeches.for_pages())
    still_open = _still_open([speech.statement.organization for speech in speeches])
    found = [(speech, reports.get(speech.statement_id)) for speech in speeches]
    return [
        SheetRow(
            speech,
            report,
            problem_headings(report.reading) if report else (),
            tuple(still_open[speech.statement.organization_id][:OPEN_ITEMS]),
        )
        for speech, report in found
    ]


def _still_open(organizations: list[Organization]) -> dict[int, list[str]]:
    """Return the open items by organization, the most urgent first, each with where it stands."""
    found: dict[int, list[str]] = defaultdict(list)
    for one in gather_outstanding(organizations, timezone.localdate()):
        until = f"，{one.due.year}年{one.due.month}月{one.due.day}日到期" if one.due else ""
        found[one.organization_id].append(f"{one.text.rstrip('。')}（{one.state}{until}）")
    return found
