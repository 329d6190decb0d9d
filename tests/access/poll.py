"""The 测评's cells, and a closed poll with a remark for every organization. A slip holder is whoever has a slip, not
whoever has logged in: tests/reviews/views/hearing/test_sheet.py."""

from reviews.models import Cycle, Remark
from tests import poll as polling
from tests.access.answer import RUNNERS, VISITORS, WRONG_METHOD, YES, Rows, everybody

POLL = {"poll", "remark"}
POLL_TABLE: Rows = {
    "reviews:poll": ("poll", RUNNERS, RUNNERS),
    "reviews:poll_add": ("poll", WRONG_METHOD, RUNNERS),
    "reviews:poll_print": ("poll", WRONG_METHOD, RUNNERS),
    "reviews:poll_open": ("poll", WRONG_METHOD, RUNNERS),
    "reviews:poll_cancel": ("poll", WRONG_METHOD, RUNNERS),
    "reviews:poll_paper": ("poll", RUNNERS, RUNNERS),
    "reviews:poll_close": ("poll", RUNNERS, RUNNERS),
    "reviews:poll_clean": ("poll", WRONG_METHOD, RUNNERS),
    "reviews:poll_tally": ("poll", VISITORS, WRONG_METHOD),
    "reviews:poll_tally_file": ("poll", VISITORS, WRONG_METHOD),
    "reviews:poll_lower": ("poll", WRONG_METHOD, VISITORS),
    "reviews:poll_recount": ("poll", WRONG_METHOD, VISITORS),
    "reviews:remark_sort": ("remark", WRONG_METHOD, VISITORS),
    "reviews:poll_door": ("", everybody(YES), everybody(YES)),  # the slip is the right
    "reviews:poll_check": ("", WRONG_METHOD, everybody(YES)),
    "reviews:poll_hand_in": ("", WRONG_METHOD, everybody(YES)),
}


def add_poll(found, name, meeting, person):
    """Hold a poll in ``meeting``: five sheets and one remark, closed."""
    Cycle.objects.update(uses_poll=True)
    meeting.refresh_from_db()
    poll = polling.begun(meeting, person, slips=5, asks_remarks=True)
    for ticket in polling.phones(poll):
        polling.cast_sheet(poll, ticket.key, "best", remarks={poll.statements[0]: "活动少"})
    polling.closed(poll, person)
    found["poll"][name] = [meeting.pk]
    found["remark"][name] = [Remark.objects.filter(poll=poll).first().pk]
