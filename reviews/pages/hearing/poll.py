"""What those who run a poll see: how many slips there are and how many came back; nothing of choices before closing."""

from dataclasses import dataclass
from typing import Any

from accounts.documents.house.qr import qr_svg
from accounts.models import Person
from accounts.services.trail.history import history_of
from reviews.forms.hearing.poll import SetUpForm, SlipsForm
from reviews.models import Meeting, Poll, Statement
from reviews.rules.hearing.poll import PROMISE
from reviews.rules.hearing.slip import printed
from reviews.services.hearing.poll import PHONE, Ticket, issued_and_used, poll_fits

# Never what is done with single remarks, nor, for those who only run the meeting, what is done with the result.
VERBS = ("设置民主测评", "加印测评票", "打印测评票", "开始民主测评", "收票结束")


@dataclass(frozen=True, slots=True)
class Printed:
    """A slip as it is printed."""

    code: str
    qr: str


def poll_of(meeting: Meeting) -> Poll | None:
    """Return the poll of ``meeting``."""
    return Poll.objects.for_pages().filter(meeting=meeting).first()


def poll_counts(poll: Poll) -> dict[str, int]:
    """Return the counts of paper: the frozen ones after closing."""
    if poll.is_closed:
        return {"issued": poll.balance.issued, "used": poll.balance.used, "unused": poll.balance.unused}
    issued, used = issued_and_used(poll)
    return {"issued": issued, "used": used, "unused": issued - used}


def poll_panel(meeting: Meeting, speakers: int) -> dict[str, Any]:
    """Return what the meeting's own page and desk say of its poll; nothing where it needs none."""
    if not poll_fits(meeting, speakers):
        return {"poll_fits": False}
    poll = poll_of(meeting)
    return {"poll_fits": True, "poll": poll, "counts": poll_counts(poll) if poll else {}}


def poll_page(
    person: Person, meeting: Meeting, *, form: SetUpForm | None = None, more: SlipsForm | None = None
) -> dict[str, Any]:
    """Return the context of a meeting's poll for those who run it."""
    poll = poll_of(meeting)
    context: dict[str, Any] = {"meeting": meeting, "poll": poll, "promise": PROMISE, "history": []}
    if poll is None:
        start = {"slips": meeting.present or meeting.expected, "papers": 0}
        return context | {
            "fits": poll_fits(meeting, meeting.speeches.count()),
            "form": form or SetUpForm(initial=start),
        }
    return context | {
        "fits": True,
        "counts": poll_counts(poll),
        "more": more or SlipsForm(auto_id="more_%s"),
        "history": history_of(poll, VERBS),
        "may_read": Poll.objects.visible_to(person).filter(pk=poll.pk).exists(),
    }


def print_page(poll: Poll, kind: str, tickets: list[Ticket], door: str) -> dict[str, Any]:
    """Return the context of a printout; ``door`` is the absolute address where a slip is used."""
    found = [
        Printed(printed(one.code), qr_svg(f"{door}#{one.key}", "扫码填写测评票") if kind == PHONE else "")
        for one in tickets
    ]
    statements = Statement.objects.for_pages().filter(speech__meeting=poll.meeting_id).in_order()
    return {
        "poll": poll,
        "meeting": poll.meeting,
        "tickets": found,
        "door": door,
        "statements": list(statements) if kind != PHONE else [],
        "names": poll.meeting.round.cycle.grade_names,
        "promise": PROMISE,
    }
