"""The annex that comes back: compared before anything is saved, then entered exactly as it was shown (DESIGN §6)."""

from datetime import datetime

from django.db import transaction

from accounts.models import Person
from accounts.services.house.stored_file import read_file, store_file
from accounts.services.trail import audit
from rectification.documents.annex_reading import AnnexRefused, read_annex
from rectification.models import AnnexReturn, Item, Ledger
from rectification.rules.annex import ReadRow
from rectification.rules.difference import Outcome, Present, Row, as_item, compare
from rectification.services.item import ItemFields, NotAllowed, Overtaken, edit_item, list_item
from rectification.services.progress import claim_item

NEW, SKIP = "new", "skip"
CLAIM_TEXT = "交回的台账上打了“√”（{filename}）。"


def bring_back(ledger: Ledger, *, person: Person, data: bytes, filename: str, now: datetime) -> AnnexReturn:
    """Read a filled annex and keep it beside the ledger's present state; nothing is entered yet.

    Raises AnnexRefused where it cannot be read; then nothing is kept, and of a file with a secrecy mark a line of
    the trail tells when and by which account (WORDCHECK §1).
    """
    try:
        read_annex(data, filename)
    except AnnexRefused as no:
        if no.is_secret:
            audit.record(person, "交回台账被拒收", ledger, after={"code": "secret"})
        raise
    with transaction.atomic():
        brought = AnnexReturn.objects.create(
            ledger=ledger, file=store_file(data), filename=filename, by=person, at=now, seen=_versions(ledger)
        )
        audit.record(person, "交回整改台账", brought, after={"sha256": brought.file.sha256})
    return brought


def _versions(ledger: Ledger) -> dict[str, int]:
    return {str(pk): version for pk, version in Item.objects.filter(ledger=ledger).values_list("pk", "version")}


def annex_rows(brought: AnnexReturn) -> tuple[list[Row], dict[int, Present]]:
    """Compare the file with the ledger as it stands; return its rows, and the items by number."""
    items = {item.number: _present(item) for item in _items(brought.ledger)}
    rows: list[ReadRow] = read_annex(read_file(brought.file), brought.filename)
    return compare(rows, list(items.values()), brought.ledger.cycle.year + 1), items


def _items(ledger: Ledger) -> list[Item]:
    return list(Item.objects.filter(ledger=ledger).select_related("ledger").order_by("number"))


def _present(item: Item) -> Present:
    return Present(
        number=item.number,
        problem=item.problem,
        responsible=item.responsible,
        measure=item.measure,
        deadline=item.deadline,
        long_term=item.is_long_term,
        state=item.state,
        fixed=item.ledger.state == Ledger.State.FILED and item.deadline is not None,
    )


@transaction.atomic
def enter_annex(brought: AnnexReturn, *, person: Person, choices: dict[int, str], now: datetime) -> dict[str, int]:
    """Enter the rows as shown; ``choices`` (place → an item's number, "new" or "skip") settles the doubtful ones.

    Raises Overtaken where the ledger has moved since the comparison, NotAllowed where a doubt is not settled.
    """
    Ledger.objects.select_for_update().get(pk=brought.ledger_id)
    fresh = AnnexReturn.objects.select_related("ledger__cycle", "file", "entered_by").get(pk=brought.pk)
    if fresh.entered_at:
        raise Overtaken("这份台账已经录入过了，没有重复录入。")
    if fresh.seen != _versions(fresh.ledger):
        raise Overtaken("比对以后台账又有了变动，请重新交回这份文件，再看一遍差别。")
    rows, items = annex_rows(fresh)
    settled = [_settle(row, choices.get(row.place, ""), items, fresh.ledger.cycle.year + 1) for row in rows]
    _once_each([row for row in settled if row])
    counts = {"new": 0, "changed": 0, "claimed": 0}
    for row in settled:
        if row is not None:
            _enter(fresh, person, row, counts, now)
    fresh.entered_at, fresh.entered_by = now, person
    fresh.save(update_fields=["entered_at", "entered_by"])
    audit.record(person, "录入交回的台账", fresh, after=counts)
    return counts


def _settle(row: Row, choice: str, items: dict[int, Present], year: int) -> Row | None:
    if choice == SKIP:
        return None
    if not row.asks:
        return row
    if choice == NEW:
        return as_item(row, None, year)
    if choice.isdecimal() and int(choice) in items:
        return as_item(row, items[int(choice)], year)
    raise NotAllowed(f"第 {row.place} 行请先选它是哪一件。")


def _once_each(rows: list[Row]) -> None:
    numbers = [row.item for row in rows if row.item is not None]
    twice = {number for number in numbers if numbers.count(number) > 1}
    if twice:
        raise NotAllowed(f"有两行都选成了第 {min(twice)} 件，请改一行。")


def _enter(brought: AnnexReturn, person: Person, row: Row, counts: dict[str, int], now: datetime) -> None:
    read = row.match.row
    if row.outcome is Outcome.NEW:
        # 长期坚持 needs a day for its review, which the annex does not have: it is completed in the ledger.
        fields = ItemFields(read.problem, Item.Source.SELF_FOUND, read.responsible, read.measure, deadline=row.deadline)
        list_item(brought.ledger, person=person, fields=fields, now=now)
        counts["new"] += 1
        return
    item = Item.objects.for_pages().get(ledger=brought.ledger, number=row.item or 0)
    if row.changes:
        item = edit_item(item, person=person, fields=_changed(item, row), now=now)
        counts["changed"] += 1
    if row.claims:
        claim_item(item, person=person, text=CLAIM_TEXT.format(filename=brought.filename), now=now)
        counts["claimed"] += 1


def _changed(item: Item, row: Row) -> ItemFields:
    after = {change.field: change.after for change in row.changes}
    return ItemFields(
        problem=after.get("problem", item.problem),
        source=item.source,
        responsible=after.get("responsible", item.responsible),
        measure=after.get("measure", item.measure),
        kind=item.kind,
        deadline=row.deadline if "deadline" in after else item.deadline,
        next_review=item.next_review,
    )
