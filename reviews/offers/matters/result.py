"""What results ask of people: read one's letter, confirm, tell, answer, circulate. Only the reader is reminded."""

from collections import Counter, defaultdict
from collections.abc import Sequence
from datetime import date, datetime, time
from typing import Any

from django.db.models import Exists, F, OuterRef, QuerySet
from django.urls import reverse
from django.utils import timezone

from accounts.models import Appointment, Person
from accounts.rules.duty.matter import Matter, Schedule
from reviews.models import Decision, Feedback, Outcome, Publication, Round
from reviews.offers.matters.waiting import Holders, Row, Slice, holders, part, slices
from reviews.services.concluding.decision import CORRECTED_IN

READING = Schedule(before=(3, 1, 0), after=(1, 4, 8))
END_OF_WORK = time(17, 0)
ROUND = "outcome__decision__round"
UNIT, WRITER = "outcome__statement__organization", "outcome__statement__appointment__person"
DECIDING = (Round.Stage.EVALUATING, *CORRECTED_IN)
ORGANIZERS = (Appointment.Role.ORGANIZER,)
READ, CONFIRM, GIVE, ANSWER, PUBLISH, GIVE_FOR, ANSWER_FOR, CORRECT = KINDS = range(10, 18)
INSTEAD = {GIVE_FOR: GIVE, ANSWER_FOR: ANSWER}  # what the secretary does where no organizer may


def _parts(people: Sequence[Person]) -> list[QuerySet[Any]]:
    letters, given = Feedback.objects.current(), {"opened_at__isnull": False, "acknowledged_at": None}
    readers = {f"{WRITER}__in": [person.pk for person in people]}
    mine = letters.filter(**given, **readers).exclude(**{f"{ROUND}__stage": Round.Stage.ARCHIVED})
    chiefs = _deciding(people, Appointment.OVERSEEING_ROLES)
    entered = Decision.objects.filter(
        confirmed_at=None, round__stage__in=DECIDING, round__organization__in=list(chiefs)
    )
    drafters = list(_deciding(people, ORGANIZERS))
    drafts = Round.objects.filter(stage=Round.Stage.FED_BACK, organization__in=drafters)
    corrections = _corrections().filter(round__organization__in=drafters)
    return [
        part(mine, READ, "pk", WRITER),
        part(entered, CONFIRM, "round", "round__organization", writer=F("changed_by")),
        *_to_others(people, letters.unopened(), GIVE, GIVE_FOR),
        *_to_others(people, Feedback.objects.unanswered(), ANSWER, ANSWER_FOR),
        part(drafts, PUBLISH, "pk", "organization"),
        part(corrections, CORRECT, "round", "round__organization"),
    ]


def _corrections() -> QuerySet[Decision]:
    """Return what was decided after a circulation, stands, has been told to each, and is still to be circulated."""
    this = OuterRef("pk")
    before = Publication.objects.issued().filter(
        decision__round=OuterRef("round"), issued_at__lt=OuterRef("confirmed_at")
    )
    standing = Outcome.objects.current().filter(decision=this)
    untold = Feedback.objects.current().unopened().filter(outcome__decision=this)
    later = Decision.objects.confirmed().filter(Exists(before), round__stage=Round.Stage.PUBLISHED)
    return later.filter(Exists(standing), ~Exists(untold), publication__issued_at=None)


def _to_others(people: Sequence[Person], letters: QuerySet[Any], kind: int, instead: int) -> list[QuerySet[Any]]:
    """Ask for ``letters`` on behalf of organizers, and of secretaries for those that no organizer may touch."""
    here = f"{ROUND}__organization"
    organizers, secretaries = holders(people, ORGANIZERS), holders(people, Appointment.REVIEWED_ROLES)
    posts = Appointment.objects.current(timezone.localdate())
    leading = posts.reviewed().filter(person=OuterRef("person"), organization=OuterRef(OuterRef(UNIT)))
    able = posts.filter(~Exists(leading), role__in=ORGANIZERS, organization=OuterRef(here))
    left = letters.filter(~Exists(able.exclude(person=OuterRef(WRITER))))
    asked = ((kind, letters, organizers), (instead, left, secretaries))
    return [
        part(rows.filter(**{f"{here}__in": list(places)}), one, ROUND, here, number=F(UNIT), writer=F(WRITER))
        for one, rows, places in asked
    ]


def _tell(rows: list[Row], people: Sequence[Person], today: date) -> list[Matter]:
    """Return the matters, one a round and kind; letters are loaded only where there are any."""
    letters = _letters([row.ref for row in rows if row.kind == READ])
    organizing = _organizing({one.outcome.decision.round.organization_id for one in letters.values()}, today)
    return [
        _to_read(letters[ref], person_id, organizing) if kind == READ else _of_the_round(kind, ref, person_id, count)
        for (kind, ref, person_id), count in _counts(rows, people).items()
    ]


def _counts(rows: list[Row], people: Sequence[Person]) -> Counter[tuple[int, int, int]]:
    """Count by kind, reference and person what they may do: nothing about themselves or the unit that they lead."""
    organizers, secretaries = holders(people, ORGANIZERS), holders(people, Appointment.REVIEWED_ROLES)
    drafters = _deciding(people, ORGANIZERS)
    whose: dict[int, Holders] = {
        READ: {person.pk: [person.pk] for person in people},
        CONFIRM: _deciding(people, Appointment.OVERSEEING_ROLES),
        GIVE: organizers,
        ANSWER: organizers,
        PUBLISH: drafters,
        CORRECT: drafters,
        GIVE_FOR: secretaries,
        ANSWER_FOR: secretaries,
    }
    led = {person.pk: {post.organization_id for post in person.posts if post.leads} for person in people}
    return Counter(
        (INSTEAD.get(row.kind, row.kind), row.ref, one)
        for row in rows
        for one in whose[row.kind][row.owner]
        if one != row.writer and row.count not in led[one]
    )


slices.append(Slice(frozenset(KINDS), _parts, _tell))


def _deciding(people: Sequence[Person], roles: Sequence[str]) -> Holders:
    """Return who decides in which organization: nobody where their own unit is reviewed (DESIGN §5)."""
    reviewed = {person.pk: {post.organization.parent_id for post in person.posts if post.leads} for person in people}
    found = holders(people, roles)
    return {place: [one for one in those if place not in reviewed[one]] for place, those in found.items()}


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


def _of_the_round(kind: int, ref: int, person_id: int, count: int) -> Matter:
    name, title, reason, action = {
        CONFIRM: ("round_decision", "核对确认研究结果", "有人登记了会议的研究结果，请另一人对照纪要核对。", "去核对"),
        GIVE: ("round_feedback", "反馈综合评价意见", f"还有 {count} 人没有反馈。先反馈，后通报。", "去反馈"),
        ANSWER: ("round_feedback", "答复异议", f"有 {count} 件异议等答复。", "去答复"),
        PUBLISH: ("round_publication", "起草、印发通报", "已经反馈完毕，草稿由系统拟好。", "去起草"),
        CORRECT: ("round_publication", "起草、印发更正通报", "更正的结果已经反馈本人，草稿由系统拟好。", "去起草"),
    }[kind]
    return Matter(
        key=f"{name}-{kind}-{ref}",
        person_id=person_id,
        title=title,
        reason=reason,
        due=None,
        url=reverse(f"reviews:{name}", args=[ref]),
        action=action,
    )
