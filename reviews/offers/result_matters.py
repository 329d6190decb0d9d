"""What results ask of people: read one's letter, confirm, tell, answer, circulate. Only the reader is reminded."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import date, datetime, time
from typing import Any, NamedTuple

from django.db.models import Count, F, IntegerField, QuerySet, Value
from django.urls import reverse
from django.utils import timezone

from accounts.models import Appointment, Person
from accounts.rules.matter import Matter, Schedule
from accounts.services.matter import matters
from reviews.models import Decision, Feedback, Round

READING = Schedule(before=(3, 1, 0), after=(1, 4, 8))
END_OF_WORK = time(17, 0)
ROUND = "outcome__decision__round"
Holders = dict[int, list[int]]


class Row(NamedTuple):
    """One thing that waits: ``ref`` is the letter or the round, ``owner`` a person or an organization."""

    kind: int
    ref: int
    owner: int
    count: int
    writer: int


READ, CONFIRM, GIVE, ANSWER, PUBLISH = range(5)


@matters.register
def result_matters(people: Sequence[Person], today: date) -> list[Matter]:
    """Return all of them. One query asks what there is; letters are loaded only where there are any."""
    readers = {person.pk: [person.pk] for person in people}
    organizers = _holders(people, (Appointment.Role.ORGANIZER,))
    chiefs, drafters = _deciding(people, Appointment.OVERSEEING_ROLES), _deciding(people, (Appointment.Role.ORGANIZER,))
    holders: tuple[Holders, ...] = (readers, chiefs, organizers, organizers, drafters)
    rows = [Row(*row) for row in _waiting(readers, chiefs, organizers)]
    letters = _letters([row.ref for row in rows if row.kind == READ])
    organizing = _organizing({one.outcome.decision.round.organization_id for one in letters.values()}, today)
    return [
        _to_read(letters[row.ref], person_id, organizing) if row.kind == READ else _of_the_round(row, person_id)
        for row in rows
        for person_id in holders[row.kind][row.owner]
        if person_id != row.writer
    ]


def _holders(people: Sequence[Person], roles: Sequence[str]) -> Holders:
    found: Holders = defaultdict(list)
    for person in people:
        for place in dict.fromkeys(post.organization_id for post in person.posts if post.role in roles):
            found[place].append(person.pk)
    return found


def _deciding(people: Sequence[Person], roles: Sequence[str]) -> Holders:
    """Return who decides in which organization: nobody where their own unit is reviewed (DESIGN §5)."""
    reviewed = {person.pk: {post.organization.parent_id for post in person.posts if post.leads} for person in people}
    holders = _holders(people, roles)
    return {place: [one for one in found if place not in reviewed[one]] for place, found in holders.items()}


def _waiting(readers: Holders, chiefs: Holders, organizers: Holders) -> QuerySet[Any]:
    letters = Feedback.objects.current()
    mine = letters.filter(
        opened_at__isnull=False, acknowledged_at=None, outcome__statement__appointment__person__in=list(readers)
    ).exclude(outcome__decision__round__stage=Round.Stage.ARCHIVED)
    entered = Decision.objects.filter(confirmed_at=None, round__organization__in=list(chiefs))
    ours = {f"{ROUND}__organization__in": list(organizers)}
    drafts = Round.objects.filter(stage=Round.Stage.FED_BACK, organization__in=list(organizers))
    parts = (
        _part(mine, READ, "pk", "outcome__statement__appointment__person"),
        _part(entered, CONFIRM, "round", "round__organization", writer=F("changed_by")),
        _part(letters.unopened().filter(**ours), GIVE, ROUND, f"{ROUND}__organization", counted=True),
        _part(Feedback.objects.unanswered().filter(**ours), ANSWER, ROUND, f"{ROUND}__organization", counted=True),
        _part(drafts, PUBLISH, "pk", "organization"),
    )
    return parts[0].union(*parts[1:], all=True).order_by("kind", "ref")


def _part(
    rows: QuerySet[Any], kind: int, ref: str, owner: str, *, counted: bool = False, writer: Any = None
) -> QuerySet[Any]:
    found = rows.order_by().values(kind=Value(kind, IntegerField()), ref=F(ref), owner=F(owner))
    nobody = Value(0, IntegerField())
    found = found.annotate(count=Count("pk") if counted else nobody, writer=writer or nobody)
    return found.values_list("kind", "ref", "owner", "count", "writer")


def _letters(ids: list[int]) -> dict[int, Feedback]:
    return Feedback.objects.for_pages().in_bulk(ids) if ids else {}


def _organizing(organizations: set[int], today: date) -> Holders:
    """Return who organizes which of ``organizations``: they are told when reminding has not helped."""
    found: Holders = defaultdict(list)
    if organizations:
        posts = Appointment.objects.current(today).filter(role=Appointment.Role.ORGANIZER)
        for place, person in posts.filter(organization__in=organizations).values_list("organization", "person"):
            found[place].append(person)
    return found


def _to_read(letter: Feedback, person_id: int, organizing: Holders) -> Matter:
    round_, until = letter.outcome.decision.round, letter.objection_until
    assert until is not None
    return Matter(
        key=f"feedback-{letter.pk}",
        person_id=person_id,
        title="阅知反馈意见",
        reason=f"{round_.cycle.year} 年度综合评价意见已反馈给您。有异议的，{until.month}月{until.day}日前可以提出。",
        due=timezone.localtime(timezone.make_aware(datetime.combine(until, END_OF_WORK))),
        url=reverse("reviews:feedback", args=[letter.pk]),
        action="去看",
        schedule=READING,
        escalate_to=tuple(organizing.get(round_.organization_id, ())),
    )


def _of_the_round(row: Row, person_id: int) -> Matter:
    name, title, reason, action = {
        CONFIRM: ("round_decision", "核对确认研究结果", "有人登记了会议的研究结果，请另一人对照纪要核对。", "去核对"),
        GIVE: ("round_feedback", "反馈综合评价意见", f"还有 {row.count} 人没有反馈。先反馈，后通报。", "去反馈"),
        ANSWER: ("round_feedback", "答复异议", f"有 {row.count} 件异议等答复。", "去答复"),
        PUBLISH: ("round_publication", "起草、印发通报", "已经反馈完毕，草稿由系统拟好。", "去起草"),
    }[row.kind]
    return Matter(
        key=f"{name}-{row.kind}-{row.ref}",
        person_id=person_id,
        title=title,
        reason=reason,
        due=None,
        url=reverse(f"reviews:{name}", args=[row.ref]),
        action=action,
    )
