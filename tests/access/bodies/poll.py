"""What is sent to the addresses of a poll: set up, opened, filled in, closed, sorted."""

from collections.abc import Callable

from reviews.models import Poll
from reviews.services.hearing.poll import set_up_poll
from tests import poll as polling
from tests.access.bodies.at import At, Body, forget, same
from tests.hall import runner


def _none(at: At) -> None:
    forget(Poll.objects.filter(meeting=at.meeting.pk))


def _set_up(at: At) -> Poll:
    """Let the meeting's poll be prepared and not yet begun."""
    _none(at)
    meeting = type(at.meeting).objects.for_pages().get(pk=at.meeting.pk)
    return set_up_poll(meeting, slips=5, papers=2, asks_remarks=True, person=runner(at.statement))


def _open(at: At) -> Poll:
    """Let it have begun."""
    _none(at)
    meeting = type(at.meeting).objects.for_pages().get(pk=at.meeting.pk)
    return polling.begun(meeting, runner(at.statement), slips=5, papers=2)


def _before(prepare: Callable[[At], object], **body: object) -> Callable[[At], Body]:
    def words(at: At) -> Body:
        prepare(at)
        return body

    return words


def _paper(at: At) -> Body:
    poll = _open(at)
    return polling.fields(poll, polling.printed_of(polling.papers(poll)[0]), "best")


def _phone(at: At) -> Body:
    poll = _open(at)
    return polling.fields(poll, polling.phones(poll)[0].key, "best")


def _few(at: At) -> Body:
    """Let three sheets have been handed in."""
    poll = _open(at)
    for ticket in polling.phones(poll)[:3]:
        polling.cast_sheet(poll, ticket.key, "best")
    polling.closed(poll, runner(at.statement))
    return {"reason": "支部只有三名党员"}


BODIES: dict[str, Callable[[At], Body]] = {
    "reviews:poll": _before(_none, slips=5, papers=2),
    "reviews:poll_add": _before(_set_up, slips=2),
    "reviews:poll_print": _before(_set_up, kind="phone", first=1),
    "reviews:poll_open": _before(_set_up),
    "reviews:poll_cancel": _before(_set_up),
    "reviews:poll_paper": _paper,
    "reviews:poll_close": _before(_open),
    "reviews:poll_lower": _few,
    "reviews:poll_recount": same(first="周正明", second="方敏"),
    "reviews:remark_sort": same(state="passed", seen="new"),
    "reviews:poll_hand_in": _phone,
}
