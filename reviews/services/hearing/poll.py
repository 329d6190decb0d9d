"""Setting a poll up, issuing its slips, opening it (DESIGN §5 Poll, §7). Closing stands in ``poll_closing.py``."""

import secrets
from dataclasses import dataclass

from django.conf import settings
from django.db import transaction

from accounts.models import Person
from accounts.services.trail import audit
from reviews.models import Door, Meeting, Poll, Slip, Statement
from reviews.rules.hearing.poll import fits
from reviews.rules.hearing.slip import (
    ALPHABET,
    ROOM_LENGTH,
    code_of_slip,
    key_of_slip,
    secret_of,
    spelled,
    token_hash,
)
from reviews.services.collecting.report import Overtaken
from reviews.services.hearing.meeting import OPEN_STAGES, NotNow

PHONE, PAPER = "phone", "paper"
MOST = 2000  # slips of a kind
TRIES = 20  # to find a free room


@dataclass(frozen=True, slots=True)
class Ticket:
    """What is printed on one slip: the QR's key and the code to be typed."""

    key: str
    code: str


def poll_fits(meeting: Meeting, speakers: int) -> bool:
    """Whether ``meeting`` with so many ``speakers`` has poll pages."""
    people = meeting.present if meeting.present is not None else meeting.expected
    return fits(uses_poll=meeting.round.cycle.uses_poll, speakers=speakers, people=people)


def poll_secret(poll: Poll) -> bytes:
    """Return the key that the slips of ``poll`` are hashed under."""
    return secret_of(settings.SECRET_KEY, poll.door.salt)


@transaction.atomic
def set_up_poll(meeting: Meeting, *, slips: int, papers: int, asks_remarks: bool, person: Person) -> Poll:
    """Make a poll and its slips; raises NotNow, or Overtaken where somebody has just made it."""
    locked = Meeting.objects.select_for_update(of=("self",)).select_related("round__cycle").get(pk=meeting.pk)
    if not poll_fits(locked, locked.speeches.count()):
        raise NotNow("这场会议不用民主测评。")
    if locked.round.stage not in OPEN_STAGES:
        raise NotNow("本轮的评议会阶段已经过去，不能再测评。")
    if Poll.objects.filter(meeting=locked).exists():
        raise Overtaken("刚才已经有人设好了测评，下面是现在的样子。")
    poll = Poll.objects.create(meeting=locked, asks_remarks=asks_remarks)
    Door.objects.create(poll=poll, room=_free_room(), salt=secrets.token_hex(16))
    _issue(poll, slips, papers)
    after = {"slips": slips, "papers": papers, "asks_remarks": asks_remarks}
    audit.record(person, "设置民主测评", poll, after=after)
    return poll


def _free_room() -> str:
    for _ in range(TRIES):
        room = spelled(lambda _: secrets.randbelow(len(ALPHABET)), ROOM_LENGTH)
        if not Door.objects.filter(room=room).exists():
            return room
    raise NotNow("此刻正在测评的会场太多，请过几分钟再试。")


@transaction.atomic
def add_slips(poll: Poll, *, slips: int, papers: int, person: Person) -> Poll:
    """Make more slips, for those who came late."""
    locked = _lock(poll)
    if locked.is_closed:
        raise NotNow("已经收票，不能再加票。")
    _issue(locked, slips, papers)
    audit.record(person, "加印测评票", locked, after={"slips": locked.slips, "papers": locked.papers})
    return locked


def _issue(poll: Poll, slips: int, papers: int) -> None:
    """Store the hashes of new slips; the codes themselves are told anew from their numbers when printed."""
    if max(poll.slips + slips, poll.papers + papers) > MOST:
        raise NotNow(f"每种票最多 {MOST} 张。")
    secret = poll_secret(poll)
    fresh = [
        *tickets(poll, PHONE, range(poll.slips, poll.slips + slips)),
        *tickets(poll, PAPER, range(poll.papers, poll.papers + papers)),
    ]
    secrets.SystemRandom().shuffle(fresh)
    Slip.objects.bulk_create(
        [
            Slip(poll=poll, key_hash=token_hash(secret, one.key), code_hash=token_hash(secret, one.code))
            for one in fresh
        ],
        batch_size=500,
    )
    poll.slips, poll.papers = poll.slips + slips, poll.papers + papers
    poll.save(update_fields=["slips", "papers"])


def tickets(poll: Poll, kind: str, numbers: range) -> list[Ticket]:
    """Return what stands on these slips of a kind."""
    secret, room = poll_secret(poll), poll.door.room
    return [Ticket(key_of_slip(secret, room, n, kind), code_of_slip(secret, room, n, kind)) for n in numbers]


@transaction.atomic
def print_slips(poll: Poll, *, kind: str, first: int, person: Person) -> list[Ticket]:
    """Return the slips of a kind from the ``first`` (counted from 1) on, to be printed; the trail says who did."""
    locked = _lock(poll)
    if locked.is_closed:
        raise NotNow("已经收票，票上的码都已销毁，不能再印。")
    made = locked.slips if kind == PHONE else locked.papers
    numbers = range(first - 1, made)
    if not numbers:
        raise NotNow(f"这一种票一共 {made} 张，没有第 {first} 张。")
    what = "手机票签" if kind == PHONE else "纸质票"
    audit.record(person, "打印测评票", locked, after={"kind": what, "from": first, "count": len(numbers)})
    return tickets(locked, kind, numbers)


@transaction.atomic
def open_poll(poll: Poll, *, person: Person) -> Poll:
    """Let sheets be handed in; who stands on them is settled now."""
    locked = _lock(poll)
    if not locked.is_preparing:
        raise Overtaken("测评刚才已经开始了。" if locked.is_open else "这次测评已经收票。")
    Meeting.objects.select_for_update().get(pk=locked.meeting_id)  # a change of the speakers queues here too
    found = Statement.objects.filter(speech__meeting=locked.meeting_id).in_order()
    locked.statements = list(found.values_list("pk", flat=True))
    if not locked.statements:
        raise NotNow("这场会议还没有述职人，先把人安排进来。")
    locked.state = Poll.State.OPEN
    locked.save(update_fields=["state", "statements"])
    audit.record(person, "开始民主测评", locked, after={"issued": locked.slips + locked.papers})
    return locked


@transaction.atomic
def cancel_poll(poll: Poll, *, person: Person) -> None:
    """Take back a poll that nobody has used; printed slips become worthless."""
    locked = _lock(poll)
    if not locked.is_preparing:
        raise NotNow("测评已经开始，不能撤销，只能收票结束。")
    audit.record(person, "撤销民主测评设置", locked, before={"slips": locked.slips, "papers": locked.papers})
    Slip.objects.filter(poll=locked).delete()
    Door.objects.filter(poll=locked).delete()
    locked.delete()


def _lock(poll: Poll) -> Poll:
    """Return the poll as it stands; who lost it to a cancellation is told."""
    found = Poll.objects.select_for_update(no_key=True).filter(pk=poll.pk).first()
    if found is None:
        raise Overtaken("这次测评刚才已被撤销。")
    return found


def issued_and_used(poll: Poll) -> tuple[int, int]:
    """Return how many slips there are and how many have been handed in: all that may be known before closing."""
    return poll.slips + poll.papers, Slip.objects.filter(poll=poll, is_used=True).count()
