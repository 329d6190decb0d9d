"""What those who review see of a closed poll: a bar and the figures for each, in 规定序."""

from dataclasses import dataclass
from typing import Any

from accounts.models import Person
from accounts.services.trail.history import history_of
from reviews.forms.hearing.poll import LowerForm, RecountForm
from reviews.models import Poll, Remark, Tally
from reviews.pages.hearing.poll import VERBS
from reviews.rules.hearing.grade import GRADES
from reviews.rules.hearing.poll import FLOOR, SHOWN_FROM

READERS_VERBS = (*VERBS, "复核民主测评", "放宽测评结果的显示")


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of a bar: ``start`` and ``width`` in per cent."""

    grade: str
    name: str
    count: int
    start: str
    width: str


@dataclass(frozen=True, slots=True)
class Row:
    """One secretary's result."""

    tally: Tally
    pieces: list[Piece]


def tally_page(
    person: Person, poll: Poll, *, recount_form: RecountForm | None = None, lower_form: LowerForm | None = None
) -> dict[str, Any]:
    """Return the context of the results; rows only where enough sheets came in."""
    names = [*poll.meeting.round.cycle.grade_names, "弃权"]
    shown = poll.is_shown
    tallies = shown_tallies(person, poll) if shown else []
    return {
        "poll": poll,
        "meeting": poll.meeting,
        "names": names,
        "rows": [Row(tally, pieces(tally, names)) for tally in tallies],
        "remarks": list(Remark.objects.visible_to(person).filter(poll=poll).for_pages()) if shown else [],
        "states": Remark.State,
        "may_lower": not shown and FLOOR <= poll.balance.valid < SHOWN_FROM,
        "recounts": poll.recounts.order_by("-at"),
        "recount_form": recount_form or RecountForm(auto_id="recount_%s"),
        "lower_form": lower_form or LowerForm(auto_id="lower_%s"),
        "shown_from": SHOWN_FROM,
        "history": history_of(poll, READERS_VERBS),
        "floor": FLOOR,
    }


def shown_tallies(person: Person, poll: Poll) -> list[Tally]:
    """Return the results that ``person`` may read."""
    return list(Tally.objects.visible_to(person).filter(poll=poll).for_pages().defer("poll__sealed"))


def pieces(tally: Tally, names: list[str]) -> list[Piece]:
    """Return the bar of one secretary: the grades from the best on, then the blank ones."""
    figures = (*tally.counts.grades, tally.counts.blank)
    found, before = [], 0
    for key, name, figure in zip((*GRADES, "blank"), names, figures, strict=True):
        share = 100 / (tally.valid or 1)
        found.append(Piece(key, name, figure, f"{before * share:.2f}%", f"{figure * share:.2f}%"))
        before += figure
    return found
