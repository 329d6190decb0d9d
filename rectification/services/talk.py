"""Talks for 一般 and 差 (N3.4d): listed from the decision's consequences, noted once they were held."""

from dataclasses import asdict, dataclass
from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from accounts.models import Person
from accounts.services.trail import audit
from rectification.models import Talk
from rectification.services.item import NotAllowed, Overtaken
from reviews.models import Consequence, Feedback, Outcome, Round
from reviews.rules.hearing.grade import Kind
from reviews.services.concluding.feedback import note_talk as note_before_feedback


@dataclass(frozen=True, slots=True)
class TalkNote:
    """What the record says (DOMAIN §5): who talked and when, on what ground, what was asked, what was answered."""

    held_on: date
    talked_by: str
    reason: str
    demands: str
    reply: str = ""


def open_talks(round_: Round | None = None, *, person: Person | None, now: datetime) -> int:
    """List a talk for every standing consequence that asks for one; return how many were not there before."""
    missing = Consequence.objects.standing().of_kind(Kind.TALK).filter(talk__isnull=True)
    if round_ is not None:
        missing = missing.filter(outcome__decision__round=round_)
    return sum(_open(consequence, person, now) for consequence in missing.for_pages().order_by("pk"))


@transaction.atomic
def _open(consequence: Consequence, person: Person | None, now: datetime) -> bool:
    talk, is_new = Talk.objects.get_or_create(consequence=consequence, defaults={"opened_at": now})
    if is_new:
        audit.record(person, "列出约谈提醒", talk)
    return is_new


@transaction.atomic
def note_talk(talk: Talk, *, note: TalkNote, seen: int, person: Person, now: datetime) -> Talk:
    """Write down what was said, or correct it; ``seen`` is the version on the page.

    The same words again change nothing. Raises Overtaken where somebody else has saved in between, and NotAllowed
    where a later decision has taken the ground away, or the round is archived. The trail keeps no word of it.
    """
    fresh = _locked(talk)
    fields = asdict(note)
    if fresh.is_noted and all(getattr(fresh, name) == value for name, value in fields.items()):
        return fresh
    if fresh.version != seen:
        raise Overtaken(_who_was_faster(fresh))
    _must_stand(fresh)
    changed = [name for name, value in fields.items() if getattr(fresh, name) != value]
    for name in changed:
        setattr(fresh, name, fields[name])
    verb = "修改约谈提醒记录" if fresh.is_noted else "登记约谈提醒"
    fresh.noted_by, fresh.noted_at, fresh.version = person, now, fresh.version + 1
    fresh.save()
    audit.record(person, verb, fresh, after={"changed": changed})
    _open_the_way(fresh, person)
    return fresh


def _open_the_way(talk: Talk, person: Person) -> None:
    """Let the letter know of the talk that it waits for, so that nobody writes it down twice (DESIGN §1)."""
    waiting = Feedback.objects.filter(outcome=talk.consequence.outcome_id, opened_at=None, talked_on=None).first()
    if waiting is not None and talk.held_on is not None and talk.held_on >= talk.consequence.outcome.decision.held_on:
        note_before_feedback(waiting, talked_on=talk.held_on, talked_by=talk.talked_by, person=person)


def _locked(talk: Talk) -> Talk:
    """Lock the outcome, on which a correcting decision queues too, and read the talk anew."""
    Outcome.objects.select_for_update().get(pk=talk.consequence.outcome_id)
    Talk.objects.select_for_update().get(pk=talk.pk)
    return Talk.objects.for_pages().get(pk=talk.pk)


def _must_stand(talk: Talk) -> None:
    outcome = talk.consequence.outcome
    if outcome.decision.round.stage == Round.Stage.ARCHIVED:
        raise NotAllowed("本轮已经归档，约谈提醒记录不能再改。")
    if not talk.is_noted and not outcome.is_current:
        raise NotAllowed("党组织会议后来作了更正，这次约谈不用再登记。请看更正后的结果。")


def _who_was_faster(talk: Talk) -> str:
    if talk.noted_by is None or talk.noted_at is None:
        return "这次约谈刚才有了变动。您写的还在框里，请对照后再存一次。"
    at = timezone.localtime(talk.noted_at)
    return f"{talk.noted_by.name}在 {at:%H:%M} 存过这次约谈。您写的还在框里，请对照现在存着的，再存一次。"
