"""The demo school's polls: one that a visitor can take part in, and the playing of a whole one."""

from datetime import date, datetime, time, timedelta
from random import Random

from django.utils import timezone

from accounts.models import Appointment, Person
from accounts.services.house.demo import demo_year
from reviews.models import Cycle, Meeting, Poll, Remark, Round, Statement
from reviews.rules.hearing.grade import GRADES
from reviews.services.hearing.meeting import Plan, plan_meeting
from reviews.services.hearing.poll import PAPER, PHONE, Ticket, open_poll, set_up_poll, tickets
from reviews.services.hearing.poll_closing import close_poll
from reviews.services.hearing.sheet import find_slip, hand_in
from reviews.services.hearing.tally import sort_remark

SHEETS, ISSUED, PAPERS = 31, 34, 4
TYPED, VOID = 3, 1  # of the paper sheets
FIRST_SHEETS = 12  # of the poll that stays open
COUNTED, PLACE = "经济管理学院党总支", "经管楼 201 会议室"
LIKELY = (12, 7, 3, 1, 1)  # the four grades and blank, how often
WORDS = (
    "组织生活通知得太晚，常常当天上午才知道下午开会。",
    "发展党员的材料要得急，建议提前说清楚。",
    "书记到我们这边来得少，有事要找好几趟。",
    "主题党日基本是念文件，希望结合专业多搞点活动。",
    "困难党员走访做得实，继续坚持。",
)


def play_polls(today: date) -> None:
    """Leave the running meeting's poll open; hold the last of another college's meetings with a poll that is counted."""
    running = Meeting.objects.for_pages().filter(state=Meeting.State.RUNNING).order_by("pk").first()
    if running:
        open_demo_poll(running)
    round_ = Round.objects.select_related("organization").get(organization__name=COUNTED, cycle__year=demo_year(today))
    free = list(round_.statements.reporting().filter(speech__isnull=True).in_order())
    if len(free) > 1:
        play_poll(_held(round_, free, today), seed=11)


def _held(round_: Round, statements: list[Statement], today: date) -> Meeting:
    """Plan yesterday's meeting of ``round_``."""
    posts = round_.organization.appointments.select_related("person")
    day = datetime.combine(today - timedelta(days=1), time(14, 30))
    plan = Plan(
        title=f"{round_.organization_short}述职评议会", at=timezone.make_aware(day), place=PLACE,
        chair=posts.reviewed().get().person.name, recorder=None, expected=ISSUED + PAPERS, present=ISSUED,
        statements=statements,
    )  # fmt: skip
    return plan_meeting(round_, plan=plan, person=posts.get(role=Appointment.Role.ORGANIZER).person)


def open_demo_poll(meeting: Meeting) -> Poll:
    """Leave a poll open in ``meeting``: some have handed in, the other slips wait for whoever tries the demo."""
    poll = _begun(meeting)
    for ticket in tickets(poll, PHONE, range(ISSUED - FIRST_SHEETS, ISSUED)):
        _fill(poll, ticket, Random(ticket.code))  # noqa: S311 - plausible, not secret
    return poll


def play_poll(meeting: Meeting, seed: int) -> Poll:
    """Hold a whole poll in ``meeting``, through the services that the pages use, and close it; the same for a seed."""
    draw = Random(seed)  # noqa: S311 - plausible, not secret
    poll = _begun(meeting)
    for ticket in tickets(poll, PHONE, range(SHEETS - TYPED)):
        _fill(poll, ticket, draw)
    for place, ticket in enumerate(tickets(poll, PAPER, range(TYPED))):
        _fill(poll, ticket, draw, void=place < VOID)
    closed = close_poll(poll, person=organizer_of(meeting), now=timezone.now())
    passed = Remark.objects.filter(poll=closed).order_by("text").first()
    if passed:
        sort_remark(passed, state=Remark.State.PASSED, seen=passed.state, person=organizer_of(meeting))
    return closed


def _begun(meeting: Meeting) -> Poll:
    Cycle.objects.filter(pk=meeting.round.cycle_id).update(uses_poll=True)
    organizer = organizer_of(meeting)
    made = set_up_poll(meeting, slips=ISSUED, papers=PAPERS, asks_remarks=True, person=organizer)
    return open_poll(made, person=organizer)


def _fill(poll: Poll, ticket: Ticket, draw: Random, *, void: bool = False) -> None:
    chosen = draw.choices((*GRADES, ""), LIKELY, k=len(poll.statements))
    choices = {str(pk): grade for pk, grade in zip(poll.statements, chosen, strict=True) if grade}
    writes = draw.random() < len(WORDS) / SHEETS
    remarks = {draw.choice(poll.statements): draw.choice(WORDS)} if writes else {}
    hand_in(find_slip(ticket.code), choices=choices, remarks=remarks, void=void)


def organizer_of(meeting: Meeting) -> Person:
    """Return the organizer of the meeting's round."""
    post = Appointment.objects.select_related("person").get(
        organization=meeting.round.organization_id, role=Appointment.Role.ORGANIZER
    )
    return post.person
