"""What a ledger's pages show: the list, the ledger, the annex on paper, the candidates, the returned file."""

from datetime import date
from typing import Any

from django.db.models import Q, QuerySet
from django.forms import Form
from django.utils import timezone

from accounts.models import Person
from accounts.rules.duty.candidate import SOURCE_LABELS, Candidate
from accounts.services.duty.candidate import gather_candidates
from accounts.services.trail.history import Line, trail
from rectification.forms.item import WordsForm
from rectification.forms.ledger import CandidatesForm
from rectification.models import AnnexReturn, Item, Ledger
from rectification.pages.item import ItemRow, item_rows, standings
from rectification.pages.talk import talk_of
from rectification.rules.annex import HEADINGS, LONG_TERM, NOTES, TICK, AnnexRow, annex_title, date_text
from rectification.rules.item import LABELS, Standing, tally
from rectification.services.annex import annex_rows
from reviews.models import Consequence, Round, Statement
from reviews.rules.hearing.grade import Kind

# Without 改由上级打“√”: who may not know of 限期整改 would read it there.
VERBS = ("建立整改台账", "填报整改台账")
RETURN_VERBS = ("交回整改台账", "录入交回的台账")
TONES = {Standing.OVERDUE: "bad", Standing.SOON: "warn", Standing.DONE: "ok"}


def ledgers_page(person: Person) -> dict[str, Any]:
    """Return the person's own ledgers, and the years for which they could open one."""
    ledgers = list(Ledger.objects.editable_by(person).for_pages().in_order())
    there = {(ledger.organization_id, ledger.cycle_id) for ledger in ledgers}
    statements = Statement.objects.editable_by(person).reporting().for_pages().order_by("-round__cycle__year", "pk")
    missing = [one for one in statements if (one.organization_id, one.round.cycle_id) not in there]
    today = timezone.localdate()
    found = {ledger.pk: [] for ledger in ledgers}
    for item in Item.objects.filter(ledger__in=ledgers):
        found[item.ledger_id].append(item.standing(today))
    rows = [(ledger, tally(found[ledger.pk])) for ledger in ledgers]
    return {"rows": rows, "missing": missing, "may_supervise": _reviews_others(person)}


def _reviews_others(person: Person) -> bool:
    return Ledger.objects.supervised_by(person).exists() or Round.objects.run_by(person).exists()


def ledger_page(person: Person, ledger: Ledger, standing: str = "") -> dict[str, Any]:
    """Return the context of a ledger's page; ``standing`` shows only the items that stand so."""
    today = timezone.localdate()
    rows = item_rows(Item.objects.filter(ledger=ledger).order_by("number"), today)
    counted = tally(standings(rows))
    may_edit = ledger.is_own_of(person)
    chosen = standing if standing in LABELS else ""
    may_file = may_edit and ledger.state == Ledger.State.DRAFTING and counted.total > 0
    lacking = [row.item.number for row in rows if not row.item.is_complete]
    shown = [row for row in _in_turn(rows) if chosen in {"", row.standing}]
    return {
        "ledger": ledger,
        "rows": [row for row in shown if row.standing is not Standing.DONE or chosen],
        "done": [] if chosen else [row for row in shown if row.standing is Standing.DONE],
        "tally": counted,
        "tabs": [(one.value, LABELS[one], getattr(counted, one.value), TONES.get(one, "")) for one in Standing],
        "chosen": chosen,
        "may_edit": may_edit,
        "may_file": may_file,
        "claims_first": not may_file or bool(lacking),
        "pressing": next((row.item.pk for row in shown if _claimable(row)), None) if may_edit else None,
        "ticks_at_once": ledger.tick_by == Ledger.TickBy.OWN,
        "claim_form": WordsForm(auto_id="claim-%s"),
        "lacking": lacking,
        "supervises": ledger.is_supervised_by(person),
        **_consequences(person, ledger),
        "history": ledger_history(ledger),
    }


def ledger_history(ledger: Ledger) -> list[Line]:
    """Return who opened and filed a ledger and brought annexes back, the latest first; items have their own."""
    own = Q(object_type="rectification.ledger", object_id=ledger.pk, verb__in=VERBS)
    returns = Q(
        object_type="rectification.annexreturn", object_id__in=ledger.returns.values("pk"), verb__in=RETURN_VERBS
    )
    return trail(own | returns)


def _consequences(person: Person, ledger: Ledger) -> dict[str, Any]:
    """Return what follows from 一般 and 差 (N3.4d), for who may know: the talk, and until when all is to be done.

    Who may know is asked only where there is something to know: after most ledgers, nothing follows.
    """
    following = Consequence.objects.filter(
        outcome__statement__organization=ledger.organization_id, outcome__statement__round__cycle=ledger.cycle_id
    )
    kinds = set(following.values_list("kind", flat=True))
    return {
        "talk": talk_of(person, ledger) if Kind.TALK in kinds else None,
        "limited_until": _limited_until(person, following) if Kind.RECTIFICATION in kinds else None,
    }


def _limited_until(person: Person, following: QuerySet[Consequence]) -> date | None:
    told = following.visible_to(person).standing().filter(outcome__feedback__opened_at__isnull=False)  # type: ignore[attr-defined]
    return told.of_kind(Kind.RECTIFICATION).values_list("due", flat=True).first()


def _in_turn(rows: list[ItemRow]) -> list[ItemRow]:
    """What is late first, then what comes due; the rest in the ledger's own order."""
    turn = {Standing.OVERDUE: 0, Standing.SOON: 1}
    return sorted(rows, key=lambda row: (turn.get(row.standing, 2), row.item.number))


def _claimable(row: ItemRow) -> bool:
    return row.standing in {Standing.OVERDUE, Standing.SOON} and row.item.is_complete


def annex_lines(ledger: Ledger) -> list[AnnexRow]:
    """Return the annex's rows as they are written out (N5)."""
    today = timezone.localdate()
    return [_annex_row(row) for row in item_rows(Item.objects.filter(ledger=ledger).order_by("number"), today)]


def _annex_row(row: ItemRow) -> AnnexRow:
    item = row.item
    return AnnexRow(
        problem=item.problem,
        responsible=item.responsible,
        measure=item.measure,
        deadline=LONG_TERM if item.is_long_term else date_text(item.deadline),
        done=TICK if item.state == Item.State.DONE else "",
        struck=len(row.struck),
    )


def filing_day(ledger: Ledger) -> date:
    """Return the annex's 填报日期: the day of the filing, today while the ledger is drawn up."""
    return ledger.filed_on or timezone.localdate()


def print_page(ledger: Ledger) -> dict[str, Any]:
    """Return the context of the annex on A4 (mock-up 12)."""
    return {
        "ledger": ledger,
        "title": annex_title(ledger.organization_name, ledger.cycle.year),
        "filed_on": date_text(filing_day(ledger)),
        "headings": HEADINGS,
        "notes": NOTES,
        "lines": annex_lines(ledger),
    }


def candidates_of(ledger: Ledger) -> list[Candidate]:
    """Return the proposals that are not in the ledger yet."""
    there = set(Item.objects.filter(ledger=ledger).values_list("source_key", flat=True))
    return [one for one in gather_candidates(ledger.organization, ledger.cycle.year) if one.key not in there]


def candidates_page(ledger: Ledger, form: CandidatesForm) -> dict[str, Any]:
    """Return the context of the proposals, by source; an empty source says why, and that it needs nothing."""
    listed = set(Item.objects.filter(ledger=ledger).values_list("source", flat=True))
    groups = [
        (label, [row for row in form.rows if row[0].source == source], source in listed)
        for source, label in SOURCE_LABELS.items()
    ]
    return {"ledger": ledger, "form": form, "groups": groups, "any": bool(form.rows)}


def annex_return_page(brought: AnnexReturn, form: Form | None = None, problem: str = "") -> dict[str, Any]:
    """Return the context of the differences, row by row."""
    rows, items = annex_rows(brought)
    about = {row.item for row in rows}
    counts = {
        "new": sum(row.outcome == "new" for row in rows),
        "changed": sum(bool(row.changes) for row in rows),
        "claims": sum(row.claims for row in rows),
        "asks": sum(row.asks for row in rows),
    }
    typed = form.choices if form is not None else {}  # type: ignore[attr-defined]
    return {
        "brought": brought,
        "ledger": brought.ledger,
        "rows": [(row, items.get(row.item or 0), typed.get(row.place, "")) for row in rows],
        "items": list(items.values()),
        "absent": [item for item in items.values() if item.number not in about],
        "counts": counts,
        "nothing": not any(counts.values()),
        "problem": problem,
    }
