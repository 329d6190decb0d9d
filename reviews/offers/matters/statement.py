"""What reviews asks of people: reports of secretaries, waiting reports of organizers."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from django.db.models import Count, F
from django.urls import reverse
from django.utils import timezone

from accounts.models import Appointment, Person
from accounts.rules.duty.matter import Matter
from accounts.services.duty.matter import matters
from reviews.models import Report, Round, Statement
from reviews.offers.matters.visit import unvisited_organizations
from reviews.rules.collecting.matter import Duty, RoundState, RoundStep, Version, duty, round_step

matters.register(unvisited_organizations)


@matters.register
def own_statements(people: Sequence[Person], today: date) -> list[Matter]:
    """Return what secretaries owe of their reports, in one query for all of ``people``."""
    holders: dict[int, list[int]] = defaultdict(list)
    for person in people:
        for post in person.posts:
            if post.role in Appointment.REVIEWED_ROLES:
                holders[post.organization_id].append(person.pk)
    if not holders:
        return []
    owed = (
        Statement.objects.reporting()
        .filter(organization__in=holders)
        .collected(timezone.now())
        .for_duties()
        .order_by("pk")
    )
    found = [(statement, _duty(statement)) for statement in owed]
    late = {one.round.organization_id for one, owes in found if owes and timezone.localdate(one.due) < today}
    organizers = _organizers(late, today) if late else {}
    return [
        _matter(statement, owes, person_id, organizers)
        for statement, owes in found
        if owes
        for person_id in holders[statement.organization_id]
    ]


def statement_key(pk: int) -> str:
    """Return the name of a statement's matter."""
    return f"statement-{pk}"


def statement_matters(statements: Sequence[Statement], today: date) -> list[Matter]:
    """Return what is owed of ``statements`` by whom they name, for those who look at the round."""
    owed = [(statement, owes) for statement in statements if (owes := _owed(statement))]
    return [_matter(statement, owes, statement.person.pk, {}) for statement, owes in owed]


def _owed(statement: Statement) -> Duty | None:
    collecting = statement.round.stage == Round.Stage.COLLECTING and not statement.is_exempt
    return _duty(statement) if collecting else None


def _organizers(organizations: set[int], today: date) -> dict[int, list[int]]:
    """Return who organizes which of ``organizations`` on ``today``."""
    found: dict[int, list[int]] = defaultdict(list)
    posts = Appointment.objects.current(today).filter(role=Appointment.Role.ORGANIZER, organization__in=organizations)
    for organization, person in posts.order_by("pk").values_list("organization", "person"):
        found[organization].append(person)
    return found


def _duty(statement: Statement) -> Duty | None:
    report = statement.current_report
    version = report and Version(report.number, report.state, report.verdict, report.violations, report.return_reason)
    return duty(statement.round.cycle.year, version, statement.hand_in(timezone.now()).allowed)


def _matter(statement: Statement, owes: Duty, person_id: int, organizers: Mapping[int, list[int]]) -> Matter:
    return Matter(
        key=statement_key(statement.pk),
        person_id=person_id,
        title=owes.title,
        reason=owes.reason,
        due=timezone.localtime(statement.due),
        url=reverse("reviews:statement", args=[statement.pk]),
        action=owes.action,
        schedule=statement.round.cycle.schedule,
        escalate_to=tuple(organizers.get(statement.round.organization_id, ())),
    )


@matters.register
def waiting_reports(people: Sequence[Person], today: date) -> list[Matter]:
    """Return how many reports wait for organizers, one matter a round."""
    organizers: dict[int, list[int]] = defaultdict(list)
    for person in people:
        for post in person.posts:
            if post.role == Appointment.Role.ORGANIZER:
                organizers[post.organization_id].append(person.pk)
    if not organizers:
        return []
    waiting = (
        Report.objects.current()
        .filter(state=Report.State.HANDED_IN, statement__round__organization__in=organizers)
        .filter(statement__round__stage=Round.Stage.COLLECTING)
        .values(round=F("statement__round"), organization=F("statement__round__organization"))
        .annotate(count=Count("pk"))
        .order_by("round")
    )
    return [
        Matter(
            key=f"round-waiting-{row['round']}",
            person_id=person_id,
            title="审阅述职报告",
            reason=f"有 {row['count']} 份待审，可接收，也可写明原因退回。",
            due=None,
            url=f"{reverse('reviews:round', args=[row['round']])}?state=handed_in",
            action="去审阅",
        )
        for row in waiting
        for person_id in organizers[row["organization"]]
    ]


@matters.register
def round_steps(people: Sequence[Person], today: date) -> list[Matter]:
    """Return what organizers can do next about their rounds: start collecting, go on, or ask who is late."""
    organizers = _posts(people, (Appointment.Role.ORGANIZER,))
    if not organizers:
        return []
    rounds = Round.objects.in_steps().filter(organization__in=organizers).select_related("cycle").order_by("pk")
    late = _late_names(rounds)
    return [
        _round_matter(round_, step, person_id)
        for round_ in rounds
        if (step := round_step(_round_state(round_, late.get(round_.pk, []))))
        for person_id in organizers[round_.organization_id]
    ]


def _round_state(round_: Round, late: list[str]) -> RoundState:
    return RoundState(
        stage=round_.stage,
        approved=round_.is_plan_approved,
        due_is_over=round_.report_due < timezone.now(),
        late=late,
        year=round_.cycle.year,
    )


def _round_matter(round_: Round, step: RoundStep, person_id: int) -> Matter:
    return Matter(
        key=f"round-{step.key}-{round_.pk}",
        person_id=person_id,
        title=step.title,
        reason=step.reason,
        due=None,
        url=reverse(f"reviews:{step.page}", args=[round_.pk]) + step.query,
        action=step.action,
    )


def _late_names(rounds: Iterable[Round]) -> dict[int, list[str]]:
    """Return who is late, by round; one query for all of them."""
    now = timezone.now()
    over = [round_.pk for round_ in rounds if round_.stage == Round.Stage.COLLECTING and round_.report_due < now]
    late: dict[int, list[str]] = defaultdict(list)
    if not over:
        return late
    theirs = Statement.objects.reporting().filter(round__in=over).for_duties().select_related("appointment__person")
    for statement in theirs.in_order():
        if statement.board_state in {"missing", "returned"} and statement.due < now:
            late[statement.round_id].append(statement.person.name)
    return late


def _posts(people: Sequence[Person], roles: Sequence[str]) -> dict[int, list[int]]:
    """Return who of ``people`` holds one of ``roles``, by organization."""
    held: dict[int, list[int]] = defaultdict(list)
    for person in people:
        for post in person.posts:
            if post.role in roles:
                held[post.organization_id].append(person.pk)
    return held
