"""What the 测评票 shows, on a phone and to whoever types paper sheets in."""

from typing import Any

from reviews.forms.hearing.sheet import PaperForm, SheetForm
from reviews.models import Poll, Statement
from reviews.rules.hearing.poll import PROMISE


def sheet_parts(poll: Poll) -> dict[str, Any]:
    """Return what a sheet of ``poll`` is made of, in the order settled at opening (规定序)."""
    found = Statement.objects.for_pages().in_bulk(poll.statements)
    return {
        "statements": [found[pk] for pk in poll.statements if pk in found],
        "names": poll.meeting.round.cycle.grade_names,
        "asks_remarks": poll.asks_remarks,
    }


def sheet_page(poll: Poll, form: SheetForm, token: str) -> dict[str, Any]:
    """Return the context of the sheet and of 核对."""
    lines = list(form.lines())
    return {
        "poll": poll,
        "form": form,
        "lines": lines,
        "token": token,
        "blank": [line for line in lines if not line.chosen],
        "chosen": sum(bool(line.chosen) for line in lines),
        "promise": PROMISE,
    }


def paper_page(poll: Poll, form: PaperForm, *, issued: int, used: int) -> dict[str, Any]:
    """Return the context of typing paper sheets in."""
    return {
        "poll": poll,
        "meeting": poll.meeting,
        "form": form,
        "lines": list(form.lines()),
        "issued": issued,
        "used": used,
    }
