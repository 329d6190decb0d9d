"""What an item's row and an item's page show, whoever looks."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Prefetch, QuerySet
from django.forms import Form
from django.utils import timezone

from accounts.models import Person
from rectification.forms.item import AnswerForm, ExtensionForm, LookBackForm, ReturnItemForm, ReviewForm, WordsForm
from rectification.models import Evidence, Extension, Item, Ledger, LookBack
from rectification.rules.item import LABELS, Standing

CHIPS = {
    Standing.OVERDUE: "run",
    Standing.SOON: "run",
    Standing.GOING: "run",
    Standing.CLAIMED: "mute",
    Standing.LONG_TERM: "mute",
    Standing.DONE: "ok",
}


@dataclass(frozen=True, slots=True)
class ItemRow:
    """An item with where it stands; ``struck`` are the √ that did not hold, ``claim`` the newest evidence."""

    item: Item
    standing: Standing
    days: int | None
    chip: str
    word: str
    waited: int
    struck: list[LookBack]
    claim: Evidence | None = None


def with_struck(items: QuerySet[Item]) -> QuerySet[Item]:
    """Load the struck √ of ``items``, in one query."""
    failed = LookBack.objects.filter(passed=False).select_related("struck_by")
    return items.prefetch_related(Prefetch("look_backs", queryset=failed, to_attr="struck"))


def with_evidence(items: QuerySet[Item]) -> QuerySet[Item]:
    """Load the evidence of ``items`` too: for where a claim is read, not for every list."""
    evidence = Evidence.objects.select_related("by")
    return items.prefetch_related(Prefetch("evidence", queryset=evidence, to_attr="shown_evidence"))


def item_row(item: Item, today: date) -> ItemRow:
    """Return the row of an item loaded by ``with_struck``, with its claim where ``with_evidence`` loaded that."""
    where = item.standing(today)
    open_day = item.deadline if where in {Standing.OVERDUE, Standing.SOON, Standing.GOING} else None
    word = "退回再改" if item.state == Item.State.RETURNED else "整改中" if open_day else LABELS[where]
    if where is Standing.CLAIMED:
        word = "已申报，等核对"  # by whom would tell those above what is not released yet
    return ItemRow(
        item=item,
        standing=where,
        days=(open_day - today).days if open_day else None,
        chip="returned" if item.state == Item.State.RETURNED else CHIPS[where],
        word=word,
        waited=(today - timezone.localdate(item.claimed_at)).days if item.claimed_at else 0,
        struck=item.struck,  # type: ignore[attr-defined]
        claim=next(iter(getattr(item, "shown_evidence", ())), None),
    )


def item_rows(items: QuerySet[Item], today: date) -> list[ItemRow]:
    """Return the rows of ``items`` in their order."""
    return [item_row(item, today) for item in with_struck(items.for_lists())]


FORMS: dict[str, tuple[type[Form], str]] = {
    "claim_form": (WordsForm, "claim"),
    "progress_form": (WordsForm, "progress"),
    "return_form": (ReturnItemForm, "return"),
    "extension_form": (ExtensionForm, "extension"),
    "answer_form": (AnswerForm, "answer"),
    "look_back_form": (LookBackForm, "look-back"),
    "review_form": (ReviewForm, "review"),
}


# What a form's place on the page depends on: where that is gone by now, what was typed comes back by itself.
NEEDED = {
    "claim_form": "may_claim",
    "progress_form": "may_edit",
    "return_form": "may_tick",
    "extension_form": "may_extend",
    "answer_form": "may_answer",
    "look_back_form": "may_look_back",
    "review_form": "may_review",
}


def item_page(person: Person, item: Item, **forms: Form) -> dict[str, Any]:
    """Return the context of an item's page; ``forms`` are those that came back with errors."""
    shown = with_evidence(with_struck(Item.objects.for_pages())).get(pk=item.pk)
    may = _may(person, shown)
    return {
        "item": shown,
        "row": item_row(shown, timezone.localdate()),
        "ledger": shown.ledger,
        "steps": list(shown.steps.select_related("by")),
        "evidence": shown.shown_evidence,  # type: ignore[attr-defined]
        "extensions": list(shown.extensions.select_related("asked_by", "decided_by")),
        "asked": shown.extensions.filter(state=Extension.State.ASKED).first(),
        "campaigns": list(shown.campaigns.select_related("led_by")),
        "refused": [form for name, form in forms.items() if not may[NEEDED[name]]],
        **may,
        **{name: forms.get(name) or form(auto_id=f"{short}-%s") for name, (form, short) in FORMS.items()},
    }


def _may(person: Person, item: Item) -> dict[str, bool]:
    """Whether the person writes, ticks or supervises here, and what of it is possible now."""
    here = Item.objects.filter(pk=item.pk)
    own = here.editable_by(person).exists()
    supervises = here.supervised_by(person).exists()
    ticks = here.ticked_by(person).exists()
    return {
        "may_edit": own and item.is_open,
        "may_claim": own and item.is_open and not item.is_long_term and item.is_complete,
        "may_tick": ticks and item.state == Item.State.CLAIMED,
        "may_withdraw": own and item.state == Item.State.CLAIMED,
        "may_review": own and item.is_long_term,
        "may_extend": own and item.is_open and item.deadline is not None,
        "may_answer": supervises,
        "may_look_back": supervises and item.state == Item.State.DONE,
        "may_drop": own and item.state == Item.State.OPEN and item.ledger.state == Ledger.State.DRAFTING,
        "ticks_at_once": own and item.ledger.tick_by == Ledger.TickBy.OWN,
        "is_own": own,
    }


def standings(rows: Iterable[ItemRow]) -> list[Standing]:
    """Return where the rows stand."""
    return [row.standing for row in rows]
