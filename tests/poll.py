"""Polls for tests: many secretaries at one meeting, slips, sheets."""

from django.utils import timezone

from accounts.models import Person
from reviews.models import Cycle, Meeting, Poll, Statement
from reviews.rules.hearing.slip import printed
from reviews.services.hearing.poll import PAPER, PHONE, Ticket, open_poll, set_up_poll, tickets
from reviews.services.hearing.poll_closing import close_poll
from reviews.services.hearing.sheet import find_slip, hand_in
from tests import hall
from tests.cast import Cast, Year


def hall_of_three(cast: Cast, year: Year) -> Meeting:
    """Plan the top round's meeting: three secretaries, 52 people."""
    Cycle.objects.update(uses_poll=True)
    year.cycle.refresh_from_db()
    return hall.hold(*[year.statement(one) for one in (cast.college, cast.other_college, cast.direct_branch)])


def begun(meeting: Meeting, person: Person, *, slips: int = 10, papers: int = 0, asks_remarks: bool = False) -> Poll:
    """Set a poll up and open it."""
    made = set_up_poll(meeting, slips=slips, papers=papers, asks_remarks=asks_remarks, person=person)
    return open_poll(made, person=person)


def phones(poll: Poll) -> list[Ticket]:
    """Return the slips for phones."""
    return tickets(poll, PHONE, range(poll.slips))


def printed_of(ticket: Ticket) -> str:
    """Return the code as it stands on paper."""
    return printed(ticket.code)


def papers(poll: Poll) -> list[Ticket]:
    """Return the paper sheets."""
    return tickets(poll, PAPER, range(poll.papers))


def choices(poll: Poll, *grades: str) -> dict[str, str]:
    """Return a sheet: a grade for each secretary in order, "" for a blank one."""
    pairs = zip(poll.statements, grades, strict=False)
    return {str(pk): grade for pk, grade in pairs if grade}


def cast_sheet(poll: Poll, token: str, *grades: str, **more) -> None:
    """Hand in one sheet."""
    hand_in(find_slip(token), choices=choices(poll, *grades), **more)


def closed(poll: Poll, person: Person) -> Poll:
    """Close it."""
    return close_poll(poll, person=person, now=timezone.now())


def fields(poll: Poll, token: str, *grades: str) -> dict[str, str]:
    """Return what a browser posts."""
    return {"slip": token} | {f"g{pk}": grade for pk, grade in choices(poll, *grades).items()}


def statement_of(poll: Poll, place: int) -> Statement:
    """Return one of the secretaries' statements."""
    return Statement.objects.for_pages().get(pk=poll.statements[place])
