"""What entering a returned annex would change: shown row by row before anything is saved (DESIGN §6)."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from rectification.rules.annex import LONG_TERM, Match, bare, date_text, match_rows, read_date


class Outcome(StrEnum):
    """What a row comes to."""

    NEW = "new"
    CHANGED = "changed"
    SAME = "same"


@dataclass(frozen=True, slots=True)
class Present:
    """An item as it stands; ``fixed`` says that its day moves only by an extension."""

    number: int
    problem: str
    responsible: str
    measure: str
    deadline: date | None
    long_term: bool
    state: str
    fixed: bool

    @property
    def deadline_text(self) -> str:
        """Its 整改时限 as the annex writes it."""
        return LONG_TERM if self.long_term else date_text(self.deadline)


@dataclass(frozen=True, slots=True)
class Change:
    """One cell before and after."""

    field: str
    label: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Row:
    """A row of the file against its item: ``doubts`` are told, ``asks`` means that a person must choose first."""

    place: int
    match: Match
    item: int | None
    outcome: Outcome
    changes: tuple[Change, ...]
    claims: bool
    deadline: date | None
    doubts: tuple[str, ...]

    @property
    def asks(self) -> bool:
        """Whether it is not certain which item the row is about."""
        return not self.match.sure


def differences(matches: list[Match], items: list[Present], year: int) -> list[Row]:
    """Compare every matched row with its item; ``year`` is the one meant by a day without a year."""
    by_number = {item.number: item for item in items}
    return [_row(place, match, by_number.get(match.item or 0), year) for place, match in enumerate(matches, start=1)]


def compare(rows: list, items: list[Present], year: int) -> list[Row]:  # type: ignore[type-arg]
    """Match and compare the rows of a file."""
    return differences(match_rows(rows, {item.number: item.problem for item in items}), items, year)


def as_item(row: Row, item: Present | None, year: int) -> Row:
    """Return ``row`` as a person decided it: about ``item``, or a new problem."""
    match = Match(row.match.row, item.number if item else None, sure=True)
    return _row(row.place, match, item, year)


def _row(place: int, match: Match, item: Present | None, year: int) -> Row:
    read = match.row
    day = None if read.is_long_term else read_date(read.deadline_text, year)
    doubts = _unreadable(match, day)
    if item is None:
        return Row(place, match, None, Outcome.NEW, (), claims=False, deadline=day, doubts=(*doubts, *_bare(match)))
    changes, more = _changes(match, item, day)
    claims = read.ticked and item.state in {"open", "returned"} and not item.long_term
    if read.ticked and item.long_term:
        more = (*more, "长期坚持的事项不打“√”，这个“√”不录入。")
    if claims and not _whole(item, changes):
        claims, more = False, (*more, "还没有写全责任人、整改措施和整改时限，这个“√”不录入。")
    outcome = Outcome.CHANGED if changes or claims else Outcome.SAME
    return Row(place, match, item.number, outcome, changes, claims=claims, deadline=day, doubts=(*doubts, *more))


def _whole(item: Present, changes: tuple[Change, ...]) -> bool:
    """Whether the item is complete once ``changes`` are entered."""
    after = {"responsible": item.responsible, "measure": item.measure, "deadline": item.deadline_text}
    return all((after | {change.field: change.after for change in changes}).values())


def _unreadable(match: Match, day: date | None) -> tuple[str, ...]:
    text = match.row.deadline_text
    if text and day is None and not match.row.is_long_term:
        return (f"整改时限“{text}”没有看懂，录入后请在台账里补上。",)
    return ()


def _bare(match: Match) -> tuple[str, ...]:
    """What a new row still lacks (N5: 要及时列入台账)."""
    row = match.row
    named = (("责任人", row.responsible), ("整改措施", row.measure), ("整改时限", row.deadline_text))
    missing = [label for label, text in named if not text]
    lacks = (f"还缺{'、'.join(missing)}，录入后请在台账里补上。",) if missing else ()
    return (*lacks, "新的一件带着“√”，先列账，再申报。") if row.ticked else lacks


def _changes(match: Match, item: Present, day: date | None) -> tuple[tuple[Change, ...], tuple[str, ...]]:
    row, settled = match.row, item.state in {"claimed", "done"}
    pairs = (
        ("problem", "存在问题", item.problem, row.problem),
        ("responsible", "责任人", item.responsible, row.responsible),
        ("measure", "整改措施", item.measure, row.measure),
    )
    found = [Change(*pair) for pair in pairs if pair[3] and bare(pair[2]) != bare(pair[3])]
    if found and settled:
        return (), ("这一件已经申报或完成，文件里改了的字不录入。",)
    if day is None or day == item.deadline:
        return tuple(found), ()
    if item.fixed or item.long_term or settled:
        why = "已填报的时限要改，请在台账里申请延期" if not item.long_term else "长期坚持的事项没有时限"
        return tuple(found), (f"文件里的时限是{date_text(day)}。{why}，这里不改。",)
    return (*found, Change("deadline", "整改时限", item.deadline_text, date_text(day))), ()
