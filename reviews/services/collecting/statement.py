"""Who reports in a round, how, and what happens when a post changes hands (N1.3, DOMAIN §1)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.db import transaction

from accounts.models import Appointment, Person
from accounts.services.trail import audit
from reviews.models import Round, Statement
from reviews.services.preparing.plan import PlanFixed, lock_round, void_approval
from reviews.services.preparing.round import current_posts, new_statement, reporting_posts


@dataclass(frozen=True, slots=True)
class ModeChoice:
    """How one person reports; a reason and an approver where they do not."""

    mode: str
    reason: str = ""
    approved_by: Person | None = None


OPEN = (Round.Stage.PREPARING, Round.Stage.COLLECTING)


@transaction.atomic
def set_modes(round_: Round, *, choices: Mapping[int, ModeChoice], actor: Person) -> list[Statement]:
    """Set how people report (statement id → choice) and return whose way has changed; raises PlanFixed."""
    fresh = _open_round(round_.pk)
    statements = fresh.statements.select_related("organization", "appointment__person").filter(pk__in=choices)
    changed = [one for one in statements if _set_mode(one, choices[one.pk], actor)]
    if changed:
        void_approval(fresh, actor=actor)
    return changed


def _set_mode(statement: Statement, choice: ModeChoice, actor: Person) -> bool:
    exempt = choice.mode == Statement.Mode.NOT_THIS_YEAR
    reason, approver = (choice.reason, choice.approved_by) if exempt else ("", None)
    now = (choice.mode, reason, approver.pk if approver else None)
    before = (statement.mode, statement.mode_reason, statement.mode_approved_by_id)
    if now == before:
        return False
    statement.mode, statement.mode_reason, statement.mode_approved_by = choice.mode, reason, approver
    statement.full_clean()
    statement.save(update_fields=["mode", "mode_reason", "mode_approved_by"])
    keys = ("mode", "reason", "approved_by")
    audit.record(
        actor,
        "述职方式",
        statement,
        before=dict(zip(keys, before, strict=True)),
        after=dict(zip(keys, now, strict=True)),
    )
    return True


@transaction.atomic
def add_statements(round_: Round, *, actor: Person) -> list[Statement]:
    """Give a statement to every post below that has a holder by now and none yet; return the new ones."""
    fresh = _open_round(round_.pk)
    added = []
    for post in posts_without_statement(fresh):
        statement = new_statement(fresh, post)
        statement.save()
        audit.record(actor, "补入名单", statement, after={"appointment": post.pk, "mode": statement.mode})
        added.append(statement)
    if added:
        void_approval(fresh, actor=actor)
    return added


def posts_without_statement(round_: Round) -> Sequence[Appointment]:
    """Return the reporting posts below the round's organization that no statement of it stands for."""
    taken = set(round_.statements.values_list("organization", flat=True))
    return [post for post in reporting_posts(round_.organization) if post.organization_id not in taken]


@transaction.atomic
def hand_over_statement(statement: Statement, *, actor: Person) -> Statement:
    """Let the present holder of the post report instead of the one named (DESIGN §4); raises PlanFixed.

    What the former holder has handed in stays theirs and can still be read by them.
    """
    fresh_round = _open_round(statement.round_id)
    fresh = Statement.objects.for_pages().get(pk=statement.pk)
    posts = current_posts().filter(organization=fresh.organization_id).select_related("person", "organization")
    post = posts.order_by("-starts", "-pk").first()
    if post is None:
        raise PlanFixed(f"{fresh.organization_short}现在没有书记，仍由{fresh.person.name}同志述职。")
    if post.pk == fresh.appointment_id:
        return fresh
    before = {"appointment": fresh.appointment_id, "person": fresh.person.name}
    Statement.objects.filter(pk=fresh.pk).update(appointment=post)
    audit.record(
        actor, "改由现任述职", fresh, before=before, after={"appointment": post.pk, "person": post.person.name}
    )
    void_approval(fresh_round, actor=actor)
    return Statement.objects.for_pages().get(pk=fresh.pk)


def _open_round(round_id: int) -> Round:
    fresh = lock_round(round_id)
    if fresh.stage not in OPEN:
        raise PlanFixed("本轮收稿已经结束，名单不能再改。")
    return fresh
